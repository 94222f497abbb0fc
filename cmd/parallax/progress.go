package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/charmbracelet/x/term"
)

// A progress shows on standard error how far a long run is. Nothing is shown
// during the first two seconds. On a terminal one line is rewritten; elsewhere
// a line is added from time to time.
type progress struct {
	mu       sync.Mutex
	out      io.Writer
	start    time.Time
	articles int
	bytes    int
	taken    int64 // bytes of the inputs, as they lie on the disk
	all      int64 // how many there are, 0 when that is not known
	shown    bool  // a line stands on the terminal
	stopped  chan struct{}
	once     sync.Once
	ended    sync.WaitGroup
}

const (
	progressAfter    = 2 * time.Second
	progressTerminal = 200 * time.Millisecond
	progressElse     = 10 * time.Second // a log file should not fill up
)

func startProgress(out io.Writer) *progress {
	p := &progress{out: out, start: time.Now(), stopped: make(chan struct{})}
	terminal := isTerminal(out)
	every := progressElse
	if terminal {
		every = progressTerminal
	}
	p.ended.Add(1)
	go func() {
		defer p.ended.Done()
		next := time.NewTimer(progressAfter)
		defer next.Stop()
		for {
			select {
			case <-next.C:
				p.show(terminal)
				next.Reset(every)
			case <-p.stopped:
				return
			}
		}
	}()
	return p
}

// add counts an article of so many bytes.
func (p *progress) add(bytes int) {
	p.mu.Lock()
	p.articles++
	p.bytes += bytes
	p.mu.Unlock()
}

// expect says how many bytes the inputs have: then the time left is shown.
func (p *progress) expect(bytes int64) {
	p.mu.Lock()
	p.all = bytes
	p.mu.Unlock()
}

// take counts bytes that have been read from the inputs.
func (p *progress) take(bytes int) {
	p.mu.Lock()
	p.taken += int64(bytes)
	p.mu.Unlock()
}

func (p *progress) show(terminal bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	took := time.Since(p.start)
	line := fmt.Sprintf("%d articles, %.1f MB, %.0f articles/s, %s", p.articles, float64(p.bytes)/1e6,
		float64(p.articles)/took.Seconds(), took.Round(time.Second))
	if p.all > 0 && p.taken > 0 {
		share := min(float64(p.taken)/float64(p.all), 1)
		left := time.Duration(float64(took) * (1 - share) / share)
		line += fmt.Sprintf(", %.0f %%, %s left", 100*share, left.Round(time.Second))
	}
	if terminal {
		fmt.Fprintf(p.out, "\r\x1b[K%s", line)
		p.shown = true
		return
	}
	fmt.Fprintln(p.out, line)
}

// message writes a line to standard error without tearing the progress line.
func (p *progress) message(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	fmt.Fprintln(p.out, text)
}

func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.shown = false
	}
}

// stop ends the display and removes its line.
func (p *progress) stop() {
	p.once.Do(func() {
		close(p.stopped)
		p.ended.Wait()
		p.mu.Lock()
		p.clear()
		p.mu.Unlock()
	})
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}

// columns is the width of the terminal, or 80.
func columns(w any) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(f.Fd()); err == nil && width > 0 {
			return width
		}
	}
	return 80
}
