package sqlite

import (
	"context"
	"database/sql"
	"iter"

	"parallax/news"
)

// Quotes yields attributions, the newest first. The full text finds the
// articles that quote the speaker, their rows the quotes.
func (s *Store) Quotes(ctx context.Context, f news.QuoteFilter) iter.Seq2[news.StoredQuote, error] {
	var c conditions
	from := "quote JOIN article ON article.number = quote.article"
	if f.Speaker != "" {
		match := expression(nil, news.Query{Speakers: []string{f.Speaker}})
		if match == "" { // a name without a letter
			return func(func(news.StoredQuote, error) bool) {}
		}
		c.add("article.number IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?)", match)
		for _, t := range parseWords(`"` + f.Speaker + `"`) {
			for _, w := range t.words {
				c.add("quote.speaker LIKE ? ESCAPE '\\'", "%"+escapeLike(w)+"%")
			}
		}
	}
	if match := expression(parseWords(f.Words), news.Query{}); match != "" {
		c.add("article.number IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?)", match)
	}
	if f.DirectOnly {
		c.add("quote.kind <> 'indirect'")
	}
	c.between(f.After, f.Before)
	const order = " ORDER BY article.at DESC, article.number DESC, quote.n"
	where, args := c.where(), c.args
	if f.Words == "" && f.Limit > 0 {
		// The newest are chosen by their keys: the words of thousands would be cut out and sorted otherwise.
		where = " WHERE (quote.article, quote.n) IN (SELECT quote.article, quote.n FROM " + from + where + order + " LIMIT ?)"
		args = append(args, f.Limit)
	}
	query := `SELECT article.id, article.outlet, article.at, quote.kind, quote.speaker, quote.start, quote.end,
		substr(CAST(article.text AS BLOB), quote.start + 1, quote.end - quote.start) FROM ` + from + where + order
	all := each(s, ctx, query, args, func(rows *sql.Rows) (news.StoredQuote, error) {
		var q news.StoredQuote
		var at int64
		var text []byte
		err := rows.Scan(&q.Article, &q.Outlet, &at, &q.Kind, &q.Speaker, &q.Start, &q.End, &text)
		q.At, q.Text = instant(at), string(text)
		return q, err
	})
	return func(yield func(news.StoredQuote, error) bool) {
		n := 0
		for q, err := range all {
			if err == nil && !hasTerms(q.Text, parseWords(f.Words)) {
				continue
			}
			if !yield(q, err) {
				return
			}
			if n++; n == f.Limit {
				return
			}
		}
	}
}
