package quote

import (
	_ "embed"
	"sync"

	"parallax/model/linear"
)

// Models are the two trained labellers: one finds the cues of a sentence, the
// other finds, for one cue, who says what. Both label tokens in BIO form.
type Models struct {
	Cue      *linear.Model
	Argument *linear.Model
}

//go:embed cue.model
var cueFile string

//go:embed argument.model
var argumentFile string

var load = sync.OnceValue(func() Models {
	m := Models{Cue: linear.MustLoad(cueFile), Argument: linear.MustLoad(argumentFile)}
	// A little bolder than in training: without this, one in a hundred tokens of
	// content that the perceptrons alone would find is lost.
	m.Cue.Favour(cueB, 0.6)
	m.Argument.Favour(argSourceB, 0.7)
	m.Argument.Favour(argContentB, 2)
	return m
})

// A finder is the models with memory that is kept from article to article.
type finder struct {
	cues      *clause
	arguments *linear.Model
}

func newFinder(m Models) *finder { return &finder{newClause(m.Cue), m.Argument} }

var finders = sync.Pool{New: func() any { return newFinder(load()) }}

// Labels of the cue model.
const (
	cueO = iota
	cueB
	cueI
)

// CueLabels names the labels of the cue model, by number.
func CueLabels() []string { return []string{"O", "B", "I"} }

// Labels of the argument model.
const (
	argO = iota
	argSourceB
	argSourceI
	argContentB
	argContentI
	argCue
)

// ArgumentLabels names the labels of the argument model, by number.
func ArgumentLabels() []string {
	return []string{"O", "B-source", "I-source", "B-content", "I-content", "cue"}
}

// find runs the models over the document: first the cues of every sentence,
// then the source and the content of each cue.
func (v *view) find(f *finder) []finding {
	v.look()
	v.findCues(f.cues)
	scratch := linear.GetScratch()
	defer scratch.Put()
	var out []finding
	w := newWindow(f.arguments)
	for _, cue := range v.cues {
		w.set(v, v.sentenceOf(cue.first), cue)
		labels := f.arguments.ViterbiBy(len(w.places), w.score, scratch)
		found := finding{cue: cue}
		for i := 0; i < len(labels); {
			r := run{w.sentence.first + i, w.sentence.first + i + 1}
			b := labels[i]
			i++
			for i < len(labels) && (b == argSourceB || b == argContentB) && labels[i] == b+1 {
				i++
				r.end++
			}
			switch b {
			case argSourceB:
				// One cue has one source: the nearest.
				if found.source.empty() || r.gap(cue) < found.source.gap(cue) {
					found.source = r
				}
			case argContentB:
				found.content = append(found.content, r)
			}
		}
		v.completeQuotations(&found, w.sentence)
		if len(found.content) > 0 {
			out = append(out, found)
		}
	}
	return out
}

// gap is the number of tokens between two runs that do not overlap.
func (r run) gap(o run) int { return max(r.first-o.end, o.first-r.end) }

// findCues sets v.cues and v.inCue.
func (v *view) findCues(c *clause) {
	v.cues = v.cues[:0]
	scratch := linear.GetScratch()
	defer scratch.Put()
	c.v = v
	defer func() { c.v = nil }() // the memory outlives the document
	for si := range v.d.Sentences {
		s := run{v.d.Sentences[si].First, v.d.Sentences[si].Last}
		if s.empty() || v.skip[s.first] {
			continue
		}
		c.set(s)
		labels := c.model.ViterbiBy(len(c.seen), c.score, scratch)
		for i := 0; i < len(labels); i++ {
			if labels[i] != cueB {
				continue
			}
			r := run{s.first + i, s.first + i + 1}
			for r.end < s.end && labels[r.end-s.first] == cueI {
				r.end++
			}
			i = r.end - s.first - 1
			v.addCue(r)
		}
	}
}

func (v *view) addCue(r run) {
	v.cues = append(v.cues, r)
	for i := r.first; i < r.end; i++ {
		v.inCue[i] = true
	}
}

func (v *view) sentenceOf(token int) run {
	s := &v.d.Sentences[v.d.SentenceAt(v.d.Tokens[token].Start)]
	return run{s.First, s.Last}
}

// completeQuotations makes a content that holds most of a quotation hold all of
// it, with its sentences before and after: “One. Two,” she said. A cue that
// announces a quotation in the next sentence or paragraph holds that one.
func (v *view) completeQuotations(f *finding, sentence run) {
	own := v.in[f.cue.first]
	for k := range f.content {
		r := &f.content[k]
		if q := v.in[r.first]; q >= 0 && q != own && v.holdsMost(*r, int(q), sentence) {
			least := 0
			if k > 0 {
				least = f.content[k-1].end
			}
			r.first = max(least, min(r.first, v.tokensOf(int(q)).first))
		}
		if q := v.in[r.end-1]; q >= 0 && q != own && v.holdsMost(*r, int(q), sentence) {
			most := len(v.in)
			if k+1 < len(f.content) {
				most = f.content[k+1].first
			}
			r.end = min(most, max(r.end, v.tokensOf(int(q)).end))
		}
	}
	if len(f.content) > 0 || sentence.end >= len(v.d.Tokens) || v.low[sentence.end-1] != ":" {
		return
	}
	if q := v.in[sentence.end]; q >= 0 && q != own {
		f.content = append(f.content, run{sentence.end, v.tokensOf(int(q)).end})
	}
}

// holdsMost reports whether r holds at least half of what a sentence has of
// quotation q.
func (v *view) holdsMost(r run, q int, sentence run) bool {
	t := v.tokensOf(q)
	t = run{max(t.first, sentence.first), min(t.end, sentence.end)}
	return 2*(min(t.end, r.end)-max(t.first, r.first)) >= t.end-t.first
}
