package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"parallax"
	"parallax/library"
	"parallax/store/sqlite"
)

// The care of the library's file: doctor, backup, restore, renew.

func doctorCommand() *cobra.Command {
	var db libraryFlags
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check the library for damage and say what it holds",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return db.use(cmd.Context(), func(l *library.Library) error {
				out := cmd.OutOrStdout()
				c, err := l.Store().Counts(cmd.Context())
				if err != nil {
					return err
				}
				fmt.Fprintf(out, "%s\n%d articles, %d words, %d earlier texts\n%d stories\n%d names, %d quotes, %d figures\n%.1f MB\n",
					db.path(), c.Articles, c.Words, c.Revisions, c.Stories, c.Names, c.Quotes, c.Figures, float64(c.Bytes)/1e6)
				old := 0
				for version, n := range c.Versions {
					if version < parallax.PipelineVersion {
						old += n
					}
				}
				if old > 0 {
					fmt.Fprintf(out, "%d articles have findings of an older version: 'parallax renew' brings them up to date\n", old)
				}
				found, err := l.Store().Check(cmd.Context())
				if err != nil {
					return err
				}
				if len(found) > 0 {
					return fmt.Errorf("the library is damaged: %s; restore a backup", strings.Join(found, "; "))
				}
				_, err = fmt.Fprintln(out, "no damage was found")
				return err
			})
		},
	}
	db.register(cmd)
	return cmd
}

func backupCommand() *cobra.Command {
	var db libraryFlags
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the library to a new file",
		Long: `Backup writes the whole library, as it is at one moment, to a file that does not
exist yet. Articles may be added meanwhile.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return db.use(cmd.Context(), func(l *library.Library) error {
				if err := l.Store().Backup(cmd.Context(), args[0]); err != nil {
					return err
				}
				c, err := l.Store().Counts(cmd.Context())
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s has %d articles\n", args[0], c.Articles)
				return err
			})
		},
	}
	db.register(cmd)
	return cmd
}

func restoreCommand() *cobra.Command {
	var db libraryFlags
	var force bool
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the place of the library",
		Long: `Restore checks a backup and copies it to where the library is kept. A library
that is there already is replaced with --force only; it is kept beside with
".before-restore" behind its name. No other command may use it meanwhile.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			backup, err := sqlite.OpenExisting(ctx, args[0])
			if err != nil {
				return err
			}
			defer backup.Close()
			found, err := backup.Check(ctx)
			if err != nil {
				return err
			}
			if len(found) > 0 {
				return fmt.Errorf("%s is damaged: %s", args[0], strings.Join(found, "; "))
			}
			file := db.path()
			if _, err := os.Stat(file); err == nil && !force {
				return fmt.Errorf("%s is there already: --force replaces it", file)
			}
			fresh := file + ".restoring"
			if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			if err := backup.Backup(ctx, fresh); err != nil {
				return err
			}
			for _, end := range []string{"-wal", "-shm", ""} { // a log must never meet another file
				old := file + end
				if _, err := os.Stat(old); err == nil {
					if err := os.Rename(old, file+".before-restore"+end); err != nil {
						return err
					}
				}
			}
			if err := os.Rename(fresh, file); err != nil {
				return err
			}
			c, err := backup.Counts(ctx)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s has %d articles\n", file, c.Articles)
			return err
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "replace the library that is there")
	db.register(cmd)
	return cmd
}

func renewCommand() *cobra.Command {
	var db libraryFlags
	cmd := &cobra.Command{
		Use:   "renew",
		Short: "Bring the findings of older versions up to date",
		Long: `Renew analyses again what an older version of the program has analysed, a few
articles at a time. The library can be used meanwhile, and renew can be
interrupted at any time. What persons have decided stays.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return db.use(cmd.Context(), func(l *library.Library) error {
				progress := startProgress(cmd.ErrOrStderr())
				defer progress.stop()
				last := 0
				n, err := l.Renew(cmd.Context(), func(renewed int) {
					for ; last < renewed; last++ {
						progress.add(0)
					}
				})
				progress.stop()
				fmt.Fprintf(cmd.OutOrStdout(), "%d articles renewed\n", n)
				return err
			})
		},
	}
	db.register(cmd)
	return cmd
}
