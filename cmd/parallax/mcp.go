package main

import (
	"context"
	"errors"
	"io"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"parallax"
	"parallax/desk"
	"parallax/library"
	"parallax/server/mcp"
	"parallax/store/sqlite"
)

func mcpCommand() *cobra.Command {
	var db libraryFlags
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Let an assistant ask the library over standard input and output",
		Long: `Mcp speaks the Model Context Protocol (modelcontextprotocol.io) over standard
input and output: assistants that run on this machine start it by themselves. It
lets them find stories, read what the reports of one differ on, compare texts that
are given, list what somebody is quoted with, and verify a sentence against the
sources. It changes nothing in the library. "parallax serve" answers the same over
HTTP, at /mcp.`,
		Example: `  parallax mcp --db newsroom.db`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			// An assistant reads standard error rarely: without a library it is told
			// that there are no stories.
			store, err := sqlite.OpenMapped(ctx, db.path())
			if err != nil {
				return err
			}
			defer store.Close()
			p, err := parallax.New(parallax.Options{})
			if err != nil {
				return err
			}
			d, err := desk.Open(ctx, desk.Options{Library: library.New(store, p, nil)})
			if err != nil {
				return err
			}
			s := mcp.New(mcp.Options{Desk: d, Parallax: p, Version: version()})
			err = s.Run(ctx, &sdk.IOTransport{Reader: io.NopCloser(cmd.InOrStdin()), Writer: unclosed{cmd.OutOrStdout()}})
			if errors.Is(err, context.Canceled) || errors.Is(err, io.EOF) {
				return nil // the assistant has gone
			}
			return err
		},
	}
	db.register(cmd)
	return cmd
}

// unclosed is standard output, which is not ours to close.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
