package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"parallax/news"
	"parallax/store/difference"
	"parallax/store/pack"
)

// Known reports whether all keys are in the store.
func (s *Store) Known(ctx context.Context, keys []string) (bool, error) {
	for _, k := range keys {
		var one int
		err := s.read.QueryRowContext(ctx, "SELECT 1 FROM key WHERE key = ?", []byte(k)).Scan(&one)
		if errors.Is(err, sql.ErrNoRows) {
			return false, nil
		}
		if err != nil {
			return false, s.explain(err)
		}
	}
	return len(keys) > 0, nil
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

// rows inserts n rows, many with one statement: a statement a row costs three
// times as much. into is a table with its columns.
func (p *putter) rows(into string, n int, row func(i int) []any) error {
	var args []any
	for i := 0; i < n; {
		several := 16
		for several > n-i {
			several /= 2 // five statements serve all numbers of rows
		}
		args = args[:0]
		for range several {
			args = append(args, row(i)...)
			i++
		}
		one := "(" + strings.Repeat("?,", len(args)/several-1) + "?)"
		if _, err := p.exec("INSERT INTO "+into+" VALUES "+strings.Repeat(one+",", several-1)+one, args...); err != nil {
			return err
		}
	}
	return nil
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
		return p.unchanged(e, number)
	}
	for _, k := range e.Keys {
		if number, err = p.find(k); err != nil {
			return news.Outcome{}, err
		}
		if number == 0 {
			continue
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
	copied := 0.0
	for _, c := range at.Copies {
		var earlier int64
		var outlet string
		st, err := p.stmt("SELECT number, outlet FROM article WHERE id = ?")
		if err != nil {
			return err
		}
		switch err := st.QueryRowContext(p.ctx, c.Article).Scan(&earlier, &outlet); {
		case errors.Is(err, sql.ErrNoRows):
			continue
		case err != nil:
			return err
		}
		if outlet != outletOf(&e.Doc.Article) {
			copied = max(copied, c.Share)
		}
		if _, err := p.exec("INSERT OR IGNORE INTO copy (article, earlier, share, other) VALUES (?,?,?,?)", number, earlier, c.Share, c.Other); err != nil {
			return err
		}
	}
	_, err := p.exec("INSERT INTO member (article, story, thread, decided, copied, why) VALUES (?,?,?,0,?,?)", number, at.Story, at.Thread, copied, at.Why)
	return err
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

// findings replaces all that is known of an article's text; a fresh article
// has nothing to replace.
func (p *putter) findings(number int64, d *news.Doc, version int, packed []byte, fresh bool) error {
	keep := "UPDATE analysis SET version = ?2, layers = ?3 WHERE article = ?1"
	if fresh {
		keep = "INSERT INTO analysis (article, version, layers) VALUES (?1, ?2, ?3)"
	}
	if _, err := p.exec(keep, number, version, packed); err != nil {
		return err
	}
	old := []string{"DELETE FROM name WHERE article = ?", "DELETE FROM quote WHERE article = ?", "DELETE FROM figure WHERE article = ?"}
	if fresh {
		old = nil
	}
	for _, query := range old {
		if _, err := p.exec(query, number); err != nil {
			return err
		}
	}
	names := namesOf(d)
	if err := p.rows("name (article, n, name, kind, mentions, start, end)", len(names), func(i int) []any {
		n := &names[i]
		return []any{number, i, n.Name, string(n.Kind), n.mentions, n.Start, n.End}
	}); err != nil {
		return err
	}
	if err := p.rows("quote (article, n, speaker, kind, start, end)", len(d.Attributions), func(i int) []any {
		a := &d.Attributions[i]
		return []any{number, i, a.Speaker, string(a.Kind), a.Content[0].Start, a.Content[len(a.Content)-1].End}
	}); err != nil {
		return err
	}
	if err := p.rows("figure (article, n, measure, unit, bound, value, low, high, claimed_by, start, end)", len(d.Figures), func(i int) []any {
		f := &d.Figures[i]
		return []any{number, i, f.Measure, f.Unit, string(f.Bound), number64(f.Value, f.HasValue), number64(f.Low, f.HasValue), number64(f.High, f.HasValue),
			f.ClaimedBy, f.Start, f.End}
	}); err != nil {
		return err
	}
	p.texts = append(p.texts, indexed{number, fresh, d, namesText(names)})
	return nil
}

// index fills the full text; it comes last.
func (p *putter) index() error {
	for _, t := range p.texts {
		if !t.fresh {
			if _, err := p.exec("DELETE FROM fulltext WHERE rowid = ?", t.number); err != nil {
				return err
			}
		}
		if _, err := p.exec("INSERT INTO fulltext (rowid, title, body, name, speaker) VALUES (?,?,?,?,?)",
			t.number, t.doc.Title, prose(t.doc), t.names, speakersText(t.doc)); err != nil {
			return err
		}
	}
	return nil
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

// A named is one name of an article with its first mention.
type named struct {
	news.Entity
	mentions int
}

func namesOf(d *news.Doc) []named {
	var all []named
	at := make(map[string]int, len(d.Entities))
	for _, e := range d.Entities {
		key := string(e.Kind) + "\x00" + e.Name
		i, ok := at[key]
		if !ok {
			i = len(all)
			at[key] = i
			all = append(all, named{Entity: e})
		}
		all[i].mentions++
	}
	return all
}

func namesText(all []named) string {
	var b strings.Builder
	for _, n := range all {
		b.WriteString(n.Name)
		b.WriteString(fieldEnd)
	}
	return b.String()
}

func speakersText(d *news.Doc) string {
	var b strings.Builder
	seen := map[string]bool{}
	for _, a := range d.Attributions {
		if a.Speaker != "" && !seen[a.Speaker] {
			seen[a.Speaker] = true
			b.WriteString(a.Speaker)
			b.WriteString(fieldEnd)
		}
	}
	return b.String()
}

// fieldEnd is a word between names, so that no phrase reaches over two.
const fieldEnd = " | x | "

// prose is the text without what links to or speaks of other articles:
// searching for a name should not find every page that links to a report on it.
func prose(d *news.Doc) string {
	var b strings.Builder
	from := 0
	for _, x := range d.Boilerplate {
		switch x.Kind {
		case news.Related, news.Share, news.Plea, news.Legal, news.Breadcrumb, news.Bio:
			b.WriteString(d.Text[from:x.Start])
			from = x.End
		}
	}
	if from == 0 {
		return d.Text
	}
	b.WriteString(d.Text[from:])
	return b.String()
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

func number64(v float64, known bool) any {
	if !known || math.IsInf(v, 0) || math.IsNaN(v) {
		return nil
	}
	return v
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
