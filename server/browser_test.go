package server_test

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"parallax"
	"parallax/alert"
	"parallax/desk"
	"parallax/library"
	"parallax/news"
	"parallax/read"
	"parallax/server"
	"parallax/server/alerts"
	"parallax/server/guard"
	"parallax/server/pages"
	"parallax/store/sqlite"
	"parallax/watch"
)

// A site is a whole server over a library of its own.
type site struct {
	t       testing.TB
	URL     string
	Library *library.Library
	Desk    *desk.Desk
	Pages   *pages.Pages
	Alerts  *alert.Alerts
	Server  *server.Server
}

func open(t testing.TB) *site {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	store, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, Library: library.New(store, p, nil)}
	log := slog.New(slog.NewTextHandler(testWriter{t}, nil))
	// Feeds are only listed: nothing visits them here.
	feeds, err := watch.Open(ctx, watch.Options{Library: s.Library})
	if err != nil {
		t.Fatal(err)
	}
	s.Pages = pages.New(pages.Options{Parallax: p, Watch: feeds, Log: log, Who: func(ctx context.Context) pages.Visitor {
		who := guard.Who(ctx)
		return pages.Visitor{Name: who.Name, Editor: who.Role >= guard.Editor, CSRF: guard.CSRF(ctx)}
	}})
	if s.Alerts, err = alert.Open(ctx, alert.Options{Store: store}); err != nil {
		t.Fatal(err)
	}
	s.Desk, err = desk.Open(ctx, desk.Options{Library: s.Library, Prepare: []desk.Prepare{s.Pages.Prepare, s.Alerts.Prepare}, Errors: func(err error) { t.Error(err) }})
	if err != nil {
		t.Fatal(err)
	}
	s.Pages.Open(s.Desk)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g, err := guard.Open(ctx, store, guard.Options{Address: l.Addr().String(), Show: s.Pages.Show, Log: log, Rate: -1,
		Public: []string{pages.Static}, Reading: pages.Reading, MaxBody: pages.MostBytes})
	if err != nil {
		t.Fatal(err)
	}
	s.Server, err = server.New(server.Options{Parts: []server.Part{s.Pages, alerts.New(alerts.Options{Alerts: s.Alerts, Show: s.Pages.Show, Log: log})}, Before: g.Middleware, Closing: s.Pages.Close, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	s.URL = "http://" + l.Addr().String()
	var wait sync.WaitGroup
	wait.Go(func() { s.Desk.Run(ctx) })
	wait.Go(func() {
		if err := s.Server.Serve(ctx, l, nil); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		cancel()
		wait.Wait()
		store.Close()
	})
	return s
}

type testWriter struct{ t testing.TB }

func (w testWriter) Write(b []byte) (int, error) {
	w.t.Log(strings.TrimSpace(string(b)))
	return len(b), nil
}

// add puts articles into the library and waits until the desk has compared them.
func (s *site) add(articles iter.Seq2[news.Article, error]) {
	s.t.Helper()
	if _, err := s.Library.Add(context.Background(), articles, nil, func(err error) { s.t.Error(err) }); err != nil {
		s.t.Fatal(err)
	}
	s.settle()
}

func (s *site) settle() {
	s.t.Helper()
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		latest, err := s.Library.Store().Latest(context.Background())
		if err != nil {
			s.t.Fatal(err)
		}
		if s.Desk.Latest() == latest && s.Desk.Behind() == 0 {
			return
		}
	}
	s.t.Fatal("the desk does not come to an end")
}

func ferry() iter.Seq2[news.Article, error] {
	return read.Open(context.Background(), []string{filepath.Join("..", "examples", "ferry")}, read.Options{})
}

// A browser is one that is driven, and what it complained of.
type browser struct {
	t          *testing.T
	ctx        context.Context
	mu         sync.Mutex
	complaints []string
}

// startBrowser skips the test where there is no browser.
func startBrowser(t *testing.T) *browser {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no chromium on PATH: the pages are not opened in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 8*time.Minute)
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx}
	b.do(chromedp.Navigate("about:blank"))
	complain := func(s string) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.complaints = append(b.complaints, s)
	}
	if err := chromedp.Listen(ctx, func(ev any) {
		switch e := ev.(type) {
		case *runtime.EventExceptionThrown:
			complain(fmt.Sprintf("exception: %s (%s:%d)", e.ExceptionDetails.Text, e.ExceptionDetails.URL, e.ExceptionDetails.LineNumber))
		case *runtime.EventConsoleAPICalled:
			if e.Type == "error" || e.Type == "warning" {
				complain(fmt.Sprint("console: ", e.Args))
			}
		case *log.EventEntryAdded:
			complain(fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
		}
	}); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) open(address string) {
	b.t.Helper()
	b.do(chromedp.Navigate(address))
}

// eval returns what an expression of JavaScript is in the page.
func eval[T any](b *browser, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// screen sets the size of the window and the colours. Nothing moves by itself: a click on what
// scrolls past would miss it.
func (b *browser) screen(width int64, dark bool) {
	b.t.Helper()
	look := "light"
	if dark {
		look = "dark"
	}
	b.do(chromedp.EmulateViewport(width, 900))
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look},
		{Name: "prefers-reduced-motion", Value: "reduce"}}}); err != nil {
		b.t.Fatal(err)
	}
}

// picture keeps what is in the window, to be looked at.
func (b *browser) picture(name string) {
	b.t.Helper()
	folder := os.Getenv("PARALLAX_SCREENS")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// TestScreens writes pictures of every page, to be looked at: PARALLAX_SCREENS names the folder,
// PARALLAX_SITE another server than that of the example.
func TestScreens(t *testing.T) {
	folder := os.Getenv("PARALLAX_SCREENS")
	if folder == "" {
		t.Skip("PARALLAX_SCREENS names no folder for pictures")
	}
	b := startBrowser(t)
	base := os.Getenv("PARALLAX_SITE")
	if base == "" {
		s := open(t)
		s.add(ferry())
		base = s.URL
	}
	paths := strings.Fields(os.Getenv("PARALLAX_PATHS"))
	if len(paths) == 0 {
		paths = []string{"/", "/story/1", "/search?q=ferry", "/speaker?name=Reyl", "/outlets", "/compare", "/add", "/story/1/order", "/nothing"}
	}
	for _, width := range []int64{390, 1280} {
		for _, dark := range []bool{false, true} {
			b.screen(width, dark)
			for i, path := range paths {
				b.open(base + path)
				picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
				if err != nil {
					t.Fatal(err)
				}
				name := fmt.Sprintf("%02d-%d-%v.png", i, width, map[bool]string{false: "light", true: "dark"}[dark])
				if err := os.WriteFile(filepath.Join(folder, name), picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
