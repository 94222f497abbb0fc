package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"parallax/news"
	"parallax/store/difference"
	"parallax/store/pack"
)

// Known says how many texts the article has had that all keys lead to.
func (s *Store) Known(ctx context.Context, keys []string) (texts int, err error) {
	for _, k := range keys {
		var revision int
		err := s.read.QueryRowContext(ctx, "SELECT revision FROM key JOIN article ON number = article WHERE key = ?", []byte(k)).Scan(&revision)
		if errors.Is(err, sql.ErrNoRows) {
			return 0, nil
		}
		if err != nil {
			return 0, s.explain(err)
		}
		texts = max(texts, revision)
	}
	return texts, nil
}

// Put adds articles in one transaction.
func (s *Store) Put(ctx context.Context, entries []news.Entry, placer news.Placer) ([]news.Outcome, error) {
	outcomes := make([]news.Outcome, len(entries))
	packed := make([][]byte, len(entries))
	for i := range entries {
		packed[i] = packLayers(entries[i].Doc)
	}
	err := s.transact(ctx, func(tx *sql.Tx) error {
		p := newPutter(ctx, tx)
		defer p.close()
		if p.placer = placer; placer != nil {
			var article, decision int64
			if err := tx.QueryRowContext(ctx, "SELECT (SELECT coalesce(max(number), 0) FROM article), (SELECT coalesce(max(number), 0) FROM decision)").Scan(&article, &decision); err != nil {
				return err
			}
			if err := placer.Begin(ctx, article, decision); err != nil {
				return err
			}
		}
		for i := range entries {
			var err error
			if outcomes[i], err = p.put(&entries[i], packed[i]); err != nil {
				return fmt.Errorf("%s: %w", entries[i].Doc.ID, err)
			}
		}
		return p.index()
	})
	if err != nil {
		return nil, err
	}
	return outcomes, nil
}

// packLayers packs an article without its text, which stands beside.
func packLayers(d *news.Doc) []byte {
	bare := *d
	bare.Text = ""
	return pack.Pack(&bare)
}

// putter holds the statements of one transaction, and what the full text is to
// get at its end: SQLite opens a savepoint for a statement of several rows, and
// the full text index writes all that it has gathered whenever one is opened,
// which would be a third of the time.
type putter struct {
	ctx    context.Context
	tx     *sql.Tx
	placer news.Placer // or nil
	all    map[string]*sql.Stmt
	texts  []indexed
}

// An indexed is an article that the full text is to get, in place of what it
// has of it unless it is fresh.
type indexed struct {
	number int64
	fresh  bool
	doc    *news.Doc
	names  string
}

func newPutter(ctx context.Context, tx *sql.Tx) *putter {
	return &putter{ctx: ctx, tx: tx, all: map[string]*sql.Stmt{}}
}

func (p *putter) close() {
	for _, st := range p.all {
		st.Close()
	}
}

func (p *putter) stmt(query string) (*sql.Stmt, error) {
	if st, ok := p.all[query]; ok {
		return st, nil
	}
	st, err := p.tx.PrepareContext(p.ctx, query)
	if err == nil {
		p.all[query] = st
	}
	return st, err
}

func (p *putter) exec(query string, args ...any) (sql.Result, error) {
	st, err := p.stmt(query)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(p.ctx, args...)
}

func (p *putter) find(key string) (number int64, err error) {
	st, err := p.stmt("SELECT article FROM key WHERE key = ?")
	if err != nil {
		return 0, err
	}
	err = st.QueryRowContext(p.ctx, []byte(key)).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return number, err
}

func (p *putter) put(e *news.Entry, packed []byte) (news.Outcome, error) {
	number, err := p.find(e.Text)
	if err != nil {
		return news.Outcome{}, err
	}
	if number != 0 {
		back, err := p.back(e, number)
		if err != nil {
			return news.Outcome{}, err
		}
		if !back {
			return p.unchanged(e, number)
		}
	}
	for _, k := range e.Keys {
		if number, err = p.find(k); err != nil {
			return news.Outcome{}, err
		}
		if number == 0 {
			continue
		}
		if k == e.Text { // an earlier text, at a place that is not known
			return p.unchanged(e, number)
		}
		if k == e.Place {
			var before string
			if err := p.tx.QueryRowContext(p.ctx, "SELECT text FROM article WHERE number = ?", number).Scan(&before); err != nil {
				return news.Outcome{}, err
			}
			if !difference.Alike(before, e.Doc.Text) {
				continue
			}
		}
		return p.revise(e, number, packed)
	}
	return p.add(e, packed)
}

// back reports whether an article has gone back to an earlier text.
func (p *putter) back(e *news.Entry, number int64) (bool, error) {
	if !e.Live {
		return false, nil
	}
	var revision int
	var text, source string
	if err := p.tx.QueryRowContext(p.ctx, "SELECT revision, text, source FROM article WHERE number = ?", number).Scan(&revision, &text, &source); err != nil {
		return false, err
	}
	var read news.Article // the title as it was read: a new release may find another one
	if err := json.Unmarshal([]byte(source), &read); err != nil {
		return false, err
	}
	return revision > 1 && (text != e.Doc.Text || read.Title != e.Source.Title), nil
}

func (p *putter) unchanged(e *news.Entry, number int64) (news.Outcome, error) {
	o := news.Outcome{Fate: news.Unchanged}
	if err := p.keys(e, number); err != nil {
		return o, err
	}
	err := p.tx.QueryRowContext(p.ctx, "SELECT id FROM article WHERE number = ?", number).Scan(&o.ID)
	return o, err
}

// keys leaves a key with the article that had it first; a place goes to the
// article that is there now.
func (p *putter) keys(e *news.Entry, number int64) error {
	for _, k := range e.Keys {
		if k == e.Place {
			if _, err := p.exec("UPDATE key SET article = ?2 WHERE key = ?1", []byte(k), number); err != nil {
				return err
			}
		}
		if _, err := p.exec("INSERT OR IGNORE INTO key (key, article) VALUES (?, ?)", []byte(k), number); err != nil {
			return err
		}
	}
	return nil
}

func (p *putter) add(e *news.Entry, packed []byte) (news.Outcome, error) {
	o := news.Outcome{Fate: news.Added}
	var err error
	if o.ID, err = p.freeID(e.Doc.ID); err != nil {
		return o, err
	}
	a := &e.Doc.Article
	res, err := p.exec(`INSERT INTO article (id, outlet, at, published, published_from, published_why, added, changed, revision, partial,
		words, language, title, url, path, publisher, agency, byline, notes, source, text)
		VALUES (?,?,?,?,?,?,?,?,1,?,?,?,?,?,?,?,?,?,?,?,?)`,
		o.ID, outletOf(a), placeInTime(a, e.Seen).Unix(), a.Published.At, a.Published.From, a.Published.Why, e.Seen.Unix(), e.Seen.Unix(), news.IsPartial(a),
		countWords(a.Text), a.Language, a.Title, a.URL, a.Path, a.Publisher, a.Agency, list(a.Byline), list(a.Notes), source(e), a.Text)
	if err != nil {
		return o, err
	}
	number, err := res.LastInsertId()
	if err != nil {
		return o, err
	}
	if err := p.keys(e, number); err != nil {
		return o, err
	}
	if err := p.place(e, o.ID, number); err != nil {
		return o, err
	}
	return o, p.findings(number, e.Doc, e.Version, packed, true)
}

// place puts a new article into its story.
func (p *putter) place(e *news.Entry, id string, number int64) error {
	if p.placer == nil {
		return nil
	}
	at := p.placer.Place(e, id, number)
	ids := make([]string, len(at.Copies))
	for i, c := range at.Copies {
		ids[i] = c.Article
	}
	earlier, err := p.earlier(ids)
	if err != nil {
		return err
	}
	at.Copies = slices.DeleteFunc(at.Copies, func(c news.CopiedFrom) bool { return earlier[c.Article].number == 0 })
	copied := 0.0
	for _, c := range at.Copies {
		if earlier[c.Article].outlet != outletOf(&e.Doc.Article) {
			copied = max(copied, c.Share)
		}
	}
	if err := p.rows("copy (article, earlier, share, other)", len(at.Copies), func(i int) []any {
		c := &at.Copies[i]
		return []any{number, earlier[c.Article].number, c.Share, c.Other}
	}); err != nil {
		return err
	}
	_, err = p.exec("INSERT INTO member (article, story, thread, decided, copied, why) VALUES (?,?,?,0,?,?)", number, at.Story, at.Thread, copied, at.Why)
	return err
}

// An origin is what place asks about an article that another shares text with.
type origin struct {
	number int64
	outlet string
}

// earlier looks articles up by their IDs, many with one statement.
func (p *putter) earlier(ids []string) (map[string]origin, error) {
	const several = 16
	found := make(map[string]origin, len(ids))
	for chunk := range slices.Chunk(ids, several) {
		args := make([]any, several)
		for i := range args {
			args[i] = chunk[min(i, len(chunk)-1)] // the last one fills up
		}
		st, err := p.stmt("SELECT id, number, outlet FROM article WHERE id IN (" + strings.Repeat("?,", several-1) + "?)")
		if err != nil {
			return nil, err
		}
		rows, err := st.QueryContext(p.ctx, args...)
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			var id string
			var o origin
			if err := rows.Scan(&id, &o.number, &o.outlet); err != nil {
				rows.Close()
				return nil, err
			}
			found[id] = o
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// freeID returns the ID, or the ID with the first number that is free.
func (p *putter) freeID(id string) (string, error) {
	st, err := p.stmt("SELECT 1 FROM article WHERE id = ?")
	if err != nil {
		return "", err
	}
	try, step := id, 1
	for n := 1; ; {
		var one int
		switch err := st.QueryRowContext(p.ctx, try).Scan(&one); {
		case errors.Is(err, sql.ErrNoRows):
			return try, nil
		case err != nil:
			return "", err
		}
		// Steps that double find a free number among thousands in few looks.
		n += step
		if n > 16 {
			step *= 2
		}
		try = fmt.Sprintf("%s-%d", id, n)
	}
}

// revise gives an article a new text and keeps the old one. A summary never
// takes the place of a whole text, and what takes a summary's place is no
// revision of it.
func (p *putter) revise(e *news.Entry, number int64, packed []byte) (news.Outcome, error) {
	o := news.Outcome{Fate: news.Revised}
	var revision int
	var partial bool
	var changed int64
	var title, text string
	err := p.tx.QueryRowContext(p.ctx, "SELECT id, revision, partial, changed, title, text FROM article WHERE number = ?", number).
		Scan(&o.ID, &revision, &partial, &changed, &title, &text)
	if err != nil {
		return o, err
	}
	if fresh := news.IsPartial(&e.Doc.Article); fresh && !partial {
		o.Fate = news.Unchanged
		return o, p.keys(e, number)
	}
	if !partial {
		changes, err := json.Marshal(flat(difference.Between(text, e.Doc.Text)))
		if err != nil {
			return o, err
		}
		if _, err := p.exec("INSERT INTO revision (article, number, seen, title, changes, text) VALUES (?,?,?,?,?,?)",
			number, revision, changed, title, string(changes), text); err != nil {
			return o, err
		}
		revision++
	}
	a := &e.Doc.Article
	if _, err := p.exec(`UPDATE article SET outlet = ?, at = min(?, added), published = ?, published_from = ?, published_why = ?, changed = ?,
		revision = ?, partial = ?, words = ?, language = ?, title = ?, url = ?, path = ?, publisher = ?, agency = ?, byline = ?, notes = ?, source = ?, text = ?
		WHERE number = ?`,
		outletOf(a), placeInTime(a, e.Seen).Unix(), a.Published.At, a.Published.From, a.Published.Why, e.Seen.Unix(),
		revision, news.IsPartial(a), countWords(a.Text), a.Language, a.Title, a.URL, a.Path, a.Publisher, a.Agency, list(a.Byline), list(a.Notes), source(e), a.Text,
		number); err != nil {
		return o, err
	}
	if err := p.keys(e, number); err != nil {
		return o, err
	}
	return o, p.findings(number, e.Doc, e.Version, packed, false)
}

// Renew replaces findings that are older than version.
func (s *Store) Renew(ctx context.Context, version int, docs []*news.Doc) error {
	packed := make([][]byte, len(docs))
	for i, d := range docs {
		packed[i] = packLayers(d)
	}
	return s.transact(ctx, func(tx *sql.Tx) error {
		p := newPutter(ctx, tx)
		defer p.close()
		for i, d := range docs {
			var number int64
			err := tx.QueryRowContext(ctx, `SELECT number FROM article JOIN analysis ON analysis.article = number
				WHERE id = ? AND text = ? AND version <= ?`, d.ID, d.Text, version).Scan(&number)
			if errors.Is(err, sql.ErrNoRows) {
				continue
			}
			if err != nil {
				return err
			}
			if err := p.findings(number, d, version, packed[i], false); err != nil {
				return fmt.Errorf("%s: %w", d.ID, err)
			}
		}
		return p.index()
	})
}

// placeInTime is when an article was published as far as that is known. One
// from the future was not published before it arrived; one without a date not
// after.
func placeInTime(a *news.Article, seen time.Time) time.Time {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, a.Published.At); err == nil && t.Before(seen) {
			return t
		}
	}
	return seen
}

func outletOf(a *news.Article) string {
	if a.Outlet != "" {
		return a.Outlet
	}
	return a.Publisher
}

func countWords(s string) int {
	n, in := 0, false
	for i := range len(s) {
		white := s[i] == ' ' || s[i] >= '\t' && s[i] <= '\r'
		if !white && !in {
			n++
		}
		in = !white
	}
	return n
}

func list(all []string) string {
	if len(all) == 0 {
		return "[]"
	}
	b, err := json.Marshal(all)
	if err != nil {
		panic(err) // strings always encode
	}
	return string(b)
}

func source(e *news.Entry) string {
	b, err := json.Marshal(e.Source)
	if err != nil {
		panic(err) // strings always encode
	}
	return string(b)
}

func flat(changes []news.Edit) [][4]int {
	out := make([][4]int, len(changes))
	for i, c := range changes {
		out[i] = [4]int{c.Old.Start, c.Old.End, c.New.Start, c.New.End}
	}
	return out
}
