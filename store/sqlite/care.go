package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"os"

	"parallax/news"
)

// Latest tells at little cost whether something has changed.
func (s *Store) Latest(ctx context.Context) (news.Latest, error) {
	var l news.Latest
	var changed int64
	err := s.read.QueryRowContext(ctx, `SELECT (SELECT coalesce(max(number), 0) FROM article), (SELECT coalesce(max(number), 0) FROM decision),
		(SELECT coalesce(max(changed), 0) FROM article)`).Scan(&l.Article, &l.Decision, &changed)
	l.Changed = instant(changed)
	return l, s.explain(err)
}

// Counts is how much the library holds.
func (s *Store) Counts(ctx context.Context) (news.Counts, error) {
	c := news.Counts{Versions: map[int]int{}}
	err := s.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM revision),
		(SELECT count(*) FROM name), (SELECT count(*) FROM quote), (SELECT count(*) FROM figure), (SELECT coalesce(sum(words), 0) FROM article),
		(SELECT count(*) FROM member), (SELECT count(DISTINCT story) FROM member)`).
		Scan(&c.Articles, &c.Revisions, &c.Names, &c.Quotes, &c.Figures, &c.Words, &c.Placed, &c.Stories)
	if err != nil {
		return c, s.explain(err)
	}
	type count struct{ version, articles int }
	for v, err := range each(s, ctx, "SELECT version, count(*) FROM analysis GROUP BY version", nil, func(rows *sql.Rows) (v count, err error) {
		return v, rows.Scan(&v.version, &v.articles)
	}) {
		if err != nil {
			return c, err
		}
		c.Versions[v.version] = v.articles
	}
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(s.file + end); err == nil {
			c.Bytes += info.Size()
		}
	}
	return c, nil
}

// Check looks for damage of the file and for rows that miss their partners.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	found, err := collect(each(s, ctx, "PRAGMA integrity_check(20)", nil, func(rows *sql.Rows) (line string, err error) {
		return line, rows.Scan(&line)
	}))
	if err != nil {
		return nil, err
	}
	if len(found) == 1 && found[0] == "ok" {
		found = nil
	}
	for _, c := range []struct{ what, query string }{
		{"articles without findings", "SELECT count(*) FROM article WHERE number NOT IN (SELECT article FROM analysis)"},
		{"articles without a key", "SELECT count(*) FROM article WHERE number NOT IN (SELECT article FROM key)"},
		{"articles that the full text does not know", "SELECT count(*) FROM article WHERE number NOT IN (SELECT rowid FROM fulltext)"},
		{"articles that are in no story, though others are", "SELECT count(*) FROM article WHERE number NOT IN (SELECT article FROM member) AND EXISTS (SELECT 1 FROM member)"},
		{"findings of no article", "SELECT count(*) FROM analysis WHERE article NOT IN (SELECT number FROM article)"},
		{"articles that miss an earlier text", "SELECT count(*) FROM article WHERE revision - 1 <> (SELECT count(*) FROM revision WHERE article = article.number)"},
	} {
		var n int
		if err := s.read.QueryRowContext(ctx, c.query).Scan(&n); err != nil {
			return nil, s.explain(err)
		}
		if n > 0 {
			found = append(found, fmt.Sprintf("%d %s", n, c.what))
		}
	}
	if _, err := s.write.ExecContext(ctx, "INSERT INTO fulltext (fulltext) VALUES ('integrity-check')"); err != nil {
		found = append(found, "the full text index is damaged: "+err.Error())
	}
	return found, nil
}

// Backup writes a copy to a new file.
func (s *Store) Backup(ctx context.Context, file string) error {
	if _, err := os.Stat(file); err == nil {
		return fmt.Errorf("%s: %w", file, fs.ErrExist)
	}
	_, err := s.write.ExecContext(ctx, "VACUUM INTO ?", file)
	if err != nil {
		os.Remove(file)
	}
	return s.explain(err)
}
