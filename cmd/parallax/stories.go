package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"parallax/library"
	"parallax/news"
	"parallax/report"
)

func storiesCommand() *cobra.Command {
	var db libraryFlags
	var format, after, before, since string
	var f news.StoryFilter
	var places []string
	cmd := &cobra.Command{
		Use:   "stories [WORD...]",
		Short: "List the stories of the library",
		Long: `Stories lists the stories, those first that many outlets report independently
and that are recent: independent origins, halved for every day that a story is
older than the newest article. With words, only stories with an article that
has them all.`,
		Example: `  parallax stories --after 2026-05-01 --least 3
  parallax stories --name "Valley Ferries" harbour`,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.Words = strings.Join(args, " ")
			f.Names = append(f.Names, places...)
			for text, to := range map[string]*time.Time{after: &f.After, before: &f.Before, since: &f.Since} {
				if text == "" {
					continue
				}
				var err error
				if *to, err = library.ParseTime(text); err != nil {
					return err
				}
			}
			return db.use(cmd.Context(), func(l *library.Library) error {
				all, err := l.Store().Stories(cmd.Context(), f)
				if err != nil {
					return err
				}
				switch format {
				case "jsonl":
					e := json.NewEncoder(cmd.OutOrStdout())
					e.SetEscapeHTML(false)
					for _, s := range all {
						if err := e.Encode(storyJSON(s)); err != nil {
							return err
						}
					}
					return nil
				case "text":
					table := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
					if len(all) > 0 {
						fmt.Fprintln(table, "story\torigins\treports\tlast\t")
					}
					for _, s := range all {
						mark := ""
						if s.Decided {
							mark = " (by hand)"
						}
						fmt.Fprintf(table, "%s\t%d\t%d\t%s\t%s%s\n", library.StoryName(s.Story), s.Origins, s.Articles, s.Last.Format(time.DateOnly), report.Plain(s.Title), mark)
					}
					return table.Flush()
				}
				return fmt.Errorf("--format %s: known formats are text and jsonl", format)
			})
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "text", "text or jsonl")
	cmd.Flags().IntVarP(&f.Limit, "limit", "n", 20, "how many stories at most; 0: all")
	cmd.Flags().IntVar(&f.Least, "least", 1, "only stories with so many articles at least")
	cmd.Flags().StringSliceVar(&f.Names, "name", nil, "only stories that name this person or organisation")
	cmd.Flags().StringSliceVar(&places, "place", nil, "only stories that name this place")
	cmd.Flags().StringVar(&f.Outlet, "outlet", "", "only stories that this outlet reports")
	cmd.Flags().StringVar(&after, "after", "", "only stories with an article published at or after a day, month or year")
	cmd.Flags().StringVar(&before, "before", "", "only stories with an article published before a day, month or year")
	cmd.Flags().StringVar(&since, "since", "", "only stories to which something was added since")
	db.register(cmd)
	complete(cmd, "format", "text", "jsonl")
	return cmd
}

// parseStory reads s12 or 12.
func parseStory(s string) (int, error) {
	n, err := library.ParseStory(s)
	if err != nil {
		return 0, fmt.Errorf("%w; 'parallax stories' lists them", err)
	}
	return n, nil
}

// A storyLine is a story in JSON Lines.
type storyLine struct {
	Story    string  `json:"story"`
	Thread   string  `json:"thread"`
	Title    string  `json:"title"`
	Articles int     `json:"articles"`
	Outlets  int     `json:"outlets"`
	Origins  int     `json:"origins"`
	First    string  `json:"first"`
	Last     string  `json:"last"`
	Changed  string  `json:"changed"`
	ByHand   bool    `json:"by_hand"`
	Rank     float64 `json:"rank"`
}

func storyJSON(s news.StoryRecord) storyLine {
	stamp := func(t time.Time) string { return t.Format(time.RFC3339) }
	return storyLine{library.StoryName(s.Story), library.StoryName(s.Thread), s.Title, s.Articles, s.Outlets, s.Origins, stamp(s.First), stamp(s.Last), stamp(s.Changed), s.Decided, s.Rank}
}
