package quote

import "parallax/news"

// sayLemmas are verbs that name the speaker of a quotation beside them.
var sayLemmas = wordSet(`say tell add write tweet note explain ask reply respond continue state declare announce warn
	insist claim argue comment remark recall admit acknowledge concede conclude quote cite read post stress observe
	shout joke reiterate repeat urge call describe dub conclude report allege complain quip confirm deny predict`)

// tagline reads who says a quotation that the models gave to nobody, where the
// words beside it follow the plainest patterns of news: “...,” NAME said;
// “...,” said NAME; NAME said: “...”. r holds the tokens of the quotation.
func (v *view) tagline(r run) (finding, bool) {
	const reach = 14 // tokens; farther off, the verb has another object
	f := finding{content: []run{r}}
	say := func(i int) bool {
		return v.d.Tokens[i].POS == news.VERB && has(sayLemmas, v.d.Tokens[i].Lemma)
	}
	s := v.sentenceOf(r.end - 1)
	from := r.end
	for from < s.end && v.low[from] == "," {
		from++
	}
	for k := from; k < min(s.end, from+reach) && v.in[k] < 0 && !clauseEnd(v.low[k]); k++ {
		if !say(k) {
			continue
		}
		f.cue = run{k, k + 1}
		if k == from { // “...,” said NAME
			f.source = run{k + 1, v.nounPhraseEnd(k+1, s.end)}
		} else {
			f.source = v.beforeVerb(run{from, k})
			f.cue.first = f.source.end
		}
		return f, !f.source.empty()
	}
	s = v.sentenceOf(r.first)
	const near = 4 // tokens between the verb and the opening mark: "told the council:"
	for k := r.first - 1; k >= max(s.first, r.first-1-near) && v.in[k] < 0; k-- {
		if !say(k) {
			continue
		}
		left := k
		for left > s.first && v.in[left-1] < 0 && !isPunct(v.low[left-1]) && k-left < reach {
			left--
		}
		f.source = v.beforeVerb(run{left, k})
		f.cue = run{f.source.end, k + 1}
		return f, !f.source.empty()
	}
	return finding{}, false
}

func clauseEnd(w string) bool { return w == "." || w == ";" || w == "!" || w == "?" }

// beforeVerb cuts auxiliaries, adverbs and conjunctions off a source that
// stands before its verb.
func (v *view) beforeVerb(r run) run {
	for !r.empty() && (v.d.Tokens[r.first].POS == news.CCONJ || isPunct(v.low[r.first])) {
		r.first++
	}
	for !r.empty() {
		p := v.d.Tokens[r.end-1].POS
		if p != news.AUX && p != news.ADV && p != news.PART {
			break
		}
		r.end--
	}
	return r
}

// nounPhraseEnd is where the noun phrase that starts at a token ends at the latest.
func (v *view) nounPhraseEnd(i, end int) int {
	for ; i < end && v.in[i] < 0 && !isPunct(v.low[i]); i++ {
		switch v.d.Tokens[i].POS {
		case news.VERB, news.AUX, news.SCONJ:
			return i
		case news.ADP:
			if v.low[i] != "of" && v.low[i] != "for" {
				return i
			}
		}
	}
	return i
}
