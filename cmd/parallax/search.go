package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parallax/library"
	"parallax/news"
	"parallax/report"
)

func searchCommand() *cobra.Command {
	var db libraryFlags
	var format string
	var limit int
	var newest bool
	cmd := &cobra.Command{
		Use:   "search QUERY...",
		Short: "Find articles in the library by their words",
		Long: `Search finds the articles that have all words of the query, the best first.

  word "a phrase" -without start*     words of the title and the text
  name:kerry name:"John Kerry"        somebody or something that is named
  speaker:kerry                       somebody who is quoted
  outlet:example.com                  who published it
  after:2026-05-01 before:2026-06     when: a day, a month or a year`,
		Example: `  parallax search '"port authority" strike after:2026-05'
  parallax search speaker:duarte ferry --newest`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := library.ParseQuery(strings.Join(args, " "))
			if err != nil {
				return err
			}
			q.Limit, q.Newest = limit, newest
			return db.use(cmd.Context(), func(l *library.Library) error {
				found, err := l.Store().Search(cmd.Context(), q)
				if err != nil {
					return err
				}
				switch format {
				case "jsonl":
					return writeRecords(cmd.OutOrStdout(), found)
				case "text":
					for _, r := range found {
						writeHit(cmd.OutOrStdout(), r)
					}
					if len(found) == 0 {
						fmt.Fprintln(cmd.ErrOrStderr(), "parallax: nothing was found")
					}
					return nil
				}
				return fmt.Errorf("--format %s: known formats are text and jsonl", format)
			})
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "text", "text or jsonl")
	cmd.Flags().IntVarP(&limit, "limit", "n", 20, "how many articles at most")
	cmd.Flags().BoolVar(&newest, "newest", false, "the newest first, not the best")
	db.register(cmd)
	complete(cmd, "format", "text", "jsonl")
	return cmd
}

// writeHit shows one article that was found in three lines.
func writeHit(w io.Writer, r news.Record) {
	title := r.Title
	if title == "" {
		title = "(no title)"
	}
	fmt.Fprintf(w, "%s\n  %s\n", report.Plain(title), report.Plain(strings.Join(present(dayOf(r), r.PublisherName(), r.ID), " · ")))
	if r.Snippet != "" {
		fmt.Fprintf(w, "  %s\n", report.Plain(strings.Join(strings.Fields(r.Snippet), " ")))
	}
	fmt.Fprintln(w)
}

// dayOf is when an article was published, for a reader.
func dayOf(r news.Record) string {
	if r.Published.At == "" {
		return "no date"
	}
	return r.At.Format(time.DateOnly)
}

func present(all ...string) []string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// A recordLine is one article in JSON Lines.
type recordLine struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Added     string `json:"added"`
	Revision  int    `json:"revision"`
	Words     int    `json:"words"`
	Language  string `json:"language"`
	Snippet   string `json:"snippet,omitempty"`
}

func recordJSON(r news.Record) recordLine {
	return recordLine{ID: r.ID, Title: r.Title, URL: r.URL, Outlet: r.Outlet, Published: r.Published.At,
		Added: r.Added.Format(time.RFC3339), Revision: r.Revision, Words: r.Words, Language: r.Language, Snippet: r.Snippet}
}

func writeRecords(w io.Writer, records []news.Record) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, r := range records {
		if err := e.Encode(recordJSON(r)); err != nil {
			return err
		}
	}
	return nil
}
