package main

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parallax/library"
	"parallax/report"
)

func exportCommand() *cobra.Command {
	var db libraryFlags
	var format, output string
	cmd := &cobra.Command{
		Use:   "export TABLE",
		Short: "Write a table of the library as JSON Lines or CSV",
		Long: `Export writes one table:

  articles   every article with its text; "parallax add" reads it again
  revisions  earlier texts of articles that were edited, and what differs
  names      persons, organisations and places of each article
  quotes     who said what: very words and paraphrases
  figures    quantities, with bounds and who claims them
  members    which article belongs to which story, and why
  copies     articles that share text with an earlier one
  decisions  what persons have decided about stories

Starts and ends are UTF-8 byte offsets, half open, into the article's text. In
CSV, words that a spreadsheet would take for a formula have a ' before them.`,
		Example: `  parallax export quotes --format csv --output quotes.csv
  parallax export articles | gzip > articles.jsonl.gz`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := exportFormats[format]
			if !ok {
				return fmt.Errorf("--format %s: known formats are jsonl and csv", format)
			}
			return db.use(cmd.Context(), func(l *library.Library) error {
				if known := l.Store().Tables(); !slices.Contains(known, args[0]) {
					return fmt.Errorf("there is no table %q: known are %s", args[0], strings.Join(known, ", "))
				}
				columns, rows, err := l.Store().Table(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				out, err := openOutput(cmd.OutOrStdout(), output)
				if err != nil {
					return err
				}
				lines := bufio.NewWriterSize(out, 1<<16)
				if err = write(lines, columns, rows); err == nil {
					err = lines.Flush()
				}
				if err != nil {
					out.discard()
					return err
				}
				return out.keep()
			})
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "jsonl", "jsonl or csv")
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to this file instead of standard output")
	db.register(cmd)
	complete(cmd, "format", "jsonl", "csv")
	return cmd
}

var exportFormats = map[string]func(io.Writer, []string, iter.Seq2[[]any, error]) error{"jsonl": report.WriteTableJSON, "csv": report.WriteTableCSV}
