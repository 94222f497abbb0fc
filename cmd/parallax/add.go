package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"parallax"
	"parallax/fetch"
	"parallax/library"
	"parallax/news"
	"parallax/read"
	"parallax/store/sqlite"
)

func addCommand() *cobra.Command {
	var input inputFlags
	var db libraryFlags
	cmd := &cobra.Command{
		Use:   "add INPUT...",
		Short: "Put articles into the library",
		Long: `Add reads articles, finds what each says, and puts them into the library. An
article that is there already is passed over; one whose text has changed since
becomes a new revision, and the old text is kept with the difference. Add can be
interrupted at any time: the same command goes on where it stopped.

` + inputHelp,
		Example: `  parallax add reports/ archive.jsonl.zst
  parallax add --db desk.db https://example.com/feed.xml
  zcat dump.jsonl.gz | parallax add -`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			limitMemory()
			store, err := sqlite.Open(ctx, db.path())
			if err != nil {
				return err
			}
			defer store.Close()
			progress := startProgress(cmd.ErrOrStderr())
			defer progress.stop()
			progress.expect(inputBytes(args))
			p, err := parallax.New(parallax.Options{Workers: input.workers})
			if err != nil {
				return err
			}
			failures := 0
			failed := func(err error) {
				switch read.FateOf(err) {
				case read.Skipped:
					progress.message("parallax: skipped " + err.Error())
					return
				}
				failures++
				progress.message("parallax: " + err.Error())
				printStack(cmd.ErrOrStderr(), err)
			}
			client := fetch.New(fetch.Options{UserAgent: "parallax/" + version(), AllowPrivate: input.private})
			defer client.CloseIdle()
			articles := read.Open(ctx, args, read.Options{Stdin: cmd.InOrStdin(), Fetch: client.Get, Follow: input.follow, Taken: progress.take})
			tally, err := library.New(store, p, nil).Add(ctx, articles, func(_ news.Outcome, d *news.Doc) {
				if d != nil {
					progress.add(len(d.Text))
				} else {
					progress.add(0)
				}
			}, failed)
			progress.stop()
			fmt.Fprintln(cmd.OutOrStdout(), tallyLine(tally, failures))
			switch {
			case err != nil:
				return err
			case tally == (library.Tally{Failed: tally.Failed}):
				return errNothingRead
			case failures > 0:
				return errSomeFailed
			}
			return nil
		},
	}
	input.register(cmd)
	db.register(cmd)
	return cmd
}

// limitMemory keeps the garbage of a long run small: the index of the stories
// of a large library is some hundreds of megabytes, and the collector would let
// as much garbage stand beside it. GOMEMLIMIT overrules.
func limitMemory() {
	const bytes = 900 << 20
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(bytes)
	}
}

func tallyLine(t library.Tally, failures int) string {
	parts := []string{fmt.Sprintf("%d added", t.Added)}
	for _, p := range []struct {
		n    int
		what string
	}{{t.Revised, "changed"}, {t.Unchanged, "known"}, {failures, "failed"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return strings.Join(parts, ", ")
}

// inputBytes is how many bytes the inputs have, 0 when one of them does not
// say: standard input, an address.
func inputBytes(inputs []string) int64 {
	var total int64
	for _, in := range inputs {
		info, err := os.Stat(in)
		if err != nil || !info.IsDir() && !info.Mode().IsRegular() {
			return 0
		}
		err = filepath.WalkDir(in, func(_ string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return nil // reading names what cannot be read
			}
			if info, err := entry.Info(); err == nil {
				total += info.Size()
			}
			return nil
		})
		if err != nil && !errors.Is(err, fs.SkipAll) {
			return 0
		}
	}
	return total
}
