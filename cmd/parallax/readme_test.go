package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the transcript in README.md")

// TestReadmeShowsARealRun runs the README's first command and compares what it
// prints with the transcript there.
func TestReadmeShowsARealRun(t *testing.T) {
	const readme, from, to = "../../README.md", "```text\n$ parallax compare examples/ferry\n", "\n[...]\n```"
	const lines = 62 // of the report: up to the quotes
	t.Chdir("../..")
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"compare", "examples/ferry"}, nil, &out, &errs); code != exitDone {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	t.Chdir("cmd/parallax")
	want := strings.Join(strings.SplitN(out.String(), "\n", lines+1)[:lines], "\n")
	page, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(page), from)
	got, after, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatalf("README.md has no transcript between %q and %q", from, to)
	}
	if got == want {
		return
	}
	if *update {
		if err := os.WriteFile(readme, []byte(before+from+want+to+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("README.md shows what the program no longer prints (-update rewrites it):\n%s", want)
}
