package quote

import (
	"slices"

	"parallax/news"
)

// versions says of each piece of an utterance what became of the words, as
// against the first piece.
func versions(units []unit, pieces []piece) []news.QuoteVersion {
	out := make([]news.QuoteVersion, len(pieces))
	first := versionOf(units, pieces[0])
	for k, p := range pieces {
		if k == 0 {
			out[k] = news.FirstVersion
			continue
		}
		v := versionOf(units, p)
		out[k] = relate(first.trimmed(), v.trimmed())
	}
	return out
}

func versionOf(units []unit, p piece) *version {
	v := &version{doc: units[p.first].Doc}
	for i := p.first; i <= p.last; i++ {
		v.words = append(v.words, units[i].words...)
		v.forms = append(v.forms, units[i].forms...)
		v.elliptic = v.elliptic || units[i].elliptic
	}
	return v
}

// translated is the share of the words, in order, below which two versions of
// one utterance are two renderings of it rather than one that was changed.
const translated = 0.5

func relate(first, v *version) news.QuoteVersion {
	switch {
	case slices.EqualFunc(first.words, v.words, sameWord):
		return news.Identical
	case differ(first, v) == nil && len(v.words) <= len(first.words):
		return news.Trimmed
	case differ(first, v) == nil:
		return news.Fuller
	}
	short := min(len(first.words), len(v.words))
	if float64(common(first.words, v.words)) < translated*float64(short) {
		return news.Retold
	}
	return news.Rephrased
}

// markMerged marks the variants that run together what another report quotes
// apart: the next words of their quotation are another utterance, which that
// report has elsewhere, with other sentences between.
func markMerged(units []unit, all []utterance, groups []*news.QuoteGroup) {
	of := map[int]int{} // first unit of a piece -> utterance
	for g := range all {
		for _, p := range all[g].pieces {
			of[p.first] = g
		}
	}
	for g := range all {
		for k, p := range all[g].pieces {
			next := p.last + 1
			h, ok := of[next]
			if !ok || next >= len(units) || units[next].quoted != units[p.first].quoted || h == g || groups[g] == nil || groups[h] == nil {
				continue
			}
			if m := slices.IndexFunc(all[h].pieces, func(q piece) bool { return q.first == next }); m >= 0 && apart(units, all[g].pieces, all[h].pieces, units[next].Doc) {
				groups[g].Variants[k].Merged = true
				groups[h].Variants[m].Merged = true
			}
		}
	}
}

// apart reports whether an article other than doc has both utterances, in two
// quotations with at least a sentence between.
func apart(units []unit, a, b []piece, doc int) bool {
	for _, p := range a {
		for _, q := range b {
			x, y := &units[p.last], &units[q.first]
			if x.Doc == y.Doc && x.Doc != doc && x.quoted != y.quoted && max(x.sentence-y.sentence, y.sentence-x.sentence) > 1 {
				return true
			}
		}
	}
	return false
}
