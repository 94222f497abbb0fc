package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"parallax"
	"parallax/fetch"
	"parallax/news"
	"parallax/phrase"
	"parallax/report"
)

func compareCommand() *cobra.Command {
	var input inputFlags
	var format, output string
	var full bool
	var llm phrase.Options
	cmd := &cobra.Command{
		Use:   "compare INPUT...",
		Short: "Compare the reports of one story",
		Long: `Compare reads the reports of one event and prints one report about them: what
they agree on, where figures, statements, quotes and wording differ, which are
copies of which, a timeline, and a brief that cites its sources. Agreement is
counted over independent origins: papers that ran one agency text are one
witness.

` + inputHelp,
		Example: `  parallax compare examples/ferry
  parallax compare --format html --output report.html *.txt
  parallax compare --format json story.jsonl.gz | jq '.figures[] | select(.verdict == "conflict")'
  cat story.jsonl | parallax compare -`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := compareFormats[format]
			if !ok {
				return fmt.Errorf("--format %s: known formats are text, md, html and json", format)
			}
			return input.process(cmd, args, output, func(p *parallax.Parallax, run *inputRun, out io.Writer) error {
				result, err := p.Compare(cmd.Context(), run.articles)
				if errors.Is(err, parallax.ErrNoArticles) {
					return errNothingRead // each failure has been named already
				}
				if result == nil {
					return err
				}
				if err != nil {
					run.failed(err)
				}
				if llm.URL != "" {
					if err := phraseBrief(cmd.Context(), result, llm); err != nil {
						run.failed(err)
					}
				}
				return write(out, result, full)
			})
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "text", "text, md, html or json")
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to this file instead of standard output")
	cmd.Flags().BoolVar(&full, "full", false, "text: list everything, long lists are cut otherwise")
	cmd.Flags().StringVar(&llm.URL, "llm", "", "let the OpenAI-compatible endpoint at `URL` phrase\nthe brief; what its citations do not hold is\ndropped (key: PARALLAX_LLM_KEY)")
	cmd.Flags().StringVar(&llm.Model, "llm-model", "", "the model to ask there, by its `NAME`")
	input.register(cmd)
	complete(cmd, "format", "text", "md", "html", "json")
	return cmd
}

// phraseBrief asks the endpoint that the user named, wherever it is, and
// follows it nowhere else.
func phraseBrief(ctx context.Context, r *news.Report, opts phrase.Options) error {
	client := fetch.New(fetch.Options{UserAgent: "parallax/" + version(), AllowPrivate: true, MaxRedirects: -1, Timeout: 2 * time.Minute})
	defer client.CloseIdle()
	opts.Key = os.Getenv("PARALLAX_LLM_KEY")
	return phrase.Brief(ctx, client.Post, r, opts)
}

var compareFormats = map[string]func(io.Writer, *news.Report, bool) error{
	"json": func(w io.Writer, r *news.Report, _ bool) error { return report.WriteJSON(w, r) },
	"html": func(w io.Writer, r *news.Report, _ bool) error { return report.WriteHTML(w, r) },
	"md":   func(w io.Writer, r *news.Report, _ bool) error { return report.WriteMarkdown(w, r) },
	"text": func(w io.Writer, r *news.Report, full bool) error {
		width := columns(w)
		// Styles are stripped where w is no terminal or NO_COLOR is set.
		return report.WriteText(styled(w), r, report.TextOptions{Width: width, Full: full})
	},
}

// styled strips ANSI styles unless w is a terminal; under NO_COLOR
// (no-color.org) it strips them there too.
func styled(w io.Writer) io.Writer {
	out := colorprofile.NewWriter(w, os.Environ())
	if os.Getenv("NO_COLOR") != "" || !isTerminal(w) {
		out.Profile = colorprofile.NoTTY
	}
	return out
}

func complete(cmd *cobra.Command, flag string, values ...string) {
	// The only error is an unknown flag, which the first run would show.
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err)
	}
}

func needInput(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("%s needs at least one input: a file, a directory, - for standard input, or a URL: see '%s --help'",
			strings.TrimPrefix(cmd.CommandPath(), "parallax "), cmd.CommandPath())
	}
	return nil
}
