package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parallax/alert"
	"parallax/server/api"
	"parallax/store/sqlite"
)

// TestAlerts sets a rule, sees what it told and drops it; every answer is as
// described, and a reader may only look.
func TestAlerts(t *testing.T) {
	store, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "alerts.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	all, err := alert.Open(ctx, alert.Options{Store: store, Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	editor := true
	w := newWorld(t, func(o *api.Options) {
		o.Alerts, o.MayEdit = all, func(context.Context) bool { return editor }
	})
	id := ""
	ask := func(method, path, body string, status int, has ...string) []byte {
		t.Helper()
		path = api.Prefix + strings.ReplaceAll(path, "RULE", id)
		res, got := w.ask(method, path, body)
		if res.StatusCode != status {
			t.Errorf("%s %s: %d, not %d: %.300s", method, path, res.StatusCode, status, got)
		}
		valid(t, w.OpenAPI(), method, path, res, got)
		for _, word := range has {
			if !bytes.Contains(got, []byte(word)) {
				t.Errorf("%s %s: %q is not in %s", method, path, word, got)
			}
		}
		return got
	}
	ask("GET", "/alerts", "", 200, `"alerts":[]`)
	ask("GET", "/alerts/rules", "", 200, `"rules":[]`)
	ask("POST", "/alerts/rules", `{}`, 422, "neither which stories")
	ask("POST", "/alerts/rules", `{"figure":"injured"}`, 422, "above 0")
	ask("POST", "/alerts/rules", `{"place":"Marlow","webhook":"gopher://x"}`, 422, "http or https")
	ask("POST", "/alerts/rules", `{"place":"Marlow","status":"rumoured"}`, 422)
	ask("POST", "/alerts/rules", `{"place":"Marlow","rule":"x"}`, 422)
	var made struct {
		Rule   struct{ ID, Says string }
		Secret string
	}
	if err := json.Unmarshal(ask("POST", "/alerts/rules", `{"place":"Marlow","conflict":true,"webhook":"https://hook.example/secret-path"}`, 200), &made); err != nil || made.Rule.ID == "" ||
		!strings.HasPrefix(made.Secret, "whsec_") || made.Rule.Says != "a story in Marlow that has a conflict" {
		t.Fatalf("%+v %v", made, err)
	}
	id = made.Rule.ID
	ask("GET", "/alerts/rules", "", 200, id, "secret-path")
	ask("POST", "/alerts/rules/RULE/test", `{}`, 200, `"state":"waiting"`, `"story":""`)
	ask("GET", "/alerts?limit=1&rule=RULE", "", 200, `"type":"test"`, "Somebody asked for a test.")
	ask("GET", "/alerts?rule=other", "", 200, `"alerts":[]`)
	ask("GET", "/alerts?offset=5", "", 200, `"alerts":[]`)
	ask("POST", "/alerts/rules/RULE/switch", `{"off":true}`, 200, "switched off by hand")
	ask("POST", "/alerts/rules/RULE/switch", `{"off":false}`, 200, `"off":""`)
	ask("GET", "/alerts/rules/none", "", 404)
	res, _ := w.ask("GET", api.Prefix+"/alerts/rules/"+id, "")
	if again, _ := w.ask("GET", api.Prefix+"/alerts/rules/"+id, "", "If-None-Match", res.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again: %d", again.StatusCode)
	}

	editor = false
	if got := ask("GET", "/alerts/rules/RULE", "", 200, id); bytes.Contains(got, []byte("secret-path")) {
		t.Errorf("a reader sees the webhook: %s", got)
	}
	for _, c := range [][2]string{{"POST", "/alerts/rules"}, {"POST", "/alerts/rules/RULE/test"}, {"POST", "/alerts/rules/RULE/switch"}, {"DELETE", "/alerts/rules/RULE"}} {
		body := map[bool]string{true: "", false: `{"place":"x"}`}[c[0] == "DELETE"]
		if strings.HasSuffix(c[1], "test") {
			body = "{}"
		} else if strings.HasSuffix(c[1], "switch") {
			body = `{"off":true}`
		}
		ask(c[0], c[1], body, 403)
	}
	editor = true
	ask("DELETE", "/alerts/rules/RULE", "", 204)
	ask("DELETE", "/alerts/rules/RULE", "", 404)
	if len(all.Rules()) > 0 || len(w.faults) > 0 {
		t.Errorf("%v %v", all.Rules(), fmt.Sprint(w.faults))
	}
}
