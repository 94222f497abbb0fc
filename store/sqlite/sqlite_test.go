package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"parallax/news"
	"parallax/store/sqlite"
	"parallax/store/storetest"
)

func open(t *testing.T, file string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestSuite(t *testing.T) {
	for name, open := range map[string]func(context.Context, string) (*sqlite.Store, error){"read": sqlite.Open, "mapped": sqlite.OpenMapped} {
		t.Run(name, func(t *testing.T) {
			files := map[news.Store]string{}
			again := func(t *testing.T, file string) news.Store {
				s, err := open(context.Background(), file)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { s.Close() })
				files[s] = file
				return s
			}
			storetest.Run(t, storetest.Driver{
				New: func(t *testing.T) news.Store {
					return again(t, filepath.Join(t.TempDir(), "a library ?#%.db")) // signs that an address would take for its own
				},
				Again: func(t *testing.T, s news.Store) news.Store { return again(t, files[s]) },
			})
		})
	}
}

// raw runs statements on a file as another program would.
func raw(t *testing.T, file string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatIsNoLibrary(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	if _, err := sqlite.OpenExisting(context.Background(), file("none")); !errors.Is(err, news.ErrNoStore) {
		t.Errorf("no file: %v", err)
	}
	if err := os.WriteFile(file("text"), []byte("Dear diary, today the ferry struck the pier."), 0o644); err != nil {
		t.Fatal(err)
	}
	raw(t, file("foreign"), "CREATE TABLE recipe (name TEXT)")
	open(t, file("newer")).Close()
	raw(t, file("newer"), "PRAGMA user_version = 99")
	for name, want := range map[string]error{"text": news.ErrNotStore, "foreign": news.ErrNotStore, "newer": news.ErrNewerStore} {
		before, _ := os.ReadFile(file(name))
		if _, err := sqlite.Open(context.Background(), file(name)); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
		if after, _ := os.ReadFile(file(name)); name != "newer" && string(before) != string(after) {
			t.Errorf("%s was written to", name)
		}
	}
}

func TestPragmas(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "l.db"))
	for pragma, want := range map[string]string{"journal_mode": "wal", "busy_timeout": "30000", "synchronous": "1", "page_size": "8192"} {
		if got := s.Pragma(pragma); got != want {
			t.Errorf("%s is %s, not %s: the DSN is misspelt", pragma, got, want)
		}
	}
}

func TestMapped(t *testing.T) {
	file := filepath.Join(t.TempDir(), "l.db")
	s, err := sqlite.OpenMapped(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if got := s.ReadPragma("mmap_size"); len(got) < len("1000000000") {
		t.Errorf("%s bytes are mapped", got)
	}
}

// TestFullDisk lets the file grow no further.
func TestFullDisk(t *testing.T) {
	ctx := context.Background()
	s := open(t, filepath.Join(t.TempDir(), "l.db"))
	entry := func(i int) news.Entry {
		d := &news.Doc{Article: news.Article{ID: fmt.Sprint(i), Text: fmt.Sprintf("%0100000d", i)}}
		return news.Entry{Doc: d, Keys: []string{fmt.Sprint(i)}, Text: fmt.Sprint(i), Version: 1, Seen: time.Unix(1e9, 0)}
	}
	s.LimitPages(100)
	kept := 0
	var err error
	for i := 0; i < 50 && err == nil; i++ {
		if _, err = s.Put(ctx, []news.Entry{entry(i)}, nil); err == nil {
			kept++
		}
	}
	if !errors.Is(err, news.ErrFullStore) || kept == 0 {
		t.Fatalf("after %d articles: %v", kept, err)
	}
	n := 0
	for _, err := range s.Articles(ctx, news.ArticleFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != kept {
		t.Errorf("%d of %d articles are left", n, kept)
	}
	s.LimitPages(100_000)
	if _, err := s.Put(ctx, []news.Entry{entry(kept)}, nil); err != nil {
		t.Errorf("with room again: %v", err)
	}
	if found, err := s.Check(ctx); err != nil || len(found) > 0 {
		t.Errorf("%q %v", found, err)
	}
}

func TestDamagedFile(t *testing.T) {
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "l.db")
	s := open(t, file)
	var entries []news.Entry
	for i := range 200 {
		d := &news.Doc{Article: news.Article{ID: fmt.Sprint(i), Text: fmt.Sprintf("%01000d", i)}}
		entries = append(entries, news.Entry{Doc: d, Keys: []string{fmt.Sprint(i)}, Text: fmt.Sprint(i), Version: 1, Seen: time.Unix(1e9, 0)})
	}
	if _, err := s.Put(ctx, entries, nil); err != nil {
		t.Fatal(err)
	}
	s.Close()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(b) / 2; i < len(b)/2+30_000 && i < len(b); i++ {
		b[i] ^= 0x5A
	}
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
	s, err = sqlite.Open(ctx, file)
	if err != nil {
		if !errors.Is(err, news.ErrBadStore) {
			t.Errorf("opening: %v", err)
		}
		return
	}
	defer s.Close()
	found, err := s.Check(ctx)
	if len(found) == 0 && !errors.Is(err, news.ErrBadStore) {
		t.Errorf("the damage is not seen: %q %v", found, err)
	}
}

// TestManyMakeOne: whoever opens a new library while others make it waits for them.
func TestManyMakeOne(t *testing.T) {
	for range 10 {
		file := filepath.Join(t.TempDir(), "library.db")
		errs := make(chan error)
		const openers = 8
		for range openers {
			go func() {
				s, err := sqlite.Open(context.Background(), file)
				if err == nil {
					err = s.Close()
				}
				errs <- err
			}()
		}
		for range openers {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
	}
}
