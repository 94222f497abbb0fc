// Package sqlite keeps a library in one SQLite file, without a service. It is
// the default driver of news.Store.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	sqlite "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"parallax/news"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks the file as a library of Parallax ("PRLX").
const applicationID = 0x50524C58

const pageSize = 8192 // bytes; findings of an article take one or two

// wait is how long a writer waits for another process: longer than the largest
// batch of Put takes on a slow disk.
const wait = 30 * time.Second

// A Store is a library in a file. One connection writes, several read: readers
// see the last commit and wait for nobody.
type Store struct {
	file  string
	write *sql.DB
	read  *sql.DB
}

var _ news.Store = (*Store)(nil)

// Open opens a library, and makes one when the file does not exist.
func Open(ctx context.Context, file string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return nil, err
	}
	return open(ctx, file, false)
}

// OpenMapped opens a library as Open does, for a process that answers questions
// all day: what it reads is mapped into its memory, which halves the time of a
// search. The system takes such memory back when it needs it, but counts it.
func OpenMapped(ctx context.Context, file string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return nil, err
	}
	return open(ctx, file, true)
}

// OpenExisting opens a library; a file that does not exist gives ErrNoStore.
func OpenExisting(ctx context.Context, file string) (*Store, error) {
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", file, news.ErrNoStore)
	}
	return open(ctx, file, false)
}

func open(ctx context.Context, file string, mapped bool) (*Store, error) {
	if err := sniff(file); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	s := &Store{file: file}
	var err error
	if s.write, err = sql.Open("sqlite", dsn(file, true, false)); err != nil {
		return nil, err
	}
	s.write.SetMaxOpenConns(1)
	if err := s.settle(ctx); err != nil {
		s.write.Close()
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if s.read, err = sql.Open("sqlite", dsn(file, false, mapped)); err != nil {
		s.write.Close()
		return nil, err
	}
	s.read.SetMaxOpenConns(4)
	return s, nil
}

// sniff refuses a file that is no library before SQLite touches it. What it
// cannot tell it lets through: a new file, and one whose last writer was killed,
// so that its mark may still stand in the log beside it.
func sniff(file string) error {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	const idAt = 68 // sqlite.org/fileformat2.html, 1.3
	head := make([]byte, idAt+4)
	n, err := io.ReadFull(f, head)
	if n == 0 && errors.Is(err, io.EOF) {
		return nil
	}
	if !strings.HasPrefix(string(head[:n]), "SQLite format 3\x00") {
		return news.ErrNotStore
	}
	if log, err := os.Stat(file + "-wal"); err == nil && log.Size() > 0 {
		return nil
	}
	const pageAt = 16 // 1 stands for 65,536, which a new file never has
	info, err := f.Stat()
	if err == nil && info.Size() > int64(binary.BigEndian.Uint16(head[pageAt:])) && binary.BigEndian.Uint32(head[idAt:]) != applicationID {
		return news.ErrNotStore
	}
	return err
}

// dsn names the pragmas of a connection. modernc ignores what it does not
// know, so a test asks the database for each.
func dsn(file string, write, mapped bool) string {
	cache := 16 << 10 // KiB; what is read often lies in the system's own cache too
	if write {
		cache = 64 << 10 // the inner pages of all tables that a batch writes to
	}
	q := url.Values{"_pragma": {
		fmt.Sprintf("busy_timeout(%d)", wait.Milliseconds()),
		"synchronous(NORMAL)", // in WAL mode a power failure may lose the last commits, never damage the file
		fmt.Sprintf("cache_size(-%d)", cache),
		"temp_store(MEMORY)",
	}}
	if mapped {
		const most = 16 << 30 // bytes; SQLite maps 2 GB of them at most, and reads the rest as ever
		q["_pragma"] = append(q["_pragma"], fmt.Sprintf("mmap_size(%d)", most))
	}
	if write {
		q["_pragma"] = append(q["_pragma"], fmt.Sprintf("page_size(%d)", pageSize), "journal_size_limit(67108864)")
		q.Set("_journal_mode", "WAL") // behind the pragmas, which run in alphabetical order: the page size comes first
		q.Set("_txlock", "immediate")
	} else {
		q["_pragma"] = append(q["_pragma"], "query_only(1)")
	}
	return "file:" + (&url.URL{Path: file}).EscapedPath() + "?" + q.Encode()
}

// settle makes the file a library of this program's schema. While another process makes it
// one, SQLite gives up at once where it would wait for any other lock: the change of a new
// file to write-ahead logging could wait for itself (sqlite.org/wal.html, 11).
func (s *Store) settle(ctx context.Context) error {
	const pause = 20 * time.Millisecond
	for until := time.Now().Add(wait); ; {
		err := s.explain(s.migrate(ctx))
		if !errors.Is(err, news.ErrBusyStore) || time.Now().After(until) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// migrate brings the schema up to date, one file a step, each in its own
// transaction with the mark that it is done.
func (s *Store) migrate(ctx context.Context) error {
	files, err := fs.Glob(migrations, "migrations/*.sql") // sorted by name
	if err != nil {
		return err
	}
	// The tables first: another process may make them and the mark between two of these.
	var tables, have, id int
	for _, q := range []struct {
		ask  string
		into *int
	}{{"SELECT count(*) FROM sqlite_master", &tables}, {"PRAGMA application_id", &id}, {"PRAGMA user_version", &have}} {
		if err := s.write.QueryRowContext(ctx, q.ask).Scan(q.into); err != nil {
			return err
		}
	}
	if tables > 0 && id != applicationID {
		return news.ErrNotStore
	}
	if have > len(files) {
		return fmt.Errorf("%w (its schema is %d, this program knows %d): install a newer version", news.ErrNewerStore, have, len(files))
	}
	for n := have; n < len(files); n++ {
		script, err := fs.ReadFile(migrations, files[n])
		if err != nil {
			return err
		}
		if err := s.step(ctx, n+1, string(script)); err != nil {
			return fmt.Errorf("%s: %w", files[n], err)
		}
	}
	return nil
}

func (s *Store) step(ctx context.Context, version int, script string) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var have int // another process may have been first
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil || have >= version {
		return err
	}
	mark := fmt.Sprintf("PRAGMA user_version = %d; PRAGMA application_id = %d", version, applicationID)
	for _, part := range []string{script, mark} {
		if _, err := tx.ExecContext(ctx, part); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// File is where the library is kept.
func (s *Store) File() string { return s.file }

// Close closes the library. What was put is in the file already.
func (s *Store) Close() error {
	return errors.Join(s.read.Close(), s.write.Close())
}

// transact runs work in one transaction.
func (s *Store) transact(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	defer tx.Rollback()
	if err := work(tx); err != nil {
		return s.explain(err)
	}
	return s.explain(tx.Commit())
}

// explain sorts an error of SQLite by what the user can do about it.
func (s *Store) explain(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	kind := news.ErrBadStore
	switch e.Code() & 0xFF {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		kind = news.ErrBusyStore
	case sqlite3.SQLITE_FULL:
		kind = news.ErrFullStore
	case sqlite3.SQLITE_NOTADB:
		kind = news.ErrNotStore
	case sqlite3.SQLITE_CORRUPT:
	case sqlite3.SQLITE_INTERRUPT:
		return context.Canceled
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("the library cannot be written: %w", err)
	default:
		return err
	}
	return fmt.Errorf("%w: %s", kind, strings.TrimSpace(e.Error()))
}
