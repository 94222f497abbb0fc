package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"parallax/news"
	"parallax/store/pack"
)

// recordColumns are what scanRecord reads.
const recordColumns = `article.number, article.id, article.outlet, article.at, article.published, article.published_from, article.published_why,
	article.added, article.changed, article.revision, article.words, article.language, article.title, article.url, article.path,
	article.publisher, article.agency, article.byline, article.notes`

func scanRecord(rows *sql.Rows, more ...any) (news.Record, error) {
	var r news.Record
	var at, added, changed int64
	var byline, notes string
	err := rows.Scan(append([]any{&r.Number, &r.ID, &r.Outlet, &at, &r.Published.At, &r.Published.From, &r.Published.Why,
		&added, &changed, &r.Revision, &r.Words, &r.Language, &r.Title, &r.URL, &r.Path,
		&r.Publisher, &r.Agency, &byline, &notes}, more...)...)
	if err != nil {
		return r, err
	}
	r.At, r.Added, r.Changed = instant(at), instant(added), instant(changed)
	if err := json.Unmarshal([]byte(byline), &r.Byline); err != nil {
		return r, err
	}
	err = json.Unmarshal([]byte(notes), &r.Notes)
	return r, err
}

func instant(unix int64) time.Time { return time.Unix(unix, 0).UTC() }

// conditions is a WHERE clause in the making.
type conditions struct {
	parts []string
	args  []any
}

func (c *conditions) add(part string, args ...any) {
	c.parts = append(c.parts, part)
	c.args = append(c.args, args...)
}

func (c *conditions) between(after, before time.Time) {
	if !after.IsZero() {
		c.add("article.at >= ?", after.Unix())
	}
	if !before.IsZero() {
		c.add("article.at < ?", before.Unix())
	}
}

func (c *conditions) outlet(name string) {
	if name != "" {
		c.add("(article.outlet = ? OR article.publisher = ? COLLATE NOCASE)", name, name)
	}
}

func (c *conditions) where() string {
	if len(c.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.parts, " AND ")
}

// each runs a query and hands every row on.
func each[T any](s *Store, ctx context.Context, query string, args []any, scan func(*sql.Rows) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		rows, err := s.read.QueryContext(ctx, query, args...)
		if err != nil {
			yield(none, s.explain(err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			v, err := scan(rows)
			if err != nil {
				yield(none, s.explain(err))
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, s.explain(err))
		}
	}
}

func collect[T any](seq iter.Seq2[T, error]) ([]T, error) {
	var all []T
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// Docs yields articles with their findings.
func (s *Store) Docs(ctx context.Context, ids []string) iter.Seq2[*news.Doc, error] {
	return func(yield func(*news.Doc, error) bool) {
		for _, id := range ids {
			d, err := s.doc(ctx, id)
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

func (s *Store) doc(ctx context.Context, id string) (*news.Doc, error) {
	query := "SELECT " + recordColumns + ", article.text, analysis.layers FROM article JOIN analysis ON analysis.article = article.number WHERE article.id = ?"
	all, err := collect(each(s, ctx, query, []any{id}, func(rows *sql.Rows) (*news.Doc, error) {
		var text string
		var layers []byte
		record, err := scanRecord(rows, &text, &layers)
		if err != nil {
			return nil, err
		}
		d := &news.Doc{}
		switch err := pack.Unpack(layers, d); {
		case errors.Is(err, pack.ErrShape):
			d = &news.Doc{Article: record.Article}
		case err != nil:
			return nil, fmt.Errorf("%s: %w: %w", id, news.ErrBadStore, err)
		}
		d.ID, d.Text = record.ID, text
		return d, nil
	}))
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("%s: %w", id, news.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// Sources yields articles as they were read.
func (s *Store) Sources(ctx context.Context, ids []string) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for _, id := range ids {
			all, err := collect(each(s, ctx, "SELECT source, text FROM article WHERE id = ?", []any{id}, func(rows *sql.Rows) (a news.Article, err error) {
				var source []byte
				if err := rows.Scan(&source, &a.Text); err != nil {
					return a, err
				}
				text := a.Text
				err = json.Unmarshal(source, &a)
				a.ID, a.Text = id, text
				return a, err
			}))
			if err == nil && len(all) == 0 {
				err = fmt.Errorf("%s: %w", id, news.ErrNotFound)
			}
			if err != nil {
				yield(news.Article{}, err)
				return
			}
			if !yield(all[0], nil) {
				return
			}
		}
	}
}

// Articles yields what is known about articles in the order of arrival.
func (s *Store) Articles(ctx context.Context, f news.ArticleFilter) iter.Seq2[news.Record, error] {
	var c conditions
	c.outlet(f.Outlet)
	c.between(f.After, f.Before)
	if !f.Since.IsZero() {
		c.add("article.changed >= ?", f.Since.Unix())
	}
	if f.From > 0 {
		c.add("article.number >= ?", f.From)
	}
	if len(f.IDs) > 0 {
		ids, err := json.Marshal(f.IDs)
		if err != nil {
			panic(err) // strings always encode
		}
		c.add("article.id IN (SELECT value FROM json_each(?))", string(ids))
	}
	if f.Story > 0 {
		c.add("member.story = ?", f.Story)
	}
	query := "SELECT " + recordColumns + `, analysis.version, coalesce(member.story, 0), coalesce(member.thread, 0), coalesce(member.decided, 0), coalesce(member.why, '')
		FROM article JOIN analysis ON analysis.article = article.number LEFT JOIN member ON member.article = article.number` + c.where() + " ORDER BY article.number"
	return each(s, ctx, query, c.args, func(rows *sql.Rows) (news.Record, error) {
		var version, story, thread int
		var decided int64
		var why string
		r, err := scanRecord(rows, &version, &story, &thread, &decided, &why)
		r.Version, r.Story, r.Thread, r.Decided, r.Why = version, story, thread, decided > 0, why
		return r, err
	})
}

// Revisions returns the earlier texts of an article.
func (s *Store) Revisions(ctx context.Context, id string) ([]news.Revision, error) {
	return collect(each(s, ctx, `SELECT revision.number, revision.title, revision.text, revision.seen, revision.changes
		FROM revision JOIN article ON article.number = revision.article WHERE article.id = ? ORDER BY revision.number`, []any{id},
		func(rows *sql.Rows) (news.Revision, error) {
			var r news.Revision
			var seen int64
			var changes []byte
			if err := rows.Scan(&r.Number, &r.Title, &r.Text, &seen, &changes); err != nil {
				return r, err
			}
			r.Seen = instant(seen)
			var flat [][4]int
			err := json.Unmarshal(changes, &flat)
			for _, c := range flat {
				r.Edits = append(r.Edits, news.Edit{Old: news.Span{Start: c[0], End: c[1]}, New: news.Span{Start: c[2], End: c[3]}})
			}
			return r, err
		}))
}

// Stale returns articles whose findings are older than version.
func (s *Store) Stale(ctx context.Context, version, n int) ([]string, error) {
	return collect(each(s, ctx, `SELECT article.id FROM analysis JOIN article ON article.number = analysis.article
		WHERE analysis.version < ? ORDER BY article.number LIMIT ?`, []any{version, n}, func(rows *sql.Rows) (id string, err error) {
		return id, rows.Scan(&id)
	}))
}

// State returns what was last kept under a name.
func (s *Store) State(ctx context.Context, name string) ([]byte, error) {
	var value []byte
	err := s.read.QueryRowContext(ctx, "SELECT value FROM state WHERE name = ?", name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return value, s.explain(err)
}

// SetState keeps bytes under a name; nil removes them.
func (s *Store) SetState(ctx context.Context, name string, value []byte) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		if value == nil {
			_, err := tx.ExecContext(ctx, "DELETE FROM state WHERE name = ?", name)
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", name, value)
		return err
	})
}
