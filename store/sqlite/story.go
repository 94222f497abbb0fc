package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"parallax/news"
)

// copyShare is how much of a text must stand in an earlier one of another
// outlet to be no witness of its own: as package reuse calls a duplicate.
const copyShare = 0.5

// undatedDays is how old a story counts of which no article has a date: what
// has just come in is not therefore news.
const undatedDays = 7

// Stories returns the stories that f chooses, by rank. An article without a
// date makes no story recent.
func (s *Store) Stories(ctx context.Context, f news.StoryFilter) ([]news.StoryRecord, error) {
	if wordless(f.Names) {
		return nil, nil
	}
	var c conditions
	within := func(part string, args ...any) {
		c.add("member.story IN (SELECT member.story FROM member JOIN article ON article.number = member.article WHERE "+part+")", args...)
	}
	if len(f.Stories) > 0 {
		c.add("member.story IN (SELECT value FROM json_each(?))", jsonOf(f.Stories))
	}
	if match := expression(parseWords(f.Words), news.Query{Names: f.Names}); match != "" {
		within("article.number IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?)", match)
	}
	var inner conditions
	inner.outlet(f.Outlet)
	inner.between(f.After, f.Before)
	if !f.Since.IsZero() {
		inner.add("article.changed >= ?", f.Since.Unix())
	}
	if len(inner.parts) > 0 { // one article must have all of it
		within(strings.Join(inner.parts, " AND "), inner.args...)
	}
	having := ""
	if f.Least > 1 {
		having = fmt.Sprintf(" HAVING count(*) >= %d", f.Least)
	}
	var newest int64
	if err := s.read.QueryRowContext(ctx, "SELECT coalesce(max(at), 0) FROM article WHERE published <> ''").Scan(&newest); err != nil {
		return nil, s.explain(err)
	}
	query := `SELECT member.story, min(member.thread), count(*), count(DISTINCT article.outlet),
		count(DISTINCT CASE WHEN member.copied < ? THEN article.outlet || CASE article.outlet WHEN '' THEN article.number ELSE '' END END),
		coalesce(min(article.at) FILTER (WHERE published <> ''), min(article.at)), coalesce(max(article.at) FILTER (WHERE published <> ''), max(article.at)),
		max(article.changed), max(member.decided) > 0, max(published <> ''), min(printf('%015d', article.at + 1000000000000) || article.title)
		FROM member JOIN article ON article.number = member.article` + c.where() + " GROUP BY member.story" + having
	all, err := collect(each(s, ctx, query, append([]any{copyShare}, c.args...), func(rows *sql.Rows) (news.StoryRecord, error) {
		var r news.StoryRecord
		var first, last, changed int64
		var dated bool
		err := rows.Scan(&r.Story, &r.Thread, &r.Articles, &r.Outlets, &r.Origins, &first, &last, &changed, &r.Decided, &dated, &r.Title)
		if err != nil { // the context ends between two rows
			return r, err
		}
		r.First, r.Last, r.Changed = instant(first), instant(last), instant(changed)
		r.Title = r.Title[15:]
		r.Origins = max(r.Origins, 1)
		days := max(float64(newest-last), 0) / (24 * 60 * 60)
		if !dated {
			days = undatedDays
		}
		r.Rank = float64(r.Origins) * math.Exp2(-days)
		return r, nil
	}))
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b news.StoryRecord) int {
		switch {
		case a.Rank != b.Rank:
			return cmp.Compare(b.Rank, a.Rank)
		case !a.Last.Equal(b.Last):
			return b.Last.Compare(a.Last)
		}
		return cmp.Compare(a.Story, b.Story)
	})
	if f.Limit > 0 && len(all) > f.Limit {
		all = all[:f.Limit]
	}
	return all, nil
}

// Decide moves articles and keeps the decision, in one transaction.
func (s *Store) Decide(ctx context.Context, d news.Decision) (news.Decision, error) {
	err := s.transact(ctx, func(tx *sql.Tx) error {
		type moved struct {
			number int64
			story  int
		}
		var all []moved
		var ids []string
		take := func(query string, arg any) error {
			rows, err := tx.QueryContext(ctx, "SELECT article.number, article.id, member.story FROM article JOIN member ON member.article = article.number WHERE "+query+" ORDER BY article.number", arg)
			if err != nil {
				return err
			}
			defer rows.Close()
			n := 0
			for rows.Next() {
				var m moved
				var id string
				if err := rows.Scan(&m.number, &id, &m.story); err != nil {
					return err
				}
				all, ids = append(all, m), append(ids, id)
				n++
			}
			if n == 0 {
				return fmt.Errorf("%v: %w", arg, news.ErrNotFound)
			}
			return rows.Err()
		}
		for _, id := range d.Articles {
			if err := take("article.id = ?", id); err != nil {
				return err
			}
		}
		for _, story := range d.Stories {
			if err := take("member.story = ?", story); err != nil {
				return fmt.Errorf("story %w", err)
			}
		}
		thread := 0
		switch {
		case d.To == 0:
			if err := tx.QueryRowContext(ctx, "SELECT max(coalesce((SELECT max(story) FROM member), 0), coalesce((SELECT max(story) FROM decision), 0)) + 1").Scan(&d.To); err != nil {
				return err
			}
			// A new story stays in the affair of the one that it leaves.
			if err := tx.QueryRowContext(ctx, "SELECT thread FROM member WHERE article = ?", all[0].number).Scan(&thread); err != nil {
				return err
			}
		default:
			err := tx.QueryRowContext(ctx, "SELECT thread FROM member WHERE story = ? LIMIT 1", d.To).Scan(&thread)
			if errors.Is(err, sql.ErrNoRows) {
				return fmt.Errorf("story %d: %w", d.To, news.ErrNotFound)
			}
			if err != nil {
				return err
			}
		}
		d.Articles = ids
		res, err := tx.ExecContext(ctx, "INSERT INTO decision (at, verb, articles, stories, story, note) VALUES (?,?,?,?,?,?)",
			d.At.Unix(), d.Verb, jsonOf(ids), jsonOf(d.Stories), d.To, d.Note)
		if err != nil {
			return err
		}
		if d.Number, err = res.LastInsertId(); err != nil {
			return err
		}
		for _, m := range all {
			if _, err := tx.ExecContext(ctx, "UPDATE member SET story = ?, thread = ?, decided = ? WHERE article = ?", d.To, thread, d.Number, m.number); err != nil {
				return err
			}
		}
		return nil
	})
	return d, err
}

// Decisions returns what persons have decided.
func (s *Store) Decisions(ctx context.Context, after int64) ([]news.Decision, error) {
	return collect(each(s, ctx, "SELECT number, at, verb, articles, stories, story, note FROM decision WHERE number > ? ORDER BY number", []any{after},
		func(rows *sql.Rows) (news.Decision, error) {
			var d news.Decision
			var at int64
			var articles, stories []byte
			if err := rows.Scan(&d.Number, &at, &d.Verb, &articles, &stories, &d.To, &d.Note); err != nil {
				return d, err
			}
			d.At = instant(at)
			return d, errors.Join(json.Unmarshal(articles, &d.Articles), json.Unmarshal(stories, &d.Stories))
		}))
}

// Outlets returns what the library tells about each outlet.
func (s *Store) Outlets(ctx context.Context) ([]news.OutletRecord, error) {
	quotes := map[int64]int{}
	type count struct {
		article int64
		quotes  int
	}
	for c, err := range each(s, ctx, "SELECT article, count(*) FROM quote GROUP BY article", nil, func(rows *sql.Rows) (c count, err error) {
		return c, rows.Scan(&c.article, &c.quotes)
	}) {
		if err != nil {
			return nil, err
		}
		quotes[c.article] = c.quotes
	}
	// One pass over the articles: in SQL alone this takes a hundred times as long.
	type story struct {
		outlets map[string]bool
		start   int64
		first   string // "" when two outlets came at the same time
	}
	stories := map[int]*story{}
	outlets := map[string]*news.OutletRecord{}
	words, copied := map[string]float64{}, map[string]float64{}
	type row struct {
		number, at             int64
		outlet                 string
		words, revision, story int
		copied                 float64
	}
	for r, err := range each(s, ctx, `SELECT number, at, outlet, words, revision, coalesce(story, 0), coalesce(copied, 0.0)
		FROM article LEFT JOIN member ON member.article = number WHERE outlet <> ''`, nil, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.number, &r.at, &r.outlet, &r.words, &r.revision, &r.story, &r.copied)
	}) {
		if err != nil {
			return nil, err
		}
		o := outlets[r.outlet]
		if o == nil {
			o = &news.OutletRecord{Outlet: r.outlet}
			outlets[r.outlet] = o
		}
		o.Articles++
		o.Quotes += quotes[r.number]
		words[r.outlet] += float64(r.words)
		copied[r.outlet] += r.copied * float64(r.words)
		if r.copied >= copyShare {
			o.Copies++
		}
		if r.revision > 1 {
			o.Edited++
		}
		if r.story == 0 {
			continue
		}
		t := stories[r.story]
		switch {
		case t == nil:
			t = &story{outlets: map[string]bool{}, start: r.at, first: r.outlet}
			stories[r.story] = t
		case r.at < t.start:
			t.start, t.first = r.at, r.outlet
		case r.at == t.start && r.outlet != t.first:
			t.first = ""
		}
		t.outlets[r.outlet] = true
	}
	for _, t := range stories {
		if len(t.outlets) < 2 {
			continue
		}
		for name := range t.outlets {
			outlets[name].Stories++
		}
		if t.first != "" {
			outlets[t.first].Firsts++
		}
	}
	all := make([]news.OutletRecord, 0, len(outlets))
	for name, o := range outlets {
		o.Copied = copied[name] / max(words[name], 1)
		all = append(all, *o)
	}
	slices.SortFunc(all, func(a, b news.OutletRecord) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Outlet, b.Outlet))
	})
	return all, nil
}

func jsonOf[T any](all []T) string {
	if len(all) == 0 {
		return "[]"
	}
	b, err := json.Marshal(all)
	if err != nil {
		panic(err) // numbers and strings always encode
	}
	return string(b)
}
