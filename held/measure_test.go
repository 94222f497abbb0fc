package held

import (
	"context"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parallax"
	"parallax/news"
	"parallax/read"
)

// TestOwnSentences takes sentences of real articles, where they stand beside the
// project: an article must hold its own sentence, must never be said to
// contradict it, and must not hold it with another number; articles of another
// story have nothing to say about it.
func TestOwnSentences(t *testing.T) {
	dirs, _ := filepath.Glob("../../shared/training-stories/*/articles.jsonl")
	if len(dirs) == 0 {
		t.Skip("left out: the stories do not stand beside the project")
	}
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	number := regexp.MustCompile(`\b([2-9]|[1-9][0-9])( [a-z]+)`) // not a year, not a day of the month behind its name
	var own, held, against, other, otherHeld, otherAgainst, elsewhere, strange int
	var before []*news.Doc // of another story
	for _, file := range dirs {
		var docs []*news.Doc
		for d, err := range p.Analyze(context.Background(), read.Open(context.Background(), []string{file}, read.Options{})) {
			if err == nil { // one of them has no text
				docs = append(docs, d)
			}
		}
		for i, d := range docs {
			if i == 3 {
				break
			}
			taken := 0
			for _, s := range d.Sentences {
				words := strings.Fields(d.Slice(s.Span))
				if d.InBoilerplate(s.Span) || len(words) < 8 || len(words) > 40 || taken == 5 {
					continue
				}
				taken++
				sentence := strings.Join(words, " ")
				r, err := Check(ctx, p, sentence, docs[i:i+1])
				if err != nil {
					continue
				}
				own++
				held += len(r.Holds)
				against += len(r.Contradicts)
				if len(r.Contradicts) > 0 {
					t.Logf("%s: is said to contradict itself: %+v", d.ID, r.Contradicts)
				}
				if c, err := hear(ctx, p, sentence); err == nil && taken < 3 && len(before) > 0 {
					r, err := c.check(ctx, p, before[:min(len(before), 4)], false)
					if err != nil {
						t.Fatal(err)
					}
					elsewhere++
					if len(r.Holds)+len(r.Contradicts) > 0 {
						strange++
					}
				}
				m := number.FindStringSubmatchIndex(sentence)
				if m == nil {
					continue
				}
				n, _ := strconv.Atoi(sentence[m[2]:m[3]])
				r, err = Check(ctx, p, sentence[:m[2]]+strconv.Itoa(n+n/2+1)+sentence[m[3]:], docs[i:i+1])
				if err != nil {
					continue
				}
				other++
				otherHeld += len(r.Holds)
				otherAgainst += len(r.Contradicts)
			}
		}
		before = docs
	}
	t.Logf("own sentences: %d, held %d, contradicted %d; with another number: %d, held %d, contradicted %d; asked of another story: %d, held or contradicted %d",
		own, held, against, other, otherHeld, otherAgainst, elsewhere, strange)
	if held*100 < own*98 || against > 0 || otherHeld*100 > other*4 || strange > 0 {
		t.Error("the sources hold less than they did, or what they do not say")
	}
}
