package pages

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"parallax/report"
)

// mostListeners bounds the open streams: each is a connection.
const mostListeners = 500

var listeners atomic.Int64

// live sends an event for each story that has got a new report, as server-sent events
// (html.spec.whatwg.org, section 9.2).
func (p *Pages) live(w http.ResponseWriter, r *http.Request) {
	if listeners.Add(1) > mostListeners {
		listeners.Add(-1)
		w.Header().Set("Retry-After", "60")
		http.Error(w, "too many listeners", http.StatusServiceUnavailable)
		return
	}
	defer listeners.Add(-1)
	control := http.NewResponseController(w)
	// The stream stays open: no time-out of the server ends it.
	_ = control.SetWriteDeadline(time.Time{})
	events, cancel := p.desk.Subscribe()
	defer cancel()
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // proxies hold it back otherwise
	w.WriteHeader(http.StatusOK)
	if _, err := fmt.Fprint(w, "retry: 10000\n\n"); err != nil || control.Flush() != nil {
		return
	}
	beat := time.NewTicker(25 * time.Second) // below the minute after which proxies hang up
	defer beat.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-p.closing:
			return
		case <-beat.C:
			if _, err := fmt.Fprint(w, ": still here\n\n"); err != nil {
				return
			}
		case e, ok := <-events:
			if !ok {
				return
			}
			data, err := json.Marshal(struct {
				Story int    `json:"story"`
				Title string `json:"title"`
				New   bool   `json:"new"`
			}{e.Story, report.Plain(e.Title), e.New})
			if err != nil {
				return
			}
			if _, err := fmt.Fprintf(w, "id: %d\nevent: story\ndata: %s\n\n", e.Number, data); err != nil {
				return
			}
		}
		if control.Flush() != nil {
			return
		}
	}
}

// Close ends the streams, so that a server can stop.
func (p *Pages) Close() { p.closeOnce() }
