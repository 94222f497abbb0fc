package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	sqlite "modernc.org/sqlite"

	"parallax/news"
	"parallax/text"
)

const defaultLimit = 20

// Search finds articles by their words: the best first (BM25, a word of the
// title counts for five), or the newest.
func (s *Store) Search(ctx context.Context, q news.Query) ([]news.Record, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = defaultLimit
	}
	if wordless(q.Names) || wordless(q.Speakers) {
		return nil, nil
	}
	terms := parseWords(q.Words)
	match := expression(terms, q)
	var c conditions
	c.outlet(q.Outlet)
	c.between(q.After, q.Before)
	query, order := "SELECT "+recordColumns+", article.text FROM article", " ORDER BY article.at DESC, article.number DESC"
	if match != "" {
		query = "SELECT " + recordColumns + ", article.text FROM fulltext CROSS JOIN article ON article.number = fulltext.rowid"
		c.add("fulltext MATCH ?", match)
		if !q.Newest {
			order = " ORDER BY bm25(fulltext, 5.0, 1.0, 0.0, 0.0), article.number"
		}
	}
	// The few best are found by number alone: the wide rows of thousands of
	// matches would be read and sorted otherwise.
	inner := strings.Replace(query, recordColumns+", article.text", "article.number", 1) + c.where() + order + " LIMIT ? OFFSET ?"
	if match != "" && len(c.parts) == 1 && !q.Newest {
		inner = "SELECT rowid FROM fulltext WHERE fulltext MATCH ? ORDER BY bm25(fulltext, 5.0, 1.0, 0.0, 0.0), rowid LIMIT ? OFFSET ?"
	}
	numbers, err := collect(each(s, ctx, inner, append(c.args, limit, q.Offset), func(rows *sql.Rows) (n int64, err error) { return n, rows.Scan(&n) }))
	if err != nil {
		var syntax *sqlite.Error
		if errors.As(err, &syntax) && strings.Contains(syntax.Error(), "fts5") {
			return nil, fmt.Errorf("%w: %q", news.ErrQuery, q.Words)
		}
		return nil, err
	}
	records := make([]news.Record, 0, len(numbers))
	for _, n := range numbers {
		found, err := collect(each(s, ctx, "SELECT "+recordColumns+", article.text, coalesce((SELECT story FROM member WHERE member.article = article.number), 0) FROM article WHERE number = ?", []any{n}, func(rows *sql.Rows) (news.Record, error) {
			var body string
			var story int
			r, err := scanRecord(rows, &body, &story)
			r.Story = story
			r.Snippet, r.Hits = snippet(body, terms)
			return r, err
		}))
		if err != nil {
			return nil, err
		}
		records = append(records, found...)
	}
	return records, nil
}

// wordless reports whether one of the names has no letter and no digit: nobody
// is called that.
func wordless(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return len(parseWords(name)) == 0 })
}

// A term is a word or a phrase of a query.
type term struct {
	words  []string
	prefix bool // the last word may go on
	not    bool
}

// parseWords reads words, "phrases in quotation marks", -without and prefix*.
func parseWords(s string) []term {
	var terms []term
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		var t term
		if rest, ok := strings.CutPrefix(s, "-"); ok {
			t.not, s = true, rest
		}
		var part string
		if rest, ok := strings.CutPrefix(s, `"`); ok {
			part, s, _ = strings.Cut(rest, `"`)
		} else {
			end := strings.IndexFunc(s, unicode.IsSpace)
			if end < 0 {
				end = len(s)
			}
			part, s = s[:end], s[end:]
		}
		t.prefix = strings.HasSuffix(part, "*")
		t.words = strings.FieldsFunc(part, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
		if len(t.words) > 0 {
			terms = append(terms, t)
		}
	}
	return terms
}

// expression is the query in the language of FTS5. All words stand in
// quotation marks, so that none is taken for an operator.
func expression(terms []term, q news.Query) string {
	var must, not []string
	quoted := func(words []string) string { return `"` + strings.Join(words, " ") + `"` }
	for _, t := range terms {
		e := "{title body} : " + quoted(t.words)
		if t.prefix {
			e += " *"
		}
		if t.not {
			not = append(not, e)
		} else {
			must = append(must, e)
		}
	}
	column := func(name string, values []string) {
		for _, v := range values {
			for _, t := range parseWords(`"` + strings.ReplaceAll(v, `"`, " ") + `"`) {
				must = append(must, name+" : "+quoted(t.words))
			}
		}
	}
	column("name", q.Names)
	column("speaker", q.Speakers)
	if len(must) == 0 {
		return "" // FTS5 has no query of what is not there alone
	}
	e := strings.Join(must, " AND ")
	if len(not) > 0 {
		e = "(" + e + ") NOT (" + strings.Join(not, " OR ") + ")"
	}
	return e
}

// snippet is the first stretch of the text that has a term of the query, cut
// at word ends, with the terms in it.
func snippet(body string, terms []term) (string, []news.Span) {
	const before, length = 60, 200 // bytes
	folded := text.Fold(body)
	var hits []news.Span
	for _, t := range terms {
		if t.not {
			continue
		}
		hits = append(hits, occurrences(folded, t)...)
	}
	at := 0
	if len(hits) > 0 {
		first := hits[0]
		for _, h := range hits {
			if h.Start < first.Start {
				first = h
			}
		}
		at = first.Start
	}
	start := max(at-before, 0)
	for start > 0 && body[start-1] != ' ' && body[start-1] != '\n' {
		start--
	}
	end := min(start+length, len(body))
	for end < len(body) && body[end] != ' ' && body[end] != '\n' {
		end++
	}
	var within []news.Span
	for _, h := range hits {
		if h.Start >= start && h.End <= end {
			within = append(within, news.Span{Start: h.Start - start, End: h.End - start})
		}
	}
	return body[start:end], within
}

// occurrences finds a term's words one behind the other.
func occurrences(body text.Folded, t term) []news.Span {
	want := make([]string, len(t.words))
	for i, w := range t.words {
		want[i] = text.Fold(w).Text
	}
	var found []news.Span
	words := wordsOf(body.Text)
	for i := 0; i+len(want) <= len(words); i++ {
		k := 0
		for k < len(want) {
			w := body.Text[words[i+k].Start:words[i+k].End]
			if w != want[k] && !(t.prefix && k == len(want)-1 && strings.HasPrefix(w, want[k])) {
				break
			}
			k++
		}
		if k == len(want) {
			found = append(found, news.Span{Start: body.Back(words[i].Start), End: body.Back(words[i+k-1].End)})
		}
	}
	return found
}

func wordsOf(s string) []news.Span {
	var out []news.Span
	start := -1
	for i, r := range s {
		if inWord := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r); !inWord {
			if start >= 0 {
				out = append(out, news.Span{Start: start, End: i})
			}
			start = -1
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		out = append(out, news.Span{Start: start, End: len(s)})
	}
	return out
}

// hasTerms reports whether a stretch of text has what a query asks for.
func hasTerms(body string, terms []term) bool {
	folded := text.Fold(body)
	for _, t := range terms {
		if (len(occurrences(folded, t)) > 0) == t.not {
			return false
		}
	}
	return true
}

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}
