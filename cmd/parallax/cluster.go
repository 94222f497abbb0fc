package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"github.com/spf13/cobra"

	"parallax"
	"parallax/text"
)

func clusterCommand() *cobra.Command {
	var input inputFlags
	var opts parallax.ClusterOptions
	var format, output, families string
	cmd := &cobra.Command{
		Use:   "cluster INPUT...",
		Short: "Tell which articles are about one event, one line of JSON an article",
		Long: `Cluster prints one line of JSON for each article, in the order of the input:

  id      the article
  story   the event that it is about: articles with one story are one event
  thread  the affair that the event belongs to: its first story
  why     what decided it, in words
  house   who owns its outlet, see --families
  copies  earlier articles that share text with it, and about how much

Each article is decided as if the articles arrived in the order of their
publication, from those that came before it, and never revised; articles without
a date arrive last, in the order of the input. With --final, stories are revised
once all articles are there: what turned out to be one is put together. Nothing
is printed before all are read.

` + inputHelp,
		Example: `  parallax cluster articles.jsonl.gz > stories.jsonl
  parallax cluster reports/ | jq -r '[.story, .id, .why] | @tsv' | sort -V
  parallax cluster --final archive.jsonl.zst > stories.jsonl
  parallax cluster day.jsonl | jq -s 'group_by(.story) | map(map(.id))'`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "jsonl" {
				return fmt.Errorf("--format %s: the only known format is jsonl", format)
			}
			if opts.Days < 0 {
				return fmt.Errorf("--days %d: give the days that an article stays a candidate, or 0 for ever", opts.Days)
			}
			if families != "" {
				f, err := os.Open(families)
				if err != nil {
					return fmt.Errorf("--families: %w", err)
				}
				opts.Families, err = text.ReadFamilies(f)
				f.Close()
				if err != nil {
					return fmt.Errorf("--families %s: %w", families, err)
				}
			}
			return input.process(cmd, args, output, func(p *parallax.Parallax, run *inputRun, out io.Writer) error {
				all, err := p.Cluster(cmd.Context(), run.articles, opts)
				if errors.Is(err, parallax.ErrNoArticles) {
					err = errors.Join(errNothingRead, err)
				}
				if all == nil {
					return err
				}
				if err != nil {
					run.failed(err)
				}
				lines := bufio.NewWriterSize(out, 1<<16)
				enc := json.NewEncoder(lines)
				enc.SetEscapeHTML(false)
				for i := range all {
					if err := enc.Encode(clusterLineOf(&all[i])); err != nil {
						return err
					}
				}
				return lines.Flush()
			})
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "jsonl", "jsonl")
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to this file instead of standard output")
	cmd.Flags().BoolVar(&opts.Final, "final", false, "revise the stories once all articles are there")
	cmd.Flags().IntVar(&opts.Days, "days", 0, "days that an article stays a candidate for later ones; 0: for ever")
	cmd.Flags().StringVar(&families, "families", "", "file of lines \"House: outlet, outlet\" instead of the list that is built in")
	input.register(cmd)
	complete(cmd, "format", "jsonl")
	return cmd
}

// A clusterLine is what is printed of an article.
type clusterLine struct {
	ID     string        `json:"id"`
	Story  string        `json:"story"`
	Thread string        `json:"thread"`
	Why    string        `json:"why"`
	House  string        `json:"house,omitempty"`
	Copies []clusterCopy `json:"copies,omitempty"`
}

type clusterCopy struct {
	ID    string  `json:"id"`
	Share float64 `json:"share"` // of this article's text
}

func clusterLineOf(c *parallax.Clustered) clusterLine {
	line := clusterLine{ID: c.ID, Story: fmt.Sprintf("s%d", c.Story), Thread: fmt.Sprintf("s%d", c.Thread), Why: c.Why, House: c.House}
	const least = 0.05 // of either text: less is a phrase
	for _, copied := range c.Copies {
		if max(copied.Share, copied.Other) < least {
			continue
		}
		line.Copies = append(line.Copies, clusterCopy{copied.Article, math.Round(copied.Share*100) / 100})
	}
	return line
}
