package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"parallax/report"
	"parallax/server/guard"
	"parallax/store/sqlite"
)

func accountCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "account",
		Short: "Say who may use the library over the network",
		Long: `Account looks after those who may use the pages that 'parallax serve' shows.
Without an account they are shown on this machine only, to everybody at it. As
soon as there is one, everybody signs in: a reader reads and compares, an editor
also adds articles, puts stories in order and sets alerts. Programs come with a
token instead, in the header "Authorization: Bearer TOKEN".`,
		Example: `  parallax account add mara --role editor
  parallax account token mara --role reader --label "wall screen"
  parallax account list`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(accountAddCommand(), accountListCommand(), accountDropCommand(), accountTokenCommand())
	return cmd
}

// useAccounts opens the accounts of a library, which is made where there is
// none: accounts may come before articles.
func (f *libraryFlags) useAccounts(ctx context.Context, work func(*guard.Accounts) error) error {
	store, err := sqlite.Open(ctx, f.path())
	if err != nil {
		return err
	}
	defer store.Close()
	return work(&guard.Accounts{Store: store})
}

func accountAddCommand() *cobra.Command {
	var db libraryFlags
	var role string
	var replace bool
	cmd := &cobra.Command{
		Use:   "add NAME",
		Short: "Make an account",
		Long: `Add makes an account. Its password is asked for at a terminal, and is else the
first line of standard input.`,
		Example: `  parallax account add mara --role editor
  pass show parallax/mara | parallax account add mara`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			as, err := guard.ParseRole(role)
			if err != nil {
				return err
			}
			return db.useAccounts(cmd.Context(), func(a *guard.Accounts) error {
				password, err := askPassword(cmd.Context(), cmd.InOrStdin(), cmd.ErrOrStderr(), args[0])
				if err != nil {
					return err
				}
				err = a.Add(cmd.Context(), args[0], as, password, replace)
				if errors.Is(err, guard.ErrTaken) {
					return fmt.Errorf("%w: --replace gives it a new password and role", err)
				}
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s may sign in as %s\n", strings.ToLower(args[0]), as)
				return err
			})
		},
	}
	cmd.Flags().StringVar(&role, "role", "reader", "reader or editor")
	cmd.Flags().BoolVar(&replace, "replace", false, "give an account that exists a new password and role; it is signed out everywhere")
	db.register(cmd)
	complete(cmd, "role", "reader", "editor")
	return cmd
}

// askPassword reads a password: twice and unseen from a person, once from a
// program.
func askPassword(ctx context.Context, in io.Reader, errs io.Writer, name string) (string, error) {
	f, ok := in.(*os.File)
	if !ok || !term.IsTerminal(f.Fd()) {
		line, err := bufio.NewReader(io.LimitReader(in, 64<<10)).ReadString('\n')
		if err != nil && err != io.EOF {
			return "", fmt.Errorf("reading the password: %w", err)
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	var typed [2]string
	for i, prompt := range []string{"Password for " + name + ": ", "Once more: "} {
		fmt.Fprint(errs, prompt)
		line, err := readUnseen(ctx, f)
		fmt.Fprintln(errs)
		if err != nil {
			return "", fmt.Errorf("reading the password: %w", err)
		}
		typed[i] = line
	}
	if typed[0] != typed[1] {
		return "", errors.New("the two passwords differ: nothing was changed")
	}
	return typed[0], nil
}

// readUnseen reads a line that does not show. Interrupted, it leaves the
// terminal as it was.
func readUnseen(ctx context.Context, f *os.File) (string, error) {
	before, err := term.GetState(f.Fd())
	if err != nil {
		return "", err
	}
	type answer struct {
		line []byte
		err  error
	}
	read := make(chan answer, 1)
	go func() {
		line, err := term.ReadPassword(f.Fd())
		read <- answer{line, err}
	}()
	select {
	case a := <-read:
		return string(a.line), a.err
	case <-ctx.Done():
		return "", errors.Join(ctx.Err(), term.Restore(f.Fd(), before))
	}
}

func accountListCommand() *cobra.Command {
	var db libraryFlags
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Show the accounts and their tokens",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			return db.useAccounts(ctx, func(a *guard.Accounts) error {
				all, err := a.List(ctx)
				if err != nil {
					return err
				}
				used, err := guard.LastUse(ctx, a.Store)
				if err != nil {
					return err
				}
				if len(all) == 0 {
					_, err := fmt.Fprintln(cmd.ErrOrStderr(), "parallax: there is no account: 'parallax serve' is open to everybody at this machine, and to nobody else")
					return err
				}
				w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
				fmt.Fprintln(w, "ACCOUNT\tROLE\tSINCE\tTOKEN\tLAST USED")
				for _, x := range all {
					fmt.Fprintf(w, "%s\t%s\t%s\t\t\n", x.Name, x.Role, x.Since.Format(time.DateOnly))
					for _, t := range x.Tokens {
						last := "never"
						if at, ok := used[t.ID]; ok {
							last = at.Format(time.DateOnly)
						}
						fmt.Fprintf(w, "\t%s\t%s\t%s %s\t%s\n", min(t.Role, x.Role), t.Since.Format(time.DateOnly), t.ID, report.Plain(t.Label), last)
					}
				}
				return w.Flush()
			})
		},
	}
	db.register(cmd)
	return cmd
}

func accountDropCommand() *cobra.Command {
	var db libraryFlags
	cmd := &cobra.Command{
		Use:   "drop NAME|TOKEN",
		Short: "Remove an account with its tokens, or one token by its ID",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			return db.useAccounts(ctx, func(a *guard.Accounts) error {
				err := a.Drop(ctx, args[0])
				if errors.Is(err, guard.ErrUnknown) {
					err = a.DropToken(ctx, args[0])
				}
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s may not come in any more\n", args[0])
				return err
			})
		},
	}
	db.register(cmd)
	return cmd
}

func accountTokenCommand() *cobra.Command {
	var db libraryFlags
	var role, label string
	cmd := &cobra.Command{
		Use:   "token NAME",
		Short: "Make a token for a program",
		Long: `Token makes a token that lets a program in, in the name of an account. It is shown
once and kept hashed; 'parallax account drop ID' ends it. A reader of feeds, which
knows only a name and a password, sends it as the password.`,
		Example: `  curl -H "Authorization: Bearer $(parallax account token mara)" http://127.0.0.1:8080/api/v1/stories`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			as, err := guard.ParseRole(role)
			if err != nil {
				return err
			}
			return db.useAccounts(cmd.Context(), func(a *guard.Accounts) error {
				token, err := a.NewToken(cmd.Context(), args[0], label, as)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintln(cmd.OutOrStdout(), token)
				return err
			})
		},
	}
	cmd.Flags().StringVar(&role, "role", "reader", "reader or editor, at most what the account is")
	cmd.Flags().StringVar(&label, "label", "", "what it is for")
	db.register(cmd)
	complete(cmd, "role", "reader", "editor")
	return cmd
}
