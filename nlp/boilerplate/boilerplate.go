// Package boilerplate marks what stands in an article's text without being the
// article's own prose: captions, credits, stamps, breadcrumbs, share prompts,
// pleas, related links, biographies, legal lines, repeated headlines. It
// judges whole lines of plain text, before there are sentences or tokens.
//
// Each line is a vector of features: cue phrases by kind, the line's shape
// (length, end mark, case, function words), its place, whether its words stand
// elsewhere in the article or in the headline. A logistic model scores it, and
// a second one scores it again knowing its neighbours' scores: boilerplate
// comes in runs. After Kohlschütter, Fankhauser and Nejdl, Boilerplate
// Detection using Shallow Text Features (WSDM 2010), who do so for HTML blocks.
package boilerplate

import (
	"context"
	"math"

	"parallax/news"
)

// Annotate fills d.Boilerplate.
func Annotate(ctx context.Context, d *news.Doc) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	foreign := d.Language != "" && d.Language != "en"
	if foreign {
		d.Note("boilerplate is known by its words in English only: in this article, by shape and repetition")
	}
	d.Boilerplate = mark(d.Text, d.Title, foreign)
	return nil
}

// threshold is the score from which a line counts as boilerplate. Marked prose
// hides facts: at one half, nine in ten lines that are marked on held-out
// stories are boilerplate, and nine in ten that are boilerplate are marked.
const threshold = 0.5

func mark(text, title string, foreign bool) []news.Boilerplate {
	doc := newDocument(text, title)
	doc.foreign = foreign
	vectors, hits := doc.vectors()
	scores := doc.score(vectors, &weights)
	var out []news.Boilerplate
	var heading news.BoilerplateKind // of the list of links that a line like "Related:" opened
	for n, s := range scores {
		if s < threshold {
			heading = ""
			out = append(out, doc.lines[n].glued...)
			continue
		}
		kind, sure := kindOf(&vectors[n], hits[n])
		if !sure && heading != "" {
			kind = heading
		} else if s == threshold && len(out) > 0 { // marked for its neighbours
			kind = out[len(out)-1].Kind
		} else {
			heading = ""
			if words := doc.lines[n].words; words[len(words)-1].first == ':' || kind == news.Related && len(words) <= 5 {
				heading = kind
			}
		}
		out = append(out, news.Boilerplate{Span: doc.lines[n].Span, Kind: kind})
	}
	return out
}

// vectors computes the features of the first pass, and the cues, of every line.
func (d *document) vectors() ([]vector, [][]hit) {
	vectors := make([]vector, len(d.lines))
	hits := make([][]hit, len(d.lines))
	d.offers, d.headings = make([]bool, len(d.lines)), make([]bool, len(d.lines))
	var all []hit
	for n := range d.lines {
		from := len(all)
		all = cues().line.find(all, d.lines[n].words)
		hits[n] = all[from:len(all):len(all)]
		for _, h := range hits[n] {
			d.offers[n] = d.offers[n] || h.strength != weak && h.kind != prose
			d.headings[n] = d.headings[n] || h.strength == certain && h.kind == related && len(d.lines[n].words) <= 5
		}
	}
	for n := range d.lines {
		d.shape(&vectors[n], n, hits[n])
	}
	return vectors, hits
}

// A model holds the weights of the two passes.
type model struct{ first, second vector }

// score runs both passes, then closes the gaps between marked lines. It fills
// the neighbour features of vectors.
func (d *document) score(vectors []vector, m *model) []float64 {
	scores := make([]float64, len(vectors))
	for n := range vectors {
		scores[n] = sigmoid(dot(&vectors[n], &m.first, numShape))
	}
	neighbours(vectors, scores)
	final := make([]float64, len(vectors))
	for n := range vectors {
		if vectors[n][fTitleTop] == 0 { // a headline printed once is article text, whatever stands around it
			final[n] = sigmoid(dot(&vectors[n], &m.second, numFeatures))
		}
	}
	d.closeGaps(vectors, final)
	return final
}

// closeGaps marks what stands between two lines of boilerplate and cannot be
// prose there: a scrap without an end mark, and a paragraph amid an appeal to
// readers. Such lines say nothing by themselves.
func (d *document) closeGaps(vectors []vector, scores []float64) {
	const scrap, appeal = 4, 8 // words
	marked := func(n int) bool { return n >= 0 && n < len(scores) && scores[n] >= threshold }
	pleads := func(n int) bool {
		return marked(n) && len(d.lines[n].words) >= appeal && vectors[n][plea*int(numStrengths)+int(certain)] > 0
	}
	for n := range scores {
		v := &vectors[n]
		if marked(n) || v[fTitleTop] > 0 || !marked(n-1) || !marked(n+1) && n < len(scores)-1 {
			continue
		}
		words := d.lines[n].words
		switch {
		case len(words) <= scrap && v[fTerminal] == 0 && v[fColon] == 0:
			scores[n] = threshold
		case pleads(n-1) && pleads(n+1) && v[fQuotes] == 0 && v[fReporting] == 0:
			scores[n] = threshold
		}
	}
}

// neighbours fills the features of the second pass.
func neighbours(vectors []vector, scores []float64) {
	sum := 0.0
	for _, s := range scores {
		sum += s
	}
	before := 0.0
	for n := range vectors {
		after := sum - before - scores[n]
		meanBefore, meanAfter := 0.0, 0.0
		if n > 0 {
			meanBefore = before / float64(n)
		}
		if left := len(vectors) - 1 - n; left > 0 {
			meanAfter = after / float64(left)
		}
		around(&vectors[n], scores, n, meanBefore, meanAfter)
		before += scores[n]
	}
}

func dot(v, w *vector, n int) float64 {
	sum := 0.0
	for i := 0; i < n; i++ {
		sum += v[i] * w[i]
	}
	return sum
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// kindOf names the kind of a marked line: the kind whose cues weigh most, else
// what its shape says, which is not sure.
func kindOf(v *vector, hits []hit) (kind news.BoilerplateKind, sure bool) {
	best, most := -1, 0.0
	var sum [numKinds]float64
	for _, h := range hits {
		if h.kind == prose {
			continue
		}
		sum[h.kind] += [...]float64{0.3, 1, 4}[h.strength]
		if h.atStart {
			sum[h.kind]++
		}
	}
	if sum[bio] >= 4 { // a biography ends with where to follow its subject
		return news.Bio, true
	}
	if sum[caption] >= 4 && sum[share] > 0 { // share buttons run into the caption
		return news.Caption, true
	}
	for k, s := range sum {
		if s > most {
			best, most = k, s
		}
	}
	switch {
	case v[fTitleAgain] > 0 || v[fTitleTop] > 0:
		return news.Repeat, true
	case v[fDate] > 0: // before the cues: 3/30 counts pictures, 3/3/2030 does not
		return news.Stamp, true
	case most >= 1:
		return kinds[best], true
	case v[fTwice] > 0 || v[fPulled] > 0:
		return news.Repeat, true
	case v[fName] > 0:
		return news.Credit, false
	case v[fCaps] > 0 || v[fTitleCase] > 0 || v[fParen] > 0:
		return news.Related, false
	case v[fPipes] > 0.3:
		return news.Breadcrumb, false
	case v[fBareLong] > 0 || v[fBareMedium] > 0:
		return news.Caption, false
	case best >= 0:
		return kinds[best], false
	}
	return news.Other, false
}
