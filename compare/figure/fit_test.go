package figure_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"go/format"
	"iter"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parallax"
	"parallax/compare/figure"
	"parallax/news"
)

// go test ./compare/figure -run TestFit -fit
//
// fits the weights on the training stories, prints how well they link the
// quantities of stories that they were not fitted on, and rewrites weights.go.
var fit = flag.Bool("fit", false, "fit the weights and rewrite weights.go")

var show = flag.Float64("show", 0, "with -fit: print the differences that are wrong or missed at this threshold")

const stories = "../../../shared/training-stories"

// A goldFigure is one quantity of a gold.json (shared/ANNOTATING.md).
type goldFigure struct {
	Verdict  string
	Mentions []struct {
		Article, Text string
		Number        any
	}
}

type story struct {
	name   string
	report *news.Report
	gold   []goldFigure
	of     map[figure.Mention][]int // gold figures of a mention
	pairs  []figure.Pair
}

func readStory(t *testing.T, p *parallax.Parallax, dir string) *story {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "articles.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<26)
	articles := func(yield func(news.Article, error) bool) {
		for lines.Scan() {
			var a struct{ ID, URL, Title, Text, Published, Publisher string }
			if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
				t.Fatal(err)
			}
			article := news.Article{ID: a.ID, URL: a.URL, Title: a.Title, Text: a.Text, Publisher: a.Publisher,
				Published: news.Published{At: a.Published, From: news.FromMetadata}}
			if !yield(article, nil) {
				return
			}
		}
	}
	r, err := p.Compare(context.Background(), iter.Seq2[news.Article, error](articles))
	if r == nil {
		t.Fatal(err)
	}
	s := &story{name: filepath.Base(dir), report: r, of: map[figure.Mention][]int{}}
	raw, err := os.ReadFile(filepath.Join(dir, "gold.json"))
	if err != nil {
		t.Fatal(err)
	}
	var gold struct{ Figures []goldFigure }
	if err := json.Unmarshal(raw, &gold); err != nil {
		t.Fatal(err)
	}
	s.gold = gold.Figures
	for k, g := range s.gold {
		for _, m := range g.Mentions {
			for doc, d := range r.Articles {
				if d.ID != m.Article {
					continue
				}
				number := fmt.Sprint(m.Number)
				before, _, _ := strings.Cut(m.Text, number)
				for at := strings.Index(d.Text, m.Text); at >= 0; {
					span := news.Span{Start: at + len(before), End: at + len(before) + len(number)}
					for _, f := range d.Figures {
						if f.Number.Overlaps(span) {
							key := figure.Mention{Doc: doc, Number: f.Number}
							s.of[key] = append(s.of[key], k)
						}
					}
					next := strings.Index(d.Text[at+1:], m.Text)
					if next < 0 {
						break
					}
					at += 1 + next
				}
			}
		}
	}
	s.pairs = figure.Pairs(r)
	return s
}

// label tells whether a pair is one quantity (1), is not (0), and how far that
// is known: the gold lists every difference but not every agreement.
func (s *story) label(p figure.Pair) (y, weight float64) {
	a, b := s.of[p.A], s.of[p.B]
	for _, k := range a {
		for _, m := range b {
			if k == m {
				if p.A.Doc == p.B.Doc && !p.Differ {
					return 0, 0 // one article's repetition: any reader links it
				}
				return 1, 1
			}
		}
	}
	switch {
	case len(a) > 0 && len(b) > 0:
		return 0, 1
	case !p.Differ:
		return 0, 0
	case len(a) > 0 || len(b) > 0:
		return 0, 0.5
	}
	return 0, 0.2
}

// An example is one case of a logistic regression.
type example struct {
	x         []float64
	y, weight float64
}

// train fits a logistic regression with an L2 penalty by Newton's method.
func train(cases []example, n int, ridge float64) []float64 {
	const steps = 12
	w := make([]float64, n)
	for range steps {
		grad := make([]float64, n)
		hess := make([][]float64, n)
		for i := range hess {
			hess[i] = make([]float64, n)
			hess[i][i] = ridge
			grad[i] = -ridge * w[i]
		}
		var set []int
		for _, c := range cases {
			z := 0.0
			set = set[:0]
			for f, v := range c.x {
				if v != 0 {
					z += w[f] * v
					set = append(set, f)
				}
			}
			p := 1 / (1 + math.Exp(-z))
			for _, f := range set {
				grad[f] += c.weight * (c.y - p) * c.x[f]
				for _, g := range set {
					hess[f][g] += c.weight * p * (1 - p) * c.x[f] * c.x[g]
				}
			}
		}
		for i, v := range solve(hess, grad) {
			w[i] += v
		}
	}
	return w
}

// fitPairs fits the weights of pairs on the stories that are not left out.
func fitPairs(all []*story, out func(int) bool) *[figure.Features]float64 {
	var cases []example
	for k, s := range all {
		if out(k) {
			continue
		}
		for i := range s.pairs {
			if y, weight := s.label(s.pairs[i]); weight > 0 {
				cases = append(cases, example{s.pairs[i].X[:], y, weight})
			}
		}
	}
	return (*[figure.Features]float64)(train(cases, figure.Features, 1.5))
}

// fitRivals fits the weights of two values. The clusters that contend are made
// with weights that have not seen their story either, or the second model would
// trust the first more than it may.
func fitRivals(all []*story, out func(int) bool) *[figure.RivalFeatures]float64 {
	const folds = 4
	var cases []example
	for fold := range folds {
		w := fitPairs(all, func(k int) bool { return out(k) || k%folds == fold })
		for k, s := range all {
			if out(k) || k%folds != fold {
				continue
			}
			for _, r := range figure.Rivalries(s.report, w) {
				y := 0.0
				if s.rival(r) {
					y = 1
				}
				x := r.X
				cases = append(cases, example{x[:], y, 1})
			}
		}
	}
	return (*[figure.RivalFeatures]float64)(train(cases, figure.RivalFeatures, 4.5))
}

// rival reports whether readers put two values under one quantity.
func (s *story) rival(r figure.Rivalry) bool {
	for _, a := range r.A {
		for _, b := range r.B {
			for _, k := range s.of[a] {
				for _, m := range s.of[b] {
					if k == m {
						return true
					}
				}
			}
		}
	}
	return false
}

// rivalOf reports whether the values of r are both of gold figure k.
func (s *story) rivalOf(r figure.Rivalry, k int) bool {
	has := func(all []figure.Mention) bool {
		for _, m := range all {
			for _, g := range s.of[m] {
				if g == k {
					return true
				}
			}
		}
		return false
	}
	return has(r.A) && has(r.B)
}

// solve is Gaussian elimination with pivoting; the penalty keeps a regular.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		p := i
		for r := i + 1; r < n; r++ {
			if math.Abs(a[r][i]) > math.Abs(a[p][i]) {
				p = r
			}
		}
		a[i], a[p], b[i], b[p] = a[p], a[i], b[p], b[i]
		for r := i + 1; r < n; r++ {
			f := a[r][i] / a[i][i]
			for c := i; c < n; c++ {
				a[r][c] -= f * a[i][c]
			}
			b[r] -= f * b[i]
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = b[i]
		for c := i + 1; c < n; c++ {
			x[i] -= a[i][c] * x[c]
		}
		x[i] /= a[i][i]
	}
	return x
}

// A tally counts what is right, wrong and missed.
type tally struct{ right, wrong, missed int }

func (t tally) precision() float64 { return float64(t.right) / math.Max(1, float64(t.right+t.wrong)) }
func (t tally) recall() float64    { return float64(t.right) / math.Max(1, float64(t.right+t.missed)) }
func (t tally) f1() float64 {
	return 2 * t.precision() * t.recall() / math.Max(1e-9, t.precision()+t.recall())
}

func (t tally) String() string {
	return fmt.Sprintf("right %d wrong %d missed %d: precision %.3f recall %.3f F1 %.3f", t.right, t.wrong, t.missed, t.precision(), t.recall(), t.f1())
}

// score counts links between gold mentions of different articles, and
// differences and verdicts, as shared/eval/score_report.py does.
func (s *story) score(links, differences, verdicts *tally) {
	group := map[figure.Mention]int{}
	for g, f := range s.report.Figures {
		for _, m := range f.Mentions {
			group[figure.Mention{Doc: m.Doc, Number: m.Number}] = g + 1
		}
	}
	for i := range s.pairs {
		p := &s.pairs[i]
		if p.A.Doc == p.B.Doc || len(s.of[p.A]) == 0 || len(s.of[p.B]) == 0 {
			continue
		}
		y, _ := s.label(*p)
		same := group[p.A] > 0 && group[p.A] == group[p.B]
		switch {
		case y == 1 && same:
			links.right++
		case y == 1:
			links.missed++
		case same:
			links.wrong++
		}
	}
	best, verdict := make([]int, len(s.gold)), make([]string, len(s.gold))
	found := map[int]bool{}
	for _, f := range s.report.Figures {
		values := map[int]map[float64]bool{}
		count := map[int]int{}
		for _, m := range f.Mentions {
			for _, k := range s.of[figure.Mention{Doc: m.Doc, Number: m.Number}] {
				if values[k] == nil {
					values[k] = map[float64]bool{}
				}
				values[k][m.Value+m.Low] = true
				count[k]++
			}
		}
		good := false
		for k := range s.gold {
			if count[k] > best[k] {
				best[k], verdict[k] = count[k], string(f.Verdict)
			}
			if isDifference(string(f.Verdict)) && len(values[k]) > 1 && isDifference(s.gold[k].Verdict) {
				good, found[k] = true, true
			}
		}
		if isDifference(string(f.Verdict)) && !good {
			differences.wrong++
		}
	}
	for k, g := range s.gold {
		switch {
		case best[k] < 2:
		case verdict[k] == g.Verdict:
			verdicts.right++
		default:
			verdicts.wrong++
		}
		if isDifference(g.Verdict) {
			if found[k] {
				differences.right++
			} else {
				differences.missed++
			}
		}
	}
}

// show prints every difference that the report gets wrong, and every gold one
// that it misses with its likeliest pair.
func (s *story) show(t *testing.T, w *[figure.Features]float64, v *[figure.RivalFeatures]float64) {
	words := func(m figure.Mention) string {
		d := s.report.Articles[m.Doc]
		a, b := max(0, m.Number.Start-60), min(len(d.Text), m.Number.End+50)
		return fmt.Sprintf("%s %q", d.ID, d.Text[a:m.Number.Start]+"["+d.Slice(m.Number)+"]"+d.Text[m.Number.End:b])
	}
	found := map[int]bool{}
	for _, f := range s.report.Figures {
		if !isDifference(string(f.Verdict)) {
			continue
		}
		values := map[int]map[float64]bool{}
		for _, m := range f.Mentions {
			for _, k := range s.of[figure.Mention{Doc: m.Doc, Number: m.Number}] {
				if values[k] == nil {
					values[k] = map[float64]bool{}
				}
				values[k][m.Value+m.Low] = true
			}
		}
		good := false
		for k, v := range values {
			if len(v) > 1 && isDifference(s.gold[k].Verdict) {
				good, found[k] = true, true
			}
		}
		if !good {
			t.Logf("WRONG %s %s: %s", f.Verdict, f.What, f.Why)
			for _, m := range f.Mentions {
				t.Logf("      %v %s", s.of[figure.Mention{Doc: m.Doc, Number: m.Number}], words(figure.Mention{Doc: m.Doc, Number: m.Number}))
			}
		}
	}
	for k, g := range s.gold {
		if !isDifference(g.Verdict) || found[k] {
			continue
		}
		best, at := -1.0, -1
		for i, q := range s.pairs {
			if !q.Differ || q.A.Doc == q.B.Doc {
				continue
			}
			for _, a := range s.of[q.A] {
				for _, b := range s.of[q.B] {
					if a == k && b == k {
						z := 0.0
						for f, v := range q.X {
							z += w[f] * v
						}
						if p := 1 / (1 + math.Exp(-z)); p > best {
							best, at = p, i
						}
					}
				}
			}
		}
		contends := "does not contend"
		for _, r := range figure.Rivalries(s.report, w) {
			if s.rivalOf(r, k) {
				z := 0.0
				for f, x := range r.X {
					z += v[f] * x
				}
				contends = fmt.Sprintf("contends with %.3f", 1/(1+math.Exp(-z)))
			}
		}
		t.Logf("MISSED %s %s %s: best pair %.3f, %s", s.name, g.Verdict, s.gold[k].Mentions[0].Text, best, contends)
		if at >= 0 {
			t.Logf("      %s", words(s.pairs[at].A))
			t.Logf("      %s", words(s.pairs[at].B))
			t.Logf("      %s", figure.Obstacle(s.report, w, s.pairs[at].A, s.pairs[at].B))
		}
	}
}

func isDifference(verdict string) bool { return verdict == "update" || verdict == "conflict" }

func TestFit(t *testing.T) {
	dirs, _ := filepath.Glob(stories + "/*/gold.json")
	if len(dirs) == 0 {
		t.Skip("left out: the training stories are not here")
	}
	if len(figure.FeatureNames()) != figure.Features || len(figure.RivalNames()) != figure.RivalFeatures {
		t.Fatal("the lists of names and of features differ")
	}
	if !*fit {
		t.Skip("left out: runs with -fit only")
	}
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all []*story
	pairs, labelled := 0, 0
	for _, gold := range dirs {
		s := readStory(t, p, filepath.Dir(gold))
		all = append(all, s)
		pairs += len(s.pairs)
		for _, q := range s.pairs {
			if _, w := s.label(q); w > 0 {
				labelled++
			}
		}
	}
	t.Logf("%d stories, %d pairs, %d labelled", len(all), pairs, labelled)
	const folds = 17
	// The first is the one in use; the others show what another would give.
	thresholds := []float64{0, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.4}
	links, differences, verdicts := make([]tally, len(thresholds)), make([]tally, len(thresholds)), make([]tally, len(thresholds))
	for fold := range folds {
		out := func(k int) bool { return k%folds == fold }
		w, v := fitPairs(all, out), fitRivals(all, out)
		for k, s := range all {
			if k%folds == fold {
				for i, at := range thresholds {
					if err := figure.AnnotateWith(s.report, w, v, at); err != nil {
						t.Fatal(err)
					}
					s.score(&links[i], &differences[i], &verdicts[i])
				}
				if *show > 0 {
					if err := figure.AnnotateWith(s.report, w, v, *show); err != nil {
						t.Fatal(err)
					}
					s.show(t, w, v)
				}
			}
		}
	}
	for i, at := range thresholds {
		t.Logf("left out of the fit, threshold %.2f: links %v", at, links[i])
		t.Logf("left out of the fit, threshold %.2f: differences %v", at, differences[i])
		t.Logf("left out of the fit, threshold %.2f: verdicts %v", at, verdicts[i])
	}
	none := func(int) bool { return false }
	w, v := fitPairs(all, none), fitRivals(all, none)
	for _, at := range thresholds {
		var links, differences, verdicts tally
		for _, s := range all {
			if err := figure.AnnotateWith(s.report, w, v, at); err != nil {
				t.Fatal(err)
			}
			s.score(&links, &differences, &verdicts)
		}
		t.Logf("fitted on, threshold %.2f: links %v", at, links)
		t.Logf("fitted on, threshold %.2f: differences %v", at, differences)
		t.Logf("fitted on, threshold %.2f: verdicts %v", at, verdicts)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "package figure\n\n// weights of the features of a pair. They are fitted on the training stories, whose\n// quantities careful readers linked, by\n//\n//\tgo test ./compare/figure -run TestFit -fit\n//\n"+
		"// Stories left out of the fit (%d folds):\n// links %v\n// differences %v\n// verdicts %v\nvar weights = [features]float64{\n", folds, links[0], differences[0], verdicts[0])
	for i, name := range figure.FeatureNames() {
		if w[i] != 0 {
			fmt.Fprintf(&out, "%s: %.3f,\n", name, w[i])
		}
	}
	out.WriteString("}\n\n// rivalry holds the weights of two values, fitted by the same command.\nvar rivalry = [rivalFeatures]float64{\n")
	for i, name := range figure.RivalNames() {
		if v[i] != 0 {
			fmt.Fprintf(&out, "%s: %.3f,\n", name, v[i])
		}
	}
	out.WriteString("}\n")
	code, err := format.Source(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("weights.go", code, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestFloors holds what the weights in use reach on the stories they were
// fitted on. A floor only rises; what other stories may expect stands in
// weights.go.
func TestFloors(t *testing.T) {
	if testing.Short() {
		t.Skip("left out: reads 17 stories")
	}
	dirs, _ := filepath.Glob(stories + "/*/gold.json")
	if len(dirs) == 0 {
		t.Skip("left out: the training stories are not here")
	}
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var links, differences, verdicts tally
	for _, gold := range dirs {
		readStory(t, p, filepath.Dir(gold)).score(&links, &differences, &verdicts)
	}
	t.Logf("links %v", links)
	t.Logf("differences %v", differences)
	t.Logf("verdicts %v", verdicts)
	for _, floor := range []struct {
		name string
		got  float64
		want float64
	}{
		{"links, F1", links.f1(), 0.85},
		{"differences, precision", differences.precision(), 0.65},
		{"differences, recall", differences.recall(), 0.40},
		{"verdicts", verdicts.precision(), 0.72},
	} {
		if floor.got < floor.want {
			t.Errorf("%s: %.3f, want at least %.2f", floor.name, floor.got, floor.want)
		}
	}
}
