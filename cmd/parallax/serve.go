package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"parallax"
	"parallax/alert"
	"parallax/desk"
	"parallax/fetch"
	"parallax/library"
	"parallax/server"
	"parallax/server/alerts"
	"parallax/server/api"
	"parallax/server/guard"
	"parallax/server/mcp"
	"parallax/server/metrics"
	"parallax/server/pages"
	"parallax/store/sqlite"
	"parallax/watch"
)

type serveFlags struct {
	db      libraryFlags
	addr    string
	noWatch bool
	private bool
	allowed []string
	hosts   []string
	proxy   bool
	rate    float64
}

func serveCommand() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Open the library in a browser",
		Long: `Serve shows the library to people in a browser, to programs below /api/v1
(described at /api/v1/openapi.json) and to assistants at /mcp. Feeds are followed
meanwhile, as "parallax watch" does, and what other commands add shows up within
seconds.

On a loopback address nobody needs a password, until there is an account. Any other
address takes one at least: 'parallax account add NAME' makes it.`,
		Example: `  parallax serve
  parallax serve --addr 127.0.0.1:9000 --db newsroom.db
  parallax serve --addr 0.0.0.0:8080 --host news.example.com --proxy`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return serve(cmd, &f) },
	}
	cmd.Flags().StringVar(&f.addr, "addr", "127.0.0.1:8080", "where to listen, `HOST:PORT`; port 0 takes a free one")
	cmd.Flags().BoolVar(&f.noWatch, "no-watch", false, "follow no feeds")
	cmd.Flags().StringSliceVar(&f.hosts, "host", nil, "a `NAME` by which the server may be asked from elsewhere,\n* for any")
	cmd.Flags().BoolVar(&f.proxy, "proxy", false, "a reverse proxy stands before the server, which sets\nX-Forwarded-For and X-Forwarded-Proto")
	cmd.Flags().Float64Var(&f.rate, "rate", 100, "how many requests a second one client may make in the\nlong run; twenty times as many at once; 0: any number")
	cmd.Flags().StringSliceVar(&f.allowed, "allow-host", nil, "let requests for feeds, pages and webhooks reach the\n`HOST` of this name at any address")
	cmd.Flags().BoolVar(&f.private, "allow-private-hosts", false, "let requests for feeds, pages and webhooks reach\nloopback and private addresses")
	f.db.register(cmd)
	return cmd
}

func serve(cmd *cobra.Command, f *serveFlags) error {
	ctx, cancel := context.WithCancel(cmd.Context())
	defer cancel()
	log := slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), nil))
	store, err := sqlite.OpenMapped(ctx, f.db.path())
	if err != nil {
		return err
	}
	defer store.Close()
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		return err
	}
	client := fetch.New(fetch.Options{UserAgent: "parallax/" + version(), AllowPrivate: f.private, AllowHosts: f.allowed})
	defer client.CloseIdle()
	lib := library.New(store, p, nil)
	counts := metrics.New(version())
	feeds, err := openWatch(ctx, f, lib, client, log, counts)
	if err != nil {
		return err
	}
	hooks, err := alert.Open(ctx, alert.Options{Store: store, Post: webhookClient(f).Post, Errors: func(err error) { log.Warn("alert", "error", err) }})
	if err != nil {
		return err
	}
	site := pages.New(pages.Options{Parallax: p, Watch: feeds, Fetch: client.Get, Log: log, Who: visitor})
	d, err := desk.Open(ctx, desk.Options{Library: lib, Prepare: []desk.Prepare{site.Prepare, hooks.Prepare}, Errors: func(err error) { log.Warn("story", "error", err) }})
	if err != nil {
		return err
	}
	site.Open(d)
	g, err := guard.Open(ctx, store, guard.Options{Address: f.addr, Hosts: f.hosts, Proxy: f.proxy, Rate: f.perSecond(), Show: site.Show, Log: log,
		Public: append(alerts.Public, pages.Static), Reading: slices.Concat(pages.Reading, api.Reading, mcp.Reading), MaxBody: pages.MostBytes})
	if err != nil {
		return err
	}
	programs := api.New(api.Options{Desk: d, Alerts: hooks, Parallax: p, Watch: feeds, Fetch: client.Get, Version: version(), Proxy: f.proxy, Show: site.Show,
		MayEdit: func(ctx context.Context) bool { return guard.Who(ctx).Role >= guard.Editor }, Errors: func(err error) { log.Error("api", "error", err) }})
	assistants := mcp.New(mcp.Options{Desk: d, Parallax: p, Version: version(), Guarded: true})
	told := alerts.New(alerts.Options{Alerts: hooks, Show: site.Show, Log: log})
	counts.Library(d, feeds)
	before := func(next http.Handler) http.Handler { return counts.Count(g.Middleware(metrics.Route(next))) }
	s, err := server.New(server.Options{Parts: []server.Part{site, told, programs, assistants, counts}, Before: before, Closing: site.Close, Log: log,
		Ready: func(ctx context.Context) error { _, err := store.Latest(ctx); return err }})
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", f.addr)
	if err != nil {
		return fmt.Errorf("%s: %w", f.addr, err)
	}
	fmt.Fprintf(cmd.OutOrStdout(), "http://%s/\n", l.Addr())
	if g.InClear() {
		log.Warn("passwords cross the network unencrypted: let a reverse proxy with TLS stand before the server, and start it with --proxy")
	}

	// The server ends with the command, or with the first of its parts that cannot go on.
	parts := []func() error{
		func() error { return s.Serve(ctx, l, guard.Limits) },
		func() error { return d.Run(ctx) },
		func() error { return hooks.Run(ctx) },
		func() error { // what an older release found is found anew meanwhile
			_, err := lib.Renew(ctx, nil)
			if err != nil && ctx.Err() == nil {
				log.Warn("bringing old articles up to date", "error", err)
			}
			return nil
		},
	}
	if feeds != nil {
		parts = append(parts, func() error { return feeds.Run(ctx) })
	}
	ended := make(chan error, len(parts))
	for _, part := range parts {
		go func() {
			err := part()
			if err != nil {
				cancel()
			}
			ended <- err
		}()
	}
	var failure error
	for range parts {
		if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
			failure = errors.Join(failure, err)
		}
	}
	return failure
}

// perSecond is the rate as the guard takes it, to which 0 says nothing.
func (f *serveFlags) perSecond() float64 {
	if !(f.rate > 0 && f.rate < 1e6) { // nor is it a bound
		return -1
	}
	return f.rate
}

// webhookClient delivers alerts. It follows no redirect, which would turn what
// is sent into a question, and reads little of an answer.
func webhookClient(f *serveFlags) *fetch.Client {
	return fetch.New(fetch.Options{UserAgent: "parallax/" + version(), AllowPrivate: f.private, AllowHosts: f.allowed,
		MaxRedirects: -1, MaxBytes: 64 << 10, Timeout: 15 * time.Second})
}

// visitor is whom a page is shown to.
func visitor(ctx context.Context) pages.Visitor {
	p := guard.Who(ctx)
	return pages.Visitor{Name: p.Name, Editor: p.Role >= guard.Editor, CSRF: guard.CSRF(ctx)}
}

// openWatch returns nil where feeds are not followed.
func openWatch(ctx context.Context, f *serveFlags, lib *library.Library, client *fetch.Client, log *slog.Logger, counts *metrics.Metrics) (*watch.Watch, error) {
	if f.noWatch {
		return nil, nil
	}
	return watch.Open(ctx, watch.Options{Library: lib, Visit: fetch.NewPolite(client, 0).Visit, Done: func(v watch.Visit) {
		counts.Visited(v)
		if v.Err != nil || v.Tally.Added+v.Tally.Revised > 0 {
			log.Info("feed", "visit", visitLine(v, time.Now()))
		}
	}})
}
