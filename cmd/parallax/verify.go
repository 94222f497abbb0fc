package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"parallax/report"
)

func verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify REPORT.json",
		Short: "Check every citation of a saved report",
		Long: `Verify checks a report that "parallax compare --format json" has written: every
span lies in its article and covers the words that the report shows, and every
sentence of the brief is made of words that it cites. It needs nothing but the
file. What does not hold is named on standard error, with exit code 1.`,
		Example: `  parallax compare --format json -o report.json reports/
  parallax verify report.json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in := cmd.InOrStdin()
			if args[0] != "-" {
				file, err := os.Open(args[0])
				if err != nil {
					return err
				}
				defer file.Close()
				in = file
			}
			return verify(cmd, args[0], in)
		},
	}
}

func verify(cmd *cobra.Command, name string, in io.Reader) error {
	v, err := report.Verify(in)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, fault := range v.Faults {
		fmt.Fprintf(cmd.ErrOrStderr(), "parallax: %s: %s\n", name, fault)
	}
	if len(v.Faults) > 0 {
		return errSomeFailed
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d spans in %d articles: all stand where the report says\n", v.Spans, v.Articles)
	return err
}
