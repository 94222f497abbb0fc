package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"parallax"
	"parallax/fetch"
	"parallax/library"
	"parallax/read"
	"parallax/store/sqlite"
	"parallax/watch"
)

func watchCommand() *cobra.Command {
	var db libraryFlags
	var private, once, list bool
	var hosts, drop []string
	cmd := &cobra.Command{
		Use:   "watch [FEED...]",
		Short: "Follow feeds and news sitemaps into the library",
		Long: `Watch follows feeds (RSS, Atom, JSON Feed) and news sitemaps: it visits each when
it is due, fetches the articles that are new, and looks at young ones again for
silent changes. A FEED is an address, or a list of feeds (OPML), as a file or an
address. What is followed is kept in the library, so that 'parallax watch' alone
goes on; it runs until it is interrupted, and brings articles that an older
release has read up to date meanwhile.

It keeps the manners of a crawler: robots.txt, one request at a time to a host,
the server's hints on caching and retrying. No request reaches a loopback,
private or link-local address, unless its host is allowed.`,
		Example: `  parallax watch https://example.com/feed.xml
  parallax watch --once newsroom.opml
  parallax watch --list
  parallax watch --drop https://example.com/feed.xml --once`,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			store, err := sqlite.Open(ctx, db.path())
			if err != nil {
				return err
			}
			defer store.Close()
			p, err := parallax.New(parallax.Options{})
			if err != nil {
				return err
			}
			client := fetch.New(fetch.Options{UserAgent: "parallax/" + version(), AllowPrivate: private, AllowHosts: hosts})
			defer client.CloseIdle()
			out := cmd.OutOrStdout()
			articles := library.New(store, p, nil)
			w, err := watch.Open(ctx, watch.Options{Library: articles, Visit: fetch.NewPolite(client, 0).Visit,
				Done: func(v watch.Visit) { fmt.Fprintln(out, visitLine(v, time.Now())) }})
			if err != nil {
				return err
			}
			for _, address := range drop {
				if err := w.Drop(ctx, address); err != nil {
					return err
				}
			}
			for _, input := range args {
				feeds, err := feedsOf(ctx, client, input)
				if err == nil {
					err = w.Follow(ctx, feeds...)
				}
				if err != nil {
					return err
				}
			}
			switch {
			case list:
				return writeFeeds(out, w.Feeds(), time.Now())
			case len(w.Feeds()) == 0 && len(drop) == 0:
				return errors.New("nothing is followed yet: name a feed, 'parallax watch https://example.com/feed.xml'")
			case once:
				return w.Once(ctx)
			}
			// What an older release found is found anew meanwhile; the library
			// can be read and added to all the time.
			renewed := make(chan error, 1)
			go func() {
				n, err := articles.Renew(ctx, nil)
				if n > 0 {
					fmt.Fprintf(cmd.ErrOrStderr(), "parallax: %d articles brought up to date\n", n)
				}
				renewed <- err
			}()
			err = w.Run(ctx)
			if again := <-renewed; again != nil && !errors.Is(again, context.Canceled) {
				fmt.Fprintln(cmd.ErrOrStderr(), "parallax: bringing old articles up to date:", again)
			}
			if !errors.Is(err, context.Canceled) {
				return err
			}
			return nil // interrupted: everything that was reported is kept
		},
	}
	cmd.Flags().BoolVar(&once, "once", false, "visit what is due and stop")
	cmd.Flags().BoolVar(&list, "list", false, "show what is followed and how it fares, and stop")
	cmd.Flags().StringSliceVar(&drop, "drop", nil, "stop following the feed at this `ADDRESS`")
	cmd.Flags().StringSliceVar(&hosts, "allow-host", nil, "let requests reach the `HOST` of this name at any address")
	cmd.Flags().BoolVar(&private, "allow-private-hosts", false, "let requests reach loopback and private addresses")
	db.register(cmd)
	return cmd
}

// feedsOf resolves a list of feeds; any other address is a feed itself.
func feedsOf(ctx context.Context, client *fetch.Client, input string) ([]string, error) {
	if strings.HasPrefix(input, "http://") || strings.HasPrefix(input, "https://") {
		if !strings.Contains(strings.ToLower(input), "opml") {
			return []string{input}, nil
		}
		body, contentType, _, err := client.Get(ctx, input)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", input, err)
		}
		if feeds := read.Outlines(body, contentType); len(feeds) > 0 {
			return feeds, nil
		}
		return []string{input}, nil
	}
	f, err := os.Open(input)
	if err != nil {
		return nil, fmt.Errorf("%s: not found; a FEED is an http address or an OPML file", input)
	}
	defer f.Close()
	var b bytes.Buffer
	const most = 16 << 20
	if _, err := io.Copy(&b, io.LimitReader(f, most)); err != nil {
		return nil, fmt.Errorf("%s: %w", input, err)
	}
	feeds := read.Outlines(b.Bytes(), "")
	if len(feeds) == 0 {
		return nil, fmt.Errorf("%s: no list of feeds (OPML); 'parallax add' takes articles", input)
	}
	return feeds, nil
}

// visitLine is one visit in one line.
func visitLine(v watch.Visit, now time.Time) string {
	said := "nothing new"
	switch {
	case v.Err != nil:
		said = v.Err.Error()
	case v.Tally.Added+v.Tally.Revised > 0:
		said = tallyLine(library.Tally{Added: v.Tally.Added, Revised: v.Tally.Revised}, 0)
	}
	if n := len(v.Pages); n > 0 {
		said += fmt.Sprintf("; %d could not be read: %s", n, v.Pages[0])
	}
	next := "; gone, not visited again"
	if !v.Feed.Gone {
		next = "; again in " + rough(v.Feed.Next.Sub(now))
	}
	return v.Feed.Address + ": " + said + next
}

func writeFeeds(out io.Writer, feeds []watch.Feed, now time.Time) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "FEED\tLAST NEWS\tNEXT\tHEALTH")
	for _, f := range feeds {
		news, next, health := "never", "now", "good"
		if !f.News.IsZero() {
			news = rough(now.Sub(f.News)) + " ago"
		}
		if f.Next.After(now) {
			next = "in " + rough(f.Next.Sub(now))
		}
		switch {
		case f.Gone:
			next, health = "never", "gone"
		case f.Failures > 0:
			health = fmt.Sprintf("failed %d times: %s", f.Failures, f.Error)
		case f.Visited.IsZero():
			health = "not visited yet"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", f.Address, news, next, health)
	}
	return w.Flush()
}

// rough is a span of time in its largest unit.
func rough(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", max(0, int(d.Seconds())))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}
