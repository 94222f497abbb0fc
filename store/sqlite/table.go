package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"iter"

	"parallax/news"
)

// words of the text from byte start to end.
const covered = "CAST(substr(CAST(article.text AS BLOB), %[1]s.start + 1, %[1]s.end - %[1]s.start) AS TEXT)"

// tables are what can be exported: articles under their IDs, findings with the
// words that they cover.
var tables = []struct{ name, query string }{
	{"articles", `SELECT article.id, url, title, nullif(published, '') AS published, published_from, publisher, outlet, agency, language,
		strftime('%Y-%m-%dT%H:%M:%SZ', added, 'unixepoch') AS added, strftime('%Y-%m-%dT%H:%M:%SZ', changed, 'unixepoch') AS changed,
		revision, words, CASE WHEN story THEN 's' || story END AS story, text
		FROM article LEFT JOIN member ON member.article = number ORDER BY number`},
	{"revisions", `SELECT article.id AS article, revision.number AS revision, strftime('%Y-%m-%dT%H:%M:%SZ', revision.seen, 'unixepoch') AS seen,
		revision.title, revision.changes, revision.text FROM revision JOIN article ON article.number = revision.article ORDER BY revision.article, revision.number`},
	{"names", `SELECT article.id AS article, name.name, name.kind, name.mentions, name.start, name.end
		FROM name JOIN article ON article.number = name.article ORDER BY name.article, name.n`},
	{"quotes", `SELECT article.id AS article, outlet, published, speaker, kind, quote.start, quote.end, ` + fmt.Sprintf(covered, "quote") + ` AS text
		FROM quote JOIN article ON article.number = quote.article ORDER BY quote.article, quote.n`},
	{"figures", `SELECT article.id AS article, outlet, published, value, low, high, bound, unit, measure, claimed_by, figure.start, figure.end, ` + fmt.Sprintf(covered, "figure") + ` AS text
		FROM figure JOIN article ON article.number = figure.article ORDER BY figure.article, figure.n`},
	{"members", `SELECT 's' || story AS story, 's' || thread AS thread, article.id AS article, outlet, published, title, decided > 0 AS by_hand, copied, why
		FROM member JOIN article ON article.number = member.article ORDER BY story, at, member.article`},
	{"copies", `SELECT a.id AS article, a.outlet, b.id AS earlier, b.outlet AS earlier_outlet, share, other AS earlier_share
		FROM copy JOIN article a ON a.number = copy.article JOIN article b ON b.number = copy.earlier ORDER BY copy.article, copy.earlier`},
	{"decisions", `SELECT number, strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch') AS at, verb, articles, stories, 's' || story AS story, note FROM decision ORDER BY number`},
}

// Tables names what Table exports.
func (s *Store) Tables() (names []string) {
	for _, t := range tables {
		names = append(names, t.name)
	}
	return names
}

// Table returns the columns of a table and its rows.
func (s *Store) Table(ctx context.Context, name string) ([]string, iter.Seq2[[]any, error], error) {
	for _, t := range tables {
		if t.name != name {
			continue
		}
		rows, err := s.read.QueryContext(ctx, t.query+" LIMIT 0")
		if err != nil {
			return nil, nil, s.explain(err)
		}
		columns, err := rows.Columns()
		if err = firstOf(err, rows.Close()); err != nil {
			return nil, nil, s.explain(err)
		}
		return columns, each(s, ctx, t.query, nil, func(rows *sql.Rows) ([]any, error) {
			values, to := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				to[i] = &values[i]
			}
			return values, rows.Scan(to...)
		}), nil
	}
	return nil, nil, fmt.Errorf("table %q: %w", name, news.ErrNotFound)
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
