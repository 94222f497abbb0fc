package quote

import (
	"slices"

	"parallax/news"
)

const (
	// paraphrased is how much of the content of a quotation a report's own
	// words must have, and it of them, to be a rendering of it: more than for
	// two quotations, since nothing marks where the paraphrase begins.
	paraphrased = 0.6
	// leastContent keeps short remarks out, which many sentences resemble.
	leastContent = 4
)

// paraphrases finds, for each utterance, the articles that give it in their
// own words, by the same speaker. An article that quotes it needs none.
func paraphrases(r *news.Report, units []unit, all []utterance, groups []*news.QuoteGroup, sp *speakers) {
	bySpeaker := map[int][]unit{} // what articles say somebody said, without quotation marks
	for di, d := range r.Articles {
		for i := range d.Attributions {
			a := &d.Attributions[i]
			n := sp.number(a.Speaker)
			if a.Kind != news.Indirect || n == nobody || len(a.Content) != 1 || d.InBoilerplate(a.Content[0]) {
				continue
			}
			t := unit{Ref: news.Ref{Doc: di, Span: a.Content[0]}, speaker: n}
			t.read(d)
			if len(t.content) >= leastContent {
				bySpeaker[n] = append(bySpeaker[n], t)
			}
		}
	}
	for g := range all {
		if groups[g] == nil {
			continue
		}
		p := all[g].pieces[0]
		speaker := units[p.first].speaker
		whole := unit{}
		for i := p.first; i <= p.last; i++ {
			whole.content = append(whole.content, units[i].content...)
		}
		if speaker == nobody || len(whole.content) < leastContent {
			continue
		}
		for di := range r.Articles {
			if slices.Contains(all[g].docs, di) {
				continue
			}
			best, at := paraphrased, -1
			for k := range bySpeaker[speaker] {
				if t := &bySpeaker[speaker][k]; t.Doc == di {
					if s := alike(&whole, t); s >= best {
						best, at = s, k
					}
				}
			}
			if at >= 0 {
				groups[g].Paraphrases = append(groups[g].Paraphrases, bySpeaker[speaker][at].Ref)
			}
		}
	}
}
