package desk

import (
	"sync"
	"time"
)

// An Event says that a story has got a new report.
type Event struct {
	Number int64 // counts from 1 in each run
	Story  int
	Title  string
	New    bool // the desk had not seen it before
	At     time.Time
}

// A hub hands events to whoever listens. One that does not keep up misses some:
// an event only says that there is something to look at.
type hub struct {
	mu    sync.Mutex
	next  int64
	heard map[chan Event]bool
}

// Subscribe returns events from now on, and what ends them.
func (d *Desk) Subscribe() (events <-chan Event, cancel func()) {
	const behind = 64
	c := make(chan Event, behind)
	h := &d.events
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.heard == nil {
		h.heard = map[chan Event]bool{}
	}
	h.heard[c] = true
	return c, sync.OnceFunc(func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.heard, c)
		close(c)
	})
}

func (h *hub) send(e Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.next++
	e.Number = h.next
	for c := range h.heard {
		select {
		case c <- e:
		default:
		}
	}
}
