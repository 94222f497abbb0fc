package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestServe asks every part of a server that the command has put together.
func TestServe(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	db := filepath.Join(t.TempDir(), "library.db")
	var said bytes.Buffer
	if code := run(ctx, []string{"add", "--db", db, "../../examples/ferry"}, nil, &said, &said); code != exitDone {
		t.Fatal(code, said.String())
	}
	out, print := io.Pipe()
	var errs bytes.Buffer
	serving, stop := context.WithCancel(ctx)
	ended := make(chan int)
	go func() {
		code := run(serving, []string{"serve", "--db", db, "--addr", "127.0.0.1:0"}, nil, print, &errs)
		print.Close()
		ended <- code
	}()
	first, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err, <-ended, errs.String())
	}
	home := strings.TrimSuffix(strings.TrimSpace(first), "/")
	for _, c := range []struct {
		method, path, body string
		status             int
		has                string
	}{
		{"GET", "/", "", 200, "<html"},
		{"GET", "/healthz", "", 200, "alive"},
		{"GET", "/readyz", "", 200, "ready"},
		{"GET", "/api/v1/stories", "", 200, `"stories":[{`},
		{"GET", "/api/v1/openapi.json", "", 200, `"openapi":"3.1.0"`},
		{"GET", "/api/v1/nothing", "", 404, `"status":404`},
		{"DELETE", "/api/v1/stories", "", 405, `"status":405`},
		{"POST", "/api/v1/verify", `{"sentence":"The ferry struck a pier in the harbour."}`, 200, `"verdict":`},
		{"GET", "/api", "", 200, "/api/v1/openapi.json"},
		{"GET", "/feeds/stories.atom", "", 200, "<entry>"},
		{"GET", "/metrics", "", 200, `parallax_http_requests_total{method="GET",route="GET /api/v1/stories",status="200"} 1`},
		{"POST", "/mcp", `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`, 200, "read_story"},
	} {
		r, err := http.NewRequestWithContext(ctx, c.method, home+c.path, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "*/*")
		if c.path == "/mcp" {
			r.Header.Set("Accept", "application/json, text/event-stream")
		}
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if res.StatusCode != c.status || !strings.Contains(string(b), c.has) {
			t.Errorf("%s %s: %d, %q is not in %.300s", c.method, c.path, res.StatusCode, c.has, b)
		}
	}
	stop()
	select {
	case code := <-ended:
		if code != exitDone {
			t.Errorf("%d %s", code, errs.String())
		}
	case <-ctx.Done():
		t.Error("the server does not stop")
	}
}

// TestServeFollows starts the server as a person does, adds to its library by another command, and stops it.
func TestServeFollows(t *testing.T) {
	db := filepath.Join(t.TempDir(), "l.db")
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	out, in := io.Pipe()
	var errs bytes.Buffer
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"serve", "--db", db, "--addr", "127.0.0.1:0"}, nil, in, &errs) }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url := strings.TrimSpace(line)
	page := func(path string) string {
		answer, err := http.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		b, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if !strings.Contains(page(""), "The library has no stories yet") {
		t.Error("an empty library does not say so")
	}
	if code := run(context.Background(), []string{"add", "--db", db, filepath.Join("..", "..", "examples", "ferry")}, nil, io.Discard, io.Discard); code != exitDone {
		t.Fatalf("add ends with %d", code)
	}
	seen := false
	for end := time.Now().Add(2 * time.Minute); !seen && time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		seen = strings.Contains(page(""), "3 conflicts")
	}
	if !seen {
		t.Error("what another command adds does not show up")
	}
	if !strings.Contains(page("story/1"), "Calder Bay") {
		t.Error("the story is not shown")
	}
	stop()
	select {
	case code := <-ended:
		if code != exitDone {
			t.Errorf("serve ends with %d: %s", code, errs.String())
		}
	case <-time.After(time.Minute):
		t.Error("serve does not stop")
	}
}

// TestServeElsewhere needs an account.
func TestServeElsewhere(t *testing.T) {
	var errs bytes.Buffer
	code := run(context.Background(), []string{"serve", "--db", filepath.Join(t.TempDir(), "l.db"), "--addr", "0.0.0.0:0"}, nil, io.Discard, &errs)
	if code != exitUsage || !strings.Contains(errs.String(), "parallax account add") {
		t.Errorf("without an account, serve ends with %d: %s", code, errs.String())
	}
}
