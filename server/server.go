// Package server answers over HTTP: pages for people, an API for programs, MCP for assistants.
// It has the order in which a request passes through the parts.
package server

import (
	"compress/gzip"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/klauspost/compress/gzhttp"
)

// A Part adds what it answers to a server's mux.
type Part interface{ Routes(mux *http.ServeMux) }

// Options say what a server is put together from.
type Options struct {
	Parts []Part
	// Before stands before all parts: it knows who asks and refuses whom it does not; nil: nobody
	// is refused.
	Before func(http.Handler) http.Handler
	// Ready says why the server cannot answer well just now, nil when it can.
	Ready func(context.Context) error
	// Closing is called when the server stops, before it waits for open answers.
	Closing func()
	Log     *slog.Logger // nil: nothing is logged
}

// A Server answers requests until its context ends.
type Server struct {
	opts    Options
	Handler http.Handler
}

// New puts a server together.
func New(opts Options) (*Server, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	mux := http.NewServeMux()
	for _, p := range opts.Parts {
		p.Routes(mux)
	}
	var h http.Handler = mux
	if opts.Before != nil {
		h = opts.Before(h)
	}
	// Pages shrink to a fifth; an event stream is passed on at once.
	compress, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.CompressionLevel(gzip.BestSpeed+2), gzhttp.ExceptContentTypes([]string{"text/event-stream"}))
	if err != nil {
		return nil, err
	}
	s := &Server{opts: opts}
	whole := http.NewServeMux()
	whole.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { answer(w, http.StatusOK, "alive") })
	whole.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if opts.Ready != nil {
			if err := opts.Ready(r.Context()); err != nil {
				answer(w, http.StatusServiceUnavailable, "not ready")
				opts.Log.Warn("not ready", "error", err)
				return
			}
		}
		answer(w, http.StatusOK, "ready")
	})
	whole.Handle("/", compress(h))
	s.Handler = s.recovered(whole)
	return s, nil
}

func answer(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text + "\n"))
}

// recovered keeps a fault in one answer from ending the others.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if fault := recover(); fault != nil {
				if fault == http.ErrAbortHandler {
					panic(fault)
				}
				s.opts.Log.Error("fault", "path", r.URL.Path, "fault", fault, "stack", string(debug.Stack()))
				http.Error(w, "Something went wrong here.", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// patience is how long open answers may take when the server stops.
const patience = 10 * time.Second

// Serve answers on l until ctx ends, then lets open answers come to their end.
func (s *Server) Serve(ctx context.Context, l net.Listener, limits func(*http.Server)) error {
	h := &http.Server{Handler: s.Handler, ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(s.opts.Log.Handler(), slog.LevelDebug)}
	if limits != nil {
		limits(h)
	}
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	if s.opts.Closing != nil {
		s.opts.Closing()
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	err := h.Shutdown(stop)
	if errors.Is(err, context.DeadlineExceeded) {
		h.Close()
		return nil
	}
	return err
}
