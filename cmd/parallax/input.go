package main

import (
	"context"
	"io"
	"iter"
	"strings"
	"sync/atomic"

	"github.com/spf13/cobra"

	"parallax"
	"parallax/fetch"
	"parallax/news"
	"parallax/read"
)

const inputHelp = `An INPUT is a file, a directory, - for standard input, or a URL: plain text in
any common encoding, HTML, JSON or JSON Lines (id, url, title, text or html,
published, publisher, authors), a feed (RSS, Atom, JSON Feed), a sitemap, a list
of feeds (OPML) or a web archive (WARC), also compressed with gzip or zstd. What
an input is, is told from its content, not from its name. The pages that a feed
or list names are fetched when it was fetched itself, or with --follow.`

// inputFlags are the flags of every command that reads articles.
type inputFlags struct {
	workers int
	private bool
	follow  bool
	profile bool
	parse   bool // set by the command: heads and relations are printed
}

func (f *inputFlags) register(cmd *cobra.Command) {
	cmd.Flags().IntVar(&f.workers, "workers", 0, "articles read at the same time; 0: one for each CPU")
	cmd.Flags().BoolVar(&f.private, "allow-private-hosts", false, "let URLs reach loopback and private addresses")
	cmd.Flags().BoolVar(&f.follow, "follow", false, "fetch the pages that feeds and lists in files name")
	cmd.Flags().BoolVar(&f.profile, "profile", false, "show on standard error how long each step took")
}

// An inputRun is the articles of one command and what became of its inputs.
type inputRun struct {
	articles iter.Seq2[news.Article, error]
	failed   func(error)
}

// process reads the inputs, lets work print to the output, and names every
// input that failed or was skipped on standard error.
func (f *inputFlags) process(cmd *cobra.Command, inputs []string, path string, work func(*parallax.Parallax, *inputRun, io.Writer) error) error {
	progress := startProgress(cmd.ErrOrStderr())
	defer progress.stop()

	words := 0
	opts := parallax.Options{Workers: f.workers, Parse: f.parse, Done: func(d *news.Doc) {
		progress.add(len(d.Text))
		words += len(strings.Fields(d.Text))
	}}
	if f.profile {
		steps := newProfile()
		opts.Observe = steps.observe
		defer func() { steps.write(cmd.ErrOrStderr(), words) }()
	}
	p, err := parallax.New(opts)
	if err != nil {
		return err
	}
	var failures atomic.Int64 // counted by the reader and by the analysis
	run := &inputRun{failed: func(err error) {
		if read.FateOf(err) == read.Skipped {
			progress.message("parallax: skipped " + err.Error())
			return
		}
		failures.Add(1)
		progress.message("parallax: " + err.Error())
		printStack(cmd.ErrOrStderr(), err)
	}}
	run.articles = f.articles(cmd.Context(), inputs, cmd.InOrStdin(), run.failed)

	out, err := openOutput(cmd.OutOrStdout(), path)
	if err != nil {
		return err
	}
	if err := work(p, run, out.Writer); err != nil {
		out.discard()
		return err
	}
	if err := out.keep(); err != nil {
		return err
	}
	if failures.Load() > 0 {
		return errSomeFailed
	}
	return nil
}

// articles yields what can be read; what cannot goes to failed.
func (f *inputFlags) articles(ctx context.Context, inputs []string, in io.Reader, failed func(error)) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		client := fetch.New(fetch.Options{UserAgent: "parallax/" + version(), AllowPrivate: f.private})
		defer client.CloseIdle()
		for a, err := range read.Open(ctx, inputs, read.Options{Stdin: in, Fetch: client.Get, Follow: f.follow}) {
			if err != nil {
				failed(err)
				continue
			}
			if !yield(a, nil) {
				return
			}
		}
	}
}
