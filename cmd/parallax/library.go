package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"parallax"
	"parallax/library"
	"parallax/news"
	"parallax/store/sqlite"
)

// libraryFlags name the library of a command.
type libraryFlags struct {
	file string
}

func (f *libraryFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.file, "db", "", "the library's file; default $PARALLAX_DB, else "+shortHome(defaultLibrary()))
}

// defaultLibrary is where the platform keeps the data of a user's programs.
func defaultLibrary() string {
	if file := os.Getenv("PARALLAX_DB"); file != "" {
		return file
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "parallax.db"
	}
	dir := os.Getenv("XDG_DATA_HOME")
	switch {
	case dir != "":
	case runtime.GOOS == "windows" && os.Getenv("LocalAppData") != "":
		dir = os.Getenv("LocalAppData")
	case runtime.GOOS == "darwin":
		dir = filepath.Join(home, "Library", "Application Support")
	default:
		dir = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(dir, "parallax", "library.db")
}

func shortHome(file string) string {
	if home, err := os.UserHomeDir(); err == nil {
		if rel, err := filepath.Rel(home, file); err == nil && filepath.IsLocal(rel) {
			return filepath.Join("~", rel)
		}
	}
	return file
}

func (f *libraryFlags) path() string {
	if f.file != "" {
		return f.file
	}
	return defaultLibrary()
}

// use opens the library for a command that asks it something.
func (f *libraryFlags) use(ctx context.Context, work func(*library.Library) error) error {
	store, err := sqlite.OpenExisting(ctx, f.path())
	if errors.Is(err, news.ErrNoStore) {
		return fmt.Errorf("%w: 'parallax add INPUT...' makes one", err)
	}
	if err != nil {
		return err
	}
	defer store.Close()
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		return err
	}
	return work(library.New(store, p, nil))
}
