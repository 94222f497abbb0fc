package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestAlertsKilled ends serve without warning (SIGKILL) at random moments while
// articles arrive and their alerts are sent: every story must be told of, each
// under one ID. With PARALLAX_KILLS, how often, the receiver fails now and then.
func TestAlertsKilled(t *testing.T) {
	kills, fails := 2, 0 // a receiver that fails is left alone for half a minute
	if v := os.Getenv("PARALLAX_KILLS"); v != "" {
		var err error
		if kills, err = strconv.Atoi(v); err != nil {
			t.Fatal(err)
		}
		fails = 31
	}
	var mu sync.Mutex
	calls := 0
	ids := map[int]map[string]int{} // story -> ID -> how often it came
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var got struct{ Data struct{ Story int } }
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			return // cut off in the middle
		}
		mu.Lock()
		defer mu.Unlock()
		if calls++; fails > 0 && calls%fails == 0 {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		if ids[got.Data.Story] == nil {
			ids[got.Data.Story] = map[string]int{}
		}
		ids[got.Data.Story][r.Header.Get("webhook-id")]++
	}))
	defer hook.Close()

	db := filepath.Join(t.TempDir(), "l.db")
	start := func() (*exec.Cmd, string) {
		cmd := exec.Command("parallax", "serve", "--no-watch", "--allow-private-hosts", "--addr", "127.0.0.1:0", "--db", db)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(out).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		return cmd, strings.TrimSuffix(strings.TrimSpace(line), "/")
	}
	serve, address := start()
	defer func() { _ = serve.Process.Kill(); _ = serve.Wait() }()
	c := newBrowser(t)
	s := &serving{t, address}
	_, page, _ := s.do(c, request{"GET", "/", "", "", nil})
	form := url.Values{"csrf": {csrfValue.FindStringSubmatch(page)[1]}, "words": {"fire"}, "webhook": {hook.URL}}
	if status, body, _ := s.do(c, request{"POST", "/alerts/add", form.Encode(), formKind, nil}); status != 200 {
		t.Fatalf("setting the rule: %d %s", status, body)
	}
	time.Sleep(1100 * time.Millisecond) // a rule tells of what arrives after the second it was made in

	const events = 80
	random := rand.New(rand.NewPCG(3, 4))
	rest := apart(t, random, events)
	for round := range kills {
		part := rest[:len(rest)/(kills-round+1)]
		rest = rest[len(part):]
		command(t, strings.Join(part, ""), "add", "--db", db, "-")
		time.Sleep(time.Duration(random.IntN(1500)) * time.Millisecond)
		_ = serve.Process.Kill()
		_ = serve.Wait()
		serve, _ = start()
	}
	command(t, strings.Join(rest, ""), "add", "--db", db, "-")

	stories := strings.Count(command(t, "", "stories", "--db", db, "--format", "jsonl", "--limit", "0"), "\n") + 1
	told := func() int { mu.Lock(); defer mu.Unlock(); return len(ids) }
	for waited := 0; told() < stories && waited < 900; waited++ {
		time.Sleep(100 * time.Millisecond)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(ids) != stories || stories < events/2 {
		t.Errorf("%d of %d stories were told of", len(ids), stories)
	}
	twice := 0
	for story, of := range ids {
		if len(of) != 1 {
			t.Errorf("story %d was told of under %v", story, of)
		}
		for _, n := range of {
			twice += n - 1
		}
	}
	t.Logf("killed %d times: %d stories told of, none lost, each under one ID; %d deliveries came twice", kills, stories, twice)
}

// apart invents reports of fires that have few words in common, two of each, as
// lines of JSON.
func apart(t *testing.T, random *rand.Rand, events int) (lines []string) {
	word := func() string {
		var b strings.Builder
		for range 2 + random.IntN(2) {
			b.WriteByte("bdfgklmnprstvz"[random.IntN(14)])
			b.WriteByte("aeiou"[random.IntN(5)])
		}
		return strings.ToUpper(b.String()[:1]) + b.String()[1:]
	}
	for i := range events {
		town, street, chief, firm := word(), word(), word(), word()
		for j, text := range []string{
			"%[1]s - A fire destroyed the %[4]s works in %[2]s Street on day one. Chief Ana %[3]s said that the roof fell in.\n",
			"Flames took the roof of %[4]s in %[2]s Street, %[1]s, and the fire burned all night, Ana %[3]s of the brigade said.\n",
		} {
			b, err := json.Marshal(map[string]string{"id": fmt.Sprint("f", i, ".", j), "url": fmt.Sprintf("https://outlet%d.example/%d", j, i),
				"title": fmt.Sprintf("Fire at %s of %s", firm, town), "published": fmt.Sprintf("2026-01-%02dT%02d:00:00Z", 1+i/6, 4*(i%6)+j),
				"text": fmt.Sprintf(text, town, street, chief, firm)})
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, string(b)+"\n")
		}
	}
	return lines
}
