package main

import (
	"bufio"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"parallax"
	"parallax/report"
)

func analyzeCommand() *cobra.Command {
	var input inputFlags
	var format, output string
	var with []string
	cmd := &cobra.Command{
		Use:   "analyze INPUT...",
		Short: "Find what each article says, one line of JSON an article",
		Long: `Analyze prints one line of JSON for each article, in the order of the input:
names, attributions and quotes, figures, times, boilerplate and sentences, each
as byte offsets into the article's text. It streams: memory does not grow with
the number of articles.

` + inputHelp,
		Example: `  parallax analyze articles.jsonl.gz > findings.jsonl
  parallax analyze --with tokens report.txt | jq .tokens
  zcat dump.jsonl.gz | parallax analyze - | jq -c '{id, figures}'`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "jsonl" {
				return fmt.Errorf("--format %s: the only known format is jsonl", format)
			}
			opts := report.DocOptions{}
			for _, w := range with {
				if w != "tokens" {
					return fmt.Errorf("--with %s: the only known layer is tokens", w)
				}
				opts.Tokens = true
				input.parse = true
			}
			return input.process(cmd, args, output, func(p *parallax.Parallax, run *inputRun, out io.Writer) error {
				lines := bufio.NewWriterSize(out, 1<<16)
				read := 0
				for doc, err := range p.Analyze(cmd.Context(), run.articles) {
					if err != nil {
						run.failed(err)
						continue
					}
					read++
					if err := report.WriteDoc(lines, doc, opts); err != nil {
						return err
					}
				}
				if err := cmd.Context().Err(); err != nil {
					return err
				}
				if read == 0 {
					return errNothingRead
				}
				return lines.Flush()
			})
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "jsonl", "jsonl")
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to this file instead of standard output")
	cmd.Flags().StringSliceVar(&with, "with", nil, "further layers: tokens")
	input.register(cmd)
	complete(cmd, "format", "jsonl")
	complete(cmd, "with", "tokens")
	return cmd
}
