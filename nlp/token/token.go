// Package token finds the words and signs of each sentence.
//
// It runs after package sentence, whose sentences it works in. Words are split
// as in the English treebanks of Universal Dependencies (EWT, GUM): do|n't,
// Kerry|’s, long|-|term, $|121, 5|pm, and/or in three; one token each are
// 6,100, 3.5, 2:15, 12/05/2015, U.S., p.m., AT&T, e-mail, addresses and URLs.
// White space is in no token. Text in scripts without spaces is cut by the
// default rule of UAX #29.
package token

import (
	"context"

	"parallax/news"
)

// Annotate sets d.Tokens and the token range of each of d.Sentences.
func Annotate(ctx context.Context, d *news.Doc) error {
	if cap(d.Tokens) == 0 {
		// English news has one token for every five bytes or so.
		d.Tokens = make([]news.Token, 0, len(d.Text)/5+8)
	}
	s := scanner{text: d.Text, out: d.Tokens[:0]}
	for i := range d.Sentences {
		sent := &d.Sentences[i]
		sent.First = len(s.out)
		s.sentence(sent.Start, sent.End)
		sent.Last = len(s.out)
	}
	d.Tokens = s.out
	return ctx.Err()
}
