package main

import (
	"fmt"
	"io"
	"sort"
	"sync"
	"text/tabwriter"
	"time"
)

// A profile adds up the time that each step of the pipeline takes.
type profile struct {
	mu    sync.Mutex
	steps map[string]time.Duration
	calls map[string]int
}

func newProfile() *profile {
	return &profile{steps: map[string]time.Duration{}, calls: map[string]int{}}
}

// observe fits parallax.Options.Observe.
func (p *profile) observe(step string, took time.Duration) {
	p.mu.Lock()
	p.steps[step] += took
	p.calls[step]++
	p.mu.Unlock()
}

// write prints a table of the steps, the slowest first. words is what was
// read, for the time that each word takes.
func (p *profile) write(w io.Writer, words int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var names []string
	var total time.Duration
	for name, took := range p.steps {
		names = append(names, name)
		total += took
	}
	sort.Slice(names, func(i, k int) bool {
		a, b := names[i], names[k]
		return p.steps[a] > p.steps[b] || p.steps[a] == p.steps[b] && a < b
	})
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(name string, took time.Duration, calls int) {
		fmt.Fprintf(table, "%s\t%.1f ms\t%.1f %%\t%.2f us/word\t%d\t\n", name, float64(took.Microseconds())/1e3,
			100*float64(took)/float64(max(total, 1)), float64(took.Nanoseconds())/1e3/float64(max(words, 1)), calls)
	}
	fmt.Fprintf(table, "step\ttime\tshare\ta word\tcalls\t\n")
	for _, name := range names {
		row(name, p.steps[name], p.calls[name])
	}
	row("all", total, 0)
	table.Flush()
	if total > 0 {
		fmt.Fprintf(w, "%d words, %.0f words/s a core\n", words, float64(words)/total.Seconds())
	}
}
