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
	scores := score(vectors, &weights)
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

// score runs both passes. It fills the neighbour features of vectors.
func score(vectors []vector, m *model) []float64 {
	scores := make([]float64, len(vectors))
	for n := range vectors {
		scores[n] = sigmoid(dot(&vectors[n], &m.first, numShape))
	}
	neighbours(vectors, scores)
	final := make([]float64, len(vectors))
	for n := range vectors {
		final[n] = sigmoid(dot(&vectors[n], &m.second, numFeatures))
	}
	return final
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
