// Package brief writes a short account of the story: sentences of the articles
// chosen to cover what most origins tell, the event first, then what is
// disputed, each made of the very words it cites.
//
// The choice is concept coverage (Gillick and Favre 2009): stems are worth the
// share of origins that use them times their rarity, and each sentence is paid
// once for the concepts it brings.
package brief

import (
	"context"
	"sort"
	"strings"

	"parallax/compare/internal/prose"
	"parallax/news"
)

const (
	mostSentences = 7
	// words of the whole brief: the briefs that editors wrote for the training
	// stories have 170 on average.
	mostWords = 170
	// A sentence shorter than this seldom stands alone, a longer one is not brief.
	shortest, longest = 7, 45
)

// Annotate fills r.Brief: the event, its toll as it stands, what else is told
// by day, what is disputed, what lies further back.
func Annotate(_ context.Context, r *news.Report) error {
	set := prose.Of(r)
	rows := disputes(set)
	words := mostWords
	for _, line := range rows {
		words -= len(strings.Fields(line.Text))
	}
	var past []news.Line
	for _, c := range choose(set, words, mostSentences-len(rows)) {
		line := prose.Join(r, []news.Ref{set.Core(c)})
		if prose.Verify(r, line) != nil || len(r.Brief) > 0 && repeated(line, rows) {
			continue
		}
		if len(r.Brief) > 0 && set.Background(c) {
			past = append(past, line)
		} else {
			r.Brief = append(r.Brief, line)
		}
	}
	r.Brief = append(append(r.Brief, rows...), past...)
	return nil
}

// repeated reports whether a dispute tells all of a line again.
func repeated(line news.Line, rows []news.Line) bool {
	for _, row := range rows {
		for _, c := range row.Cites {
			if c.Doc == line.Cites[0].Doc && c.Contains(line.Cites[0].Span) {
				return true
			}
		}
	}
	return false
}

// choose returns the sentences of the brief, in the order of telling.
func choose(set *prose.Set, words, sentences int) []int {
	concepts := set.Concepts()
	reaches := set.Reaches()
	tells := set.Tells(reaches)
	old := stale(set)
	for i := range old {
		tells[i] *= 0.5 // the opening may be what all tell, and only its toll be old
	}
	left := append([]float64(nil), concepts...)
	var chosen []int
	used := 0
	taken := map[int]bool{}
	take := func(i int) {
		chosen = append(chosen, i)
		taken[i] = true
		used += set.Sentences[i].Tokens
		for _, w := range set.Sentences[i].Stems {
			left[w] = 0
		}
	}
	lead := set.Lead(tells)
	if told := set.Report.Story.What.Cites; len(told) > 0 {
		lead = set.At(told[0]) // what the report says happened
	}
	if lead >= 0 {
		take(lead)
	}
	first := len(chosen)
	if t := toll(set, tells, old, taken); t >= 0 {
		take(t)
		first++
	}
	for len(chosen) < sentences && used < words {
		best, at := 0.0, -1
		for i := range set.Sentences {
			one := &set.Sentences[i]
			if !fits(set, i) || old[i] || taken[i] || used+one.Tokens > words+20 {
				continue
			}
			gain := 0.0
			for _, w := range one.Stems {
				gain += left[w]
			}
			gain *= (0.35 + reaches[i].Central) * prior(set, i) / lengthCost(one.Tokens)
			if gain > best {
				best, at = gain, i
			}
		}
		if at < 0 {
			break
		}
		take(at)
	}
	order(set, chosen[min(first, len(chosen)):])
	return chosen
}

func lengthCost(tokens int) float64 { return float64(tokens+10) / 20 }

// prior prefers the top of an article, where news stands, and sentences that
// can be understood alone.
func prior(set *prose.Set, i int) float64 {
	place := set.Sentences[i].Place
	p := 1.0 / (1 + 0.04*float64(min(place, 25)))
	if set.LeansBack(i) {
		p *= 0.5
	}
	return p
}

func fits(set *prose.Set, i int) bool {
	one := &set.Sentences[i]
	return one.Tokens >= shortest && one.Tokens <= longest && one.Ends && !one.Title && !set.Quoted(i) && !set.Unresolved(i) && !entry(set, i)
}

// entry reports whether the sentence is an entry of a running log ("6:59 p.m.
// Police arrive.", "UPDATE: ...") or points about the page ("see below").
func entry(set *prose.Set, i int) bool {
	ref := set.Core(i)
	t := set.Report.Slice(ref)
	first, _, _ := strings.Cut(t, " ")
	for _, time := range set.Report.Articles[ref.Doc].Times {
		if time.Start == ref.Start && time.Type == news.TimeOfDay && !strings.HasPrefix(t[min(len(t), time.End-time.Start):], ",") {
			return true
		}
	}
	return strings.EqualFold(strings.TrimRight(first, ":"), "update") || strings.HasSuffix(t, "below).") || strings.HasSuffix(t, "above).")
}

// order tells by day of publication, then by place in the article.
func order(set *prose.Set, chosen []int) {
	day := func(i int) string { return set.Report.Articles[set.Sentences[i].Doc].Published.Day() }
	sort.SliceStable(chosen, func(a, b int) bool {
		if x, y := day(chosen[a]), day(chosen[b]); x != y {
			return x < y
		}
		return set.Sentences[chosen[a]].Place < set.Sentences[chosen[b]].Place
	})
}
