package mcp

import (
	"encoding/json"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// hostile are values that an assistant may be talked into sending.
var hostile = []any{"", " ", "s0", "s-1", "s99999999999999999999", "\x00", "\xff\xfe", "\u202e", "?!", "-", "-*", `"`, `""`, "NEAR(", "name:", `speaker:"`, "after:9999-12-31", "0001-01-01", "2026-02-30",
	"../../etc/passwd", "%", "_", "渡船", "🚢", "e\u0301\u0301", strings.Repeat("ferry ", 150), strings.Repeat("(", 5000), strings.Repeat("a", 70000),
	nil, true, -1, 0, 1e300, 1 << 52, 0.5, []any{}, []any{nil}, []any{"Duarte", 1}, map[string]any{}, []any{map[string]any{"text": "x"}}, []any{map[string]any{"text": "\x00", "published": "soon"}},
	[]any{map[string]any{"text": "The ferry struck a pier.", "id": "\u202e"}, map[string]any{"text": "\ufeff", "outlet": "<b>"}}}

// TestHostile sends every value under every key of every tool: the session goes
// on, and what comes back is an answer or an error that says what was wrong.
func TestHostile(t *testing.T) {
	s := sessions(t)["pipe"]
	list, err := s.ListTools(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	usual := map[string]any{"story": "s1", "article": "coast", "speaker": "Duarte", "query": "ferry", "sentence": "The ferry Saint Brendan struck a pier.",
		"texts": []any{map[string]any{"text": "The ferry struck a pier."}}}
	n := 0
	for _, tool := range list.Tools {
		var schema struct {
			Properties map[string]any
			Required   []string
		}
		b, err := json.Marshal(tool.InputSchema)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &schema); err != nil {
			t.Fatal(err)
		}
		for key := range schema.Properties {
			for _, v := range hostile {
				in := map[string]any{}
				for _, k := range schema.Required {
					in[k] = usual[k]
				}
				in[key] = v
				r, err := s.CallTool(ctx, &sdk.CallToolParams{Name: tool.Name, Arguments: in})
				if err != nil {
					t.Fatalf("%s %s %.60q ends the session: %v", tool.Name, key, v, err)
				}
				n++
				text := ""
				for _, c := range r.Content {
					if c, ok := c.(*sdk.TextContent); ok {
						text += c.Text
					}
				}
				if text == "" || strings.Contains(text, "fault") || strings.Contains(text, "SQL") || r.IsError && len(text) > 2000 && !strings.Contains(text, `validating "arguments"`) {
					t.Errorf("%s %s %.60q: %.300s", tool.Name, key, v, text)
				}
			}
		}
	}
	t.Logf("%d calls", n)
}
