package alert

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"parallax/fetch"
)

// A receiver is somebody's webhook: it checks each signature, and answers as
// the test wishes.
type receiver struct {
	*httptest.Server
	t      *testing.T
	clock  *clock
	mu     sync.Mutex
	secret string
	answer func(w http.ResponseWriter, n int) // of the n-th call, from 1
	ids    []string
	bodies []string
}

func newReceiver(t *testing.T, c *clock) *receiver {
	r := &receiver{t: t, clock: c}
	r.Server = httptest.NewServer(http.HandlerFunc(r.take))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) take(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	id, at := req.Header.Get("webhook-id"), req.Header.Get("webhook-timestamp")
	want, err := Sign(r.secret, id, at, body)
	if err != nil || req.Header.Get("webhook-signature") != want {
		r.t.Errorf("signature %q, want %q: %v", req.Header.Get("webhook-signature"), want, err)
	}
	if sent, err := strconv.ParseInt(at, 10, 64); err != nil || r.clock.time().Sub(time.Unix(sent, 0)).Abs() > 5*time.Minute {
		r.t.Errorf("timestamp %q is not of now", at)
	}
	if req.Method != "POST" || req.Header.Get("Content-Type") != "application/json" {
		r.t.Errorf("%s %s", req.Method, req.Header.Get("Content-Type"))
	}
	r.ids, r.bodies = append(r.ids, id), append(r.bodies, string(body))
	if r.answer != nil {
		r.answer(w, len(r.ids))
	}
}

func (r *receiver) seen() []string { r.mu.Lock(); defer r.mu.Unlock(); return slices.Clone(r.ids) }

func local() *fetch.Client {
	return fetch.New(fetch.Options{AllowPrivate: true, MaxRedirects: -1, MaxBytes: 1000, Timeout: 2 * time.Second})
}

// hooked is a newsroom whose one rule posts to a receiver.
func hooked(t *testing.T, answer func(w http.ResponseWriter, n int)) (*newsroom, *receiver, Rule) {
	n := newRoom(t, Options{Post: local().Post})
	r := newReceiver(t, n.clock)
	r.answer = answer
	rule, secret, err := n.Add(ctx, Rule{Place: "Marlow", Webhook: r.URL + "/hook"})
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_")); err != nil || len(raw) != 32 {
		t.Errorf("secret %q", secret)
	}
	r.secret = secret
	n.add(ferry("herald", "12", 9))
	if err := n.look(); err != nil {
		t.Fatal(err)
	}
	return n, r, rule
}

func (n *newsroom) one(r Rule) Delivery {
	n.t.Helper()
	log := n.Log(r.ID)
	if len(log) != 1 {
		n.t.Fatalf("%d deliveries: %+v", len(log), log)
	}
	return log[0]
}

func TestDelivered(t *testing.T) {
	for what, answer := range map[string]func(http.ResponseWriter, int){
		"at once":         nil,
		"without content": func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusNoContent) },
		"at length":       func(w http.ResponseWriter, _ int) { fmt.Fprint(w, strings.Repeat("thank you ", 1000)) },
	} {
		n, r, rule := hooked(t, answer)
		n.Once(ctx)
		n.clock.pass(time.Hour)
		n.Once(ctx)
		if d := n.one(rule); d.State != Delivered || d.Tries != 1 || d.Error != "" || len(r.seen()) != 1 || r.ids[0] != d.ID {
			t.Errorf("%s: %+v, received %v", what, d, r.seen())
		}
		var got struct {
			Type      string
			Timestamp time.Time
			Data      Alert
		}
		if err := json.Unmarshal([]byte(r.bodies[0]), &got); err != nil || got.Type != TypeStory || got.Data.Rule != rule.ID || got.Data.Story == 0 ||
			len(got.Data.Why) != 1 || len(got.Data.Why[0].Cites) == 0 || got.Data.Why[0].Cites[0].Words == "" {
			t.Errorf("%s: %s %v", what, r.bodies[0], err)
		}
	}
}

func TestTriedAgain(t *testing.T) {
	n, r, rule := hooked(t, func(w http.ResponseWriter, n int) {
		switch n {
		case 1:
			w.WriteHeader(http.StatusInternalServerError)
		case 2:
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusTooManyRequests)
		case 3:
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(http.StatusFound)
		}
	})
	n.Once(ctx)
	d := n.one(rule)
	if d.State != Waiting || d.Tries != 1 || !strings.Contains(d.Error, "500") {
		t.Fatalf("after a 500: %+v", d)
	}
	if pause := d.Next.Sub(n.clock.time()); pause != wait(d.ID, 1) || pause < firstWait/2 || pause > firstWait {
		t.Errorf("tried again after %v", pause)
	}
	n.Once(ctx)
	if len(r.seen()) != 1 {
		t.Error("tried again at once")
	}
	n.clock.pass(firstWait)
	n.Once(ctx)
	if d = n.one(rule); d.Next.Sub(n.clock.time()) != time.Hour {
		t.Errorf("it asked for an hour: %+v", d)
	}
	n.clock.pass(time.Hour)
	n.Once(ctx)
	if d = n.one(rule); d.State != Waiting || d.Tries != 3 {
		t.Errorf("a redirect is followed: %+v", d)
	}
	n.open(Options{Post: local().Post}) // a restart keeps the count
	n.clock.pass(longWait)
	n.Once(ctx)
	if d = n.one(rule); d.State != Delivered || d.Tries != 4 {
		t.Errorf("%+v", d)
	}
	if ids := slices.Compact(r.seen()); len(ids) != 1 {
		t.Errorf("one alert under %v", ids)
	}
}

// TestKilledWhileSending: the receiver has it, but nobody wrote that down.
func TestKilledWhileSending(t *testing.T) {
	n, r, rule := hooked(t, nil)
	one, _, ok, err := n.take(ctx, rule.ID)
	if err != nil || !ok && one.ID == "" {
		t.Fatal(err)
	}
	if err := n.post(ctx, &one, n.one(rule).ID); err != nil {
		t.Fatal(err)
	}
	n.open(Options{Post: local().Post})
	n.Once(ctx)
	if ids := r.seen(); len(ids) != 2 || ids[0] != ids[1] || n.one(rule).State != Delivered {
		t.Errorf("received %v", ids)
	}
}

func TestGivenUp(t *testing.T) {
	n, r, rule := hooked(t, func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusBadGateway) })
	tries := 0
	for range 2000 {
		n.Once(ctx)
		if n.one(rule).State == Dead {
			break
		}
		tries = n.one(rule).Tries
		n.clock.pass(5 * time.Minute)
	}
	d := n.one(rule)
	if d.State != Dead || !strings.Contains(d.Error, "502") || d.Done.Sub(d.At) < deadAfter || d.Done.Sub(d.At) > deadAfter+longWait {
		t.Errorf("%+v", d)
	}
	if tries < 15 || tries > 40 {
		t.Errorf("tried %d times in three days", tries)
	}
	before := len(r.seen())
	n.clock.pass(24 * time.Hour)
	n.Once(ctx)
	if len(r.seen()) != before {
		t.Error("what is dead is sent")
	}
}

func TestGone(t *testing.T) {
	n, r, rule := hooked(t, func(w http.ResponseWriter, n int) {
		if n == 1 {
			w.WriteHeader(http.StatusGone)
		}
	})
	n.Once(ctx)
	if got, err := n.Rule(rule.ID); err != nil || !strings.Contains(got.Off, "410") {
		t.Errorf("after a 410: %+v %v", got, err)
	}
	n.add(ferry("courier", "19", 10))
	n.clock.pass(time.Hour)
	n.Once(ctx)
	if len(r.seen()) != 1 {
		t.Error("a receiver that is gone is asked")
	}
	if err := n.Switch(ctx, rule.ID, ""); err != nil {
		t.Fatal(err)
	}
	n.Once(ctx)
	if d := n.one(rule); d.State != Delivered {
		t.Errorf("switched on again: %+v", d)
	}
}

// TestNotForStrangers: no address of this machine or the network around it is
// posted to, unless it is allowed.
func TestNotForStrangers(t *testing.T) {
	n := newRoom(t, Options{Post: fetch.New(fetch.Options{MaxRedirects: -1}).Post})
	r := newReceiver(t, n.clock)
	for _, address := range []string{r.URL, "http://localhost/x", "http://[::1]/", "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/", "http://0.0.0.0/"} {
		rule, _, err := n.Add(ctx, Rule{Place: "Marlow", Webhook: address})
		if err != nil {
			t.Fatal(err)
		}
		if err := n.Test(ctx, rule.ID); err != nil {
			t.Fatal(err)
		}
		n.Once(ctx)
		if d := n.one(rule); d.State != Waiting || !strings.Contains(d.Error, "private or special") && !strings.Contains(d.Error, "ports") {
			t.Errorf("%s: %+v", address, d)
		}
	}
	if len(r.seen()) > 0 {
		t.Error("it was reached")
	}
}

// TestSlowReceiver: one that does not answer holds up neither the others nor
// itself for ever, and is not asked once for each that waits.
func TestSlowReceiver(t *testing.T) {
	n, r, rule := hooked(t, func(w http.ResponseWriter, n int) {
		if n == 1 {
			time.Sleep(3 * time.Second)
		}
	})
	for range 5 {
		n.clock.pass(time.Second)
		if err := n.Test(ctx, rule.ID); err != nil {
			t.Fatal(err)
		}
	}
	quick := newReceiver(t, n.clock)
	other, secret, err := n.Add(ctx, Rule{Origins: 5, Webhook: quick.URL})
	if err != nil {
		t.Fatal(err)
	}
	quick.secret = secret
	if err := n.Test(ctx, other.ID); err != nil {
		t.Fatal(err)
	}
	n.Once(ctx)
	if len(quick.seen()) != 1 || len(r.seen()) != 1 {
		t.Errorf("the quick one got %d, the slow one %d", len(quick.seen()), len(r.seen()))
	}
	n.clock.pass(time.Minute)
	n.Once(ctx)
	log := n.Log(rule.ID)
	if i := slices.IndexFunc(log, func(d Delivery) bool { return d.State != Delivered }); i >= 0 || len(log) != 6 {
		t.Errorf("when it answers again all arrive: %+v", log)
	}
	ids := r.seen()
	slices.Sort(ids)
	if len(slices.Compact(ids)) != 6 {
		t.Errorf("received %v", ids)
	}
}

// TestBounds: what piles up is bounded, and what is left out is shown.
func TestBounds(t *testing.T) {
	n := newRoom(t, Options{Post: local().Post})
	hook, list := n.rule(Rule{Origins: 2, Webhook: "http://127.0.0.1:1/"}), n.rule(Rule{Origins: 3})
	for range maxWaiting + 10 {
		n.clock.pass(time.Second)
		if err := n.Test(ctx, hook.ID); err != nil {
			t.Fatal(err)
		}
	}
	for range maxDone + 10 {
		n.clock.pass(time.Second)
		if err := n.Test(ctx, list.ID); err != nil {
			t.Fatal(err)
		}
	}
	count := map[State]int{}
	for _, d := range n.Log(hook.ID) {
		count[d.State]++
	}
	if count[Waiting] != maxWaiting || count[Dead] != 10 {
		t.Errorf("%v", count)
	}
	if log := n.Log(list.ID); len(log) != maxDone {
		t.Errorf("%d are listed", len(log))
	} else if all, err := n.Feed(ctx, list.ID, 1000); err != nil || len(all) != maxDone || all[0].ID != log[0].ID {
		t.Errorf("the feed has %d: %v", len(all), err)
	}
	if err := n.Drop(ctx, hook.ID); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{outState + hook.ID, secretState + hook.ID} {
		if raw, err := n.opts.Store.State(ctx, name); err != nil || raw != nil {
			t.Errorf("%s is left: %v", name, err)
		}
	}
}

func TestWait(t *testing.T) {
	apart := map[time.Duration]bool{}
	for _, id := range []string{"a", "b", "c"} {
		apart[wait(id, 3)] = true
		for tries := 1; tries < 200; tries++ {
			d := wait(id, tries)
			if d < firstWait/2 || d > longWait || tries > 15 && d < longWait/2 || d != wait(id, tries) {
				t.Errorf("%s, try %d: %v", id, tries, d)
			}
		}
	}
	if len(apart) != 3 {
		t.Error("what failed together comes together again")
	}
	// The example of the specification.
	got, err := Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", []byte(`{"test": 2432232314}`))
	if err != nil || got != "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" {
		t.Errorf("Sign: %s %v", got, err)
	}
}
