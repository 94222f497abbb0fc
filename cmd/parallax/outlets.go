package main

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"parallax/library"
	"parallax/news"
	"parallax/report"
)

func outletsCommand() *cobra.Command {
	var db libraryFlags
	var format string
	var limit int
	cmd := &cobra.Command{
		Use:   "outlets",
		Short: "Show how much each outlet copies and how often it is first",
		Long: `Outlets lists those who publish, most articles first:

  copies   articles of which at least half stands in an earlier one of another outlet
  copied   the share of all its text that stands in earlier articles of others
  shared   stories that others report too
  first    of these, where its article was the first
  edited   articles whose text was changed after they came into the library

What was not put into the library cannot be counted: an outlet whose sources are
missing there copies less than it seems to.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return db.use(cmd.Context(), func(l *library.Library) error {
				all, err := l.Store().Outlets(cmd.Context())
				if err != nil {
					return err
				}
				if limit > 0 {
					all = all[:min(limit, len(all))]
				}
				switch format {
				case "jsonl":
					e := json.NewEncoder(cmd.OutOrStdout())
					e.SetEscapeHTML(false)
					for _, o := range all {
						if err := e.Encode(outletJSON(o)); err != nil {
							return err
						}
					}
					return nil
				case "text":
					table := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', tabwriter.AlignRight)
					fmt.Fprintln(table, "articles\tcopies\tcopied\tshared\tfirst\tedited\tquotes\t\toutlet")
					for _, o := range all {
						fmt.Fprintf(table, "%d\t%d\t%.0f %%\t%d\t%d\t%d\t%d\t\t%s\n", o.Articles, o.Copies, 100*o.Copied, o.Stories, o.Firsts, o.Edited, o.Quotes, report.Plain(o.Outlet))
					}
					return table.Flush()
				}
				return fmt.Errorf("--format %s: known formats are text and jsonl", format)
			})
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "text", "text or jsonl")
	cmd.Flags().IntVarP(&limit, "limit", "n", 30, "how many at most; 0: all")
	db.register(cmd)
	complete(cmd, "format", "text", "jsonl")
	return cmd
}

// An outletLine is one outlet in JSON Lines.
type outletLine struct {
	Outlet   string  `json:"outlet"`
	Articles int     `json:"articles"`
	Copies   int     `json:"copies"`
	Copied   float64 `json:"copied"`
	Stories  int     `json:"shared_stories"`
	Firsts   int     `json:"firsts"`
	Edited   int     `json:"edited"`
	Quotes   int     `json:"quotes"`
}

func outletJSON(o news.OutletRecord) outletLine { return outletLine(o) }
