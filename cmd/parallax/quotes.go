package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parallax/library"
	"parallax/news"
	"parallax/report"
)

func quotesCommand() *cobra.Command {
	var db libraryFlags
	var f news.QuoteFilter
	var format, after, before string
	cmd := &cobra.Command{
		Use:   "quotes [WORD...]",
		Short: "List who said what in the library",
		Long: `Quotes lists what somebody is quoted with, the newest first: very words and
paraphrases. With words, only statements that have them all.`,
		Example: `  parallax quotes --speaker duarte pier
  parallax quotes --speaker "Leo Marsh" --direct --after 2026-05`,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.Words = strings.Join(args, " ")
			if f.Words == "" && f.Speaker == "" {
				return fmt.Errorf("quotes needs --speaker or words that were said: see 'parallax quotes --help'")
			}
			for text, to := range map[string]*time.Time{after: &f.After, before: &f.Before} {
				if text == "" {
					continue
				}
				var err error
				if *to, err = library.ParseTime(text); err != nil {
					return err
				}
			}
			if format != "text" && format != "jsonl" {
				return fmt.Errorf("--format %s: known formats are text and jsonl", format)
			}
			return db.use(cmd.Context(), func(l *library.Library) error {
				out := cmd.OutOrStdout()
				e := json.NewEncoder(out)
				e.SetEscapeHTML(false)
				n := 0
				for q, err := range l.Store().Quotes(cmd.Context(), f) {
					if err != nil {
						return err
					}
					n++
					if format == "jsonl" {
						if err := e.Encode(quoteJSON(q)); err != nil {
							return err
						}
						continue
					}
					text := report.Plain(q.Text)
					if q.Kind == news.Direct {
						text = "“" + text + "”"
					}
					if _, err := fmt.Fprintf(out, "%s: %s\n  %s\n", report.Plain(q.Speaker), text, report.Plain(strings.Join(present(q.At.Format(time.DateOnly), q.Outlet, q.Article), " · "))); err != nil {
						return err
					}
				}
				if n == 0 {
					fmt.Fprintln(cmd.ErrOrStderr(), "parallax: nothing was found")
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&f.Speaker, "speaker", "", "who said it: words of the name")
	cmd.Flags().BoolVar(&f.DirectOnly, "direct", false, "only what stands in quotation marks")
	cmd.Flags().StringVar(&after, "after", "", "only in articles published at or after a day, month or year")
	cmd.Flags().StringVar(&before, "before", "", "only in articles published before a day, month or year")
	cmd.Flags().StringVarP(&format, "format", "f", "text", "text or jsonl")
	cmd.Flags().IntVarP(&f.Limit, "limit", "n", 50, "how many at most; 0: all")
	db.register(cmd)
	complete(cmd, "format", "text", "jsonl")
	return cmd
}

// A quoteLine is one statement in JSON Lines.
type quoteLine struct {
	Article string               `json:"article"`
	Outlet  string               `json:"outlet"`
	At      string               `json:"at"`
	Speaker string               `json:"speaker"`
	Kind    news.AttributionKind `json:"kind"`
	Start   int                  `json:"start"`
	End     int                  `json:"end"`
	Text    string               `json:"text"`
}

func quoteJSON(q news.StoredQuote) quoteLine {
	return quoteLine{q.Article, q.Outlet, q.At.Format(time.RFC3339), q.Speaker, q.Kind, q.Start, q.End, q.Text}
}
