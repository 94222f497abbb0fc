package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"parallax/news"
	"parallax/store/sqlite"
)

// invented writes n small reports as JSON Lines: a few hundred events, each
// told several times.
func invented(t *testing.T, n int) string {
	t.Helper()
	towns := strings.Fields("Calder Harlow Lunn Orrin Tamsel Verrin Ostley Bramm Kestrel Dunmore Ellis Farrow")
	things := strings.Fields("ferry mill bridge tunnel school harbour theatre reservoir library depot")
	chiefs := strings.Fields("Duarte Marsh Voss Lind Hale Amsel Reyl Hendry Varga Sole")
	file := filepath.Join(t.TempDir(), "reports.jsonl")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	enc := json.NewEncoder(out)
	for i := range n {
		event := i / 4
		town, thing, chief := towns[event%len(towns)], things[event/len(towns)%len(things)], chiefs[(event*7)%len(chiefs)]
		err := enc.Encode(map[string]string{
			"id":        fmt.Sprint("r", i),
			"url":       fmt.Sprintf("https://outlet%d.example/%d", i%17, i),
			"title":     fmt.Sprintf("Fire at the %s of %s", thing, town),
			"published": time.Date(2026, 1, 1, event/4, i%60, 0, 0, time.UTC).Format(time.RFC3339),
			"text": fmt.Sprintf("%s - A fire damaged the %s of %s on day %d of the dry season, and %d people were hurt. \"We came as soon as we could,\" fire chief Ana %s said in report %d.\n",
				strings.ToUpper(town), thing, town, event, 1+event%9, chief, i),
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return file
}

// held opens a library, looks for damage and counts its articles and texts.
func held(t *testing.T, file string) int {
	t.Helper()
	ctx := context.Background()
	s, err := sqlite.OpenExisting(ctx, file)
	if err != nil {
		t.Fatalf("the library does not open: %v", err)
	}
	defer s.Close()
	if found, err := s.Check(ctx); err != nil || len(found) > 0 {
		t.Fatalf("the library is damaged: %q %v", found, err)
	}
	n := 0
	urls := map[string]bool{}
	for r, err := range s.Articles(ctx, news.ArticleFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if urls[r.URL] {
			t.Errorf("%s is there twice", r.URL)
		}
		if r.Revision != 1 || r.Story == 0 {
			t.Errorf("%s: revision %d, story %d", r.ID, r.Revision, r.Story)
		}
		urls[r.URL] = true
		n++
	}
	return n
}

// TestKilled ends add without warning (SIGKILL) at random moments, again and
// again, until all is in: nothing may be lost, doubled or damaged.
// PARALLAX_KILLS sets how often; script/kill says 20.
func TestKilled(t *testing.T) {
	kills, articles := 2, 2000
	if v := os.Getenv("PARALLAX_KILLS"); v != "" {
		var err error
		if kills, err = strconv.Atoi(v); err != nil {
			t.Fatal(err)
		}
		articles = 6000
	}
	in := invented(t, articles)
	random := rand.New(rand.NewPCG(1, 2))
	killed, rounds := 0, 0
	for killed < kills {
		rounds++
		file := filepath.Join(t.TempDir(), fmt.Sprintf("library%d.db", rounds))
		before := 0
		for done := false; !done; {
			cmd := exec.Command("parallax", "add", "--db", file, in)
			cmd.Stderr = os.Stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			ended := make(chan error, 1)
			go func() { ended <- cmd.Wait() }()
			wait := time.Hour
			if killed < kills {
				wait = time.Duration(20+random.IntN(1500)) * time.Millisecond
			}
			select {
			case err := <-ended:
				if err != nil {
					t.Fatalf("add: %v", err)
				}
				done = true
			case <-time.After(wait):
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
				<-ended
				killed++
			}
			if _, err := os.Stat(file); err != nil {
				continue // killed before it began
			}
			now := held(t, file)
			if now < before {
				t.Fatalf("%d articles were there, %d are left", before, now)
			}
			before = now
		}
		if before != articles {
			t.Fatalf("%d of %d articles are in the library", before, articles)
		}
	}
	t.Logf("killed %d times over %d libraries of %d articles: none lost, none doubled, no damage", killed, rounds, articles)
}

// TestTwoAtOnce adds the same articles with two processes at the same time.
func TestTwoAtOnce(t *testing.T) {
	const articles = 800
	in := invented(t, articles)
	file := filepath.Join(t.TempDir(), "library.db")
	var cmds []*exec.Cmd
	var outs []*strings.Builder
	for range 2 {
		out := &strings.Builder{}
		cmd := exec.Command("parallax", "add", "--db", file, in)
		cmd.Stdout, cmd.Stderr = out, out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		cmds, outs = append(cmds, cmd), append(outs, out)
	}
	for i, cmd := range cmds {
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v: %s", err, outs[i])
		}
	}
	if n := held(t, file); n != articles {
		t.Errorf("%d of %d articles; the processes say %q and %q", n, articles, outs[0], outs[1])
	}
}
