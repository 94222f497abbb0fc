// Command parallax compares many news reports of one event. Flags,
// configuration and the choice of drivers live here and nowhere else.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"parallax"
)

// Exit codes of the contract.
const (
	exitDone   = 0
	exitFailed = 1 // some input failed, the rest is printed
	exitUsage  = 2 // called wrongly, or nothing could be read
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// errSomeFailed ends a run whose failures have been named on standard error.
var errSomeFailed = errors.New("some input failed")

// errNothingRead ends a run in which no article could be read.
var errNothingRead = errors.New("nothing could be read")

// run runs one command line and returns its exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	root := rootCommand()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errs)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errSomeFailed):
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(errs, "parallax: interrupted")
		return exitFailed
	case errors.Is(err, syscall.EPIPE): // the reader of our output has gone: head, less
		return exitDone
	}
	fmt.Fprintln(errs, "parallax:", err)
	printStack(errs, err)
	return exitUsage
}

// printStack shows where a fault of Parallax itself happened, for its developers.
func printStack(w io.Writer, err error) {
	var fault *parallax.InternalError
	if os.Getenv("PARALLAX_DEBUG") != "" && errors.As(err, &fault) {
		fmt.Fprintf(w, "%s\n", fault.Stack)
	}
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "parallax",
		Short: "Compare many news reports of one event",
		Long: `Parallax reads many news reports of one event and shows what they agree on,
where they differ, who said what, which reports are copies of which, how their
words differ and how the story moved. Every line leads back to the exact words
in the source. It works on your own documents, without a network and without a
language model.`,
		Example: `  parallax compare examples/ferry
  parallax compare --format html --output report.html *.txt
  parallax analyze articles.jsonl.gz > findings.jsonl
  parallax watch https://example.com/feed.xml
  parallax stories`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("there is no command %q: see 'parallax --help'", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = false
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w: see '%s --help'", err, cmd.CommandPath())
	})
	for _, group := range []struct {
		id, title string
		commands  []*cobra.Command
	}{
		{"reports", "Reports you have:", []*cobra.Command{compareCommand(), analyzeCommand(), clusterCommand(), verifyCommand()}},
		{"fill", "A library of stories, filling it:", []*cobra.Command{addCommand(), watchCommand()}},
		{"show", "Showing it:", []*cobra.Command{serveCommand(), mcpCommand()}},
		{"ask", "Asking it:", []*cobra.Command{storiesCommand(), storyCommand(), searchCommand(), quotesCommand(), outletsCommand(), exportCommand()}},
		{"order", "Putting its stories in order:", []*cobra.Command{mergeCommand(), splitCommand(), moveCommand()}},
		{"care", "Looking after it:", []*cobra.Command{accountCommand(), doctorCommand(), backupCommand(), restoreCommand(), renewCommand()}},
		{"", "", []*cobra.Command{versionCommand()}},
	} {
		if group.id != "" {
			root.AddGroup(&cobra.Group{ID: group.id, Title: group.title})
		}
		for _, c := range group.commands {
			c.GroupID = group.id
			root.AddCommand(c)
		}
	}
	return root
}
