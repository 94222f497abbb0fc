// Command slots learns which words stand in the same places of a clause: after
// the same verbs, with the same modifiers and complements. Words that only
// stand near each other ("plane", "airport") do not. And it lists the words that
// the news joins by "and" or "or": "buy", "sell".
//
//	go run ./model/train/slots ../shared/corpora/background/articles.jsonl.zst model/words/slots.bin model/words/listed.txt
//
// Vectors are skip-grams over syntactic contexts (Levy and Goldberg 2014),
// trained on one core with a fixed seed, so the same corpus gives the same bytes.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"sort"
	"strings"

	"github.com/klauspost/compress/zstd"

	"parallax/model/words"
	"parallax/news"
	"parallax/nlp/parse"
	"parallax/nlp/sentence"
	"parallax/nlp/tag"
	"parallax/nlp/token"
)

const (
	leastWord    = 25
	mostWords    = 24_000
	leastContext = 12
	negatives    = 5
	epochs       = 4
	rate         = 0.03
	thin         = 1e-3 // words and contexts more frequent than this share are thinned out
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "slots:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 4 {
		return fmt.Errorf("want CORPUS.jsonl.zst OUT.bin LISTED.txt")
	}
	var c corpus
	c.words.at, c.contexts.at, c.joined = map[string]int32{}, map[string]int32{}, map[[2]string]int{}
	if err := c.read(os.Args[1]); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d articles, %d pairs, %d words, %d contexts\n", c.articles, len(c.pairs), len(c.words.names), len(c.contexts.names))
	c.keep()
	if err := os.WriteFile(os.Args[3], []byte(c.listed()), 0o644); err != nil {
		return err
	}
	table := words.Raw{Articles: c.articles, Stems: c.words.names, Counts: c.words.counts, Vectors: c.train()}
	for i, n := range table.Counts {
		table.Counts[i] = min(n, c.articles)
	}
	out, err := words.Encode(table)
	if err != nil {
		return err
	}
	return os.WriteFile(os.Args[2], out, 0o644)
}

// A list numbers names and counts them.
type list struct {
	at     map[string]int32
	names  []string
	counts []int
}

func (l *list) number(name string) int32 {
	n, ok := l.at[name]
	if !ok {
		n = int32(len(l.names))
		l.at[name] = n
		l.names = append(l.names, name)
		l.counts = append(l.counts, 0)
	}
	l.counts[n]++
	return n
}

// most keeps the names that occur often, the most frequent first, and returns
// the new number of each old one, -1 for those left out.
func (l *list) most(least, most int) []int32 {
	order := make([]int32, 0, len(l.names))
	for i := range l.names {
		if l.counts[i] >= least {
			order = append(order, int32(i))
		}
	}
	sort.Slice(order, func(a, b int) bool {
		x, y := order[a], order[b]
		if l.counts[x] != l.counts[y] {
			return l.counts[x] > l.counts[y]
		}
		return l.names[x] < l.names[y]
	})
	order = order[:min(len(order), most)]
	to := make([]int32, len(l.names))
	for i := range to {
		to[i] = -1
	}
	names, counts := make([]string, len(order)), make([]int, len(order))
	for r, i := range order {
		to[i] = int32(r)
		names[r], counts[r] = l.names[i], l.counts[i]
	}
	l.names, l.counts, l.at = names, counts, nil
	return to
}

type corpus struct {
	articles int
	words    list
	contexts list
	pairs    [][2]int32
	joined   map[[2]string]int // times that "and" or "or" joins two words
}

func (c *corpus) read(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		return err
	}
	defer z.Close()
	ctx := context.Background()
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var a struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return err
		}
		c.articles++
		d := &news.Doc{Article: news.Article{Text: strings.ToValidUTF8(a.Text, "\ufffd")}}
		for _, step := range []func(context.Context, *news.Doc) error{sentence.Annotate, token.Annotate, tag.Annotate, parse.Annotate} {
			if err := step(ctx, d); err != nil {
				return err
			}
		}
		c.add(d)
		if c.articles%5000 == 0 {
			fmt.Fprintln(os.Stderr, c.articles)
		}
	}
	return lines.Err()
}

func (c *corpus) add(d *news.Doc) {
	cases := map[int]string{} // preposition by noun
	for t := range d.Tokens {
		if one := &d.Tokens[t]; one.Dep == "case" && one.Head >= 0 {
			cases[one.Head] = strings.ToLower(d.Slice(one.Span))
		}
	}
	for t := range d.Tokens {
		one := &d.Tokens[t]
		if one.Head < 0 {
			continue
		}
		dep := one.Dep
		switch dep {
		case "nsubj:pass":
			dep = "obj"
		case "nsubj", "obj", "amod", "compound", "xcomp", "ccomp", "advcl", "compound:prt", "nmod:poss", "acl", "acl:relcl":
		case "conj":
			c.join(d, t)
			continue
		case "obl", "nmod":
			p := cases[t]
			if p == "" {
				continue
			}
			dep += ":" + p
		default:
			continue
		}
		child, head := key(d, t), key(d, one.Head)
		if head != "" {
			c.pairs = append(c.pairs, [2]int32{c.words.number(head), c.contexts.number(dep + ">" + side(child, d, t))})
		}
		if child != "" && dep != "compound:prt" {
			c.pairs = append(c.pairs, [2]int32{c.words.number(child), c.contexts.number(dep + "<" + side(head, d, one.Head))})
		}
	}
}

// join counts token t beside the word of its part of speech that it is joined to.
// Verbs far apart are two statements.
func (c *corpus) join(d *news.Doc, t int) {
	const most = 6 // tokens
	one := &d.Tokens[t]
	if one.POS == news.ADJ || d.Tokens[one.Head].POS != one.POS || one.POS == news.VERB && t-one.Head > most {
		return
	}
	x, y := key(d, one.Head), key(d, t)
	if x > y {
		x, y = y, x
	}
	if x != "" && x != y {
		c.joined[[2]string{x, y}]++
	}
}

// listed gives, for each word, the later ones that it is joined to more often
// than chance would have it.
func (c *corpus) listed() string {
	const (
		least  = 8 // times
		chance = math.E
	)
	total := 0.0
	count := make(map[string]float64, len(c.words.names))
	for i, n := range c.words.counts {
		count[c.words.names[i]] = float64(n)
		total += float64(n)
	}
	others := map[string][]string{}
	for p, n := range c.joined {
		x, y := count[p[0]], count[p[1]]
		if n >= least && x > 0 && y > 0 && float64(n)*total >= chance*x*y {
			lemma, _, _ := strings.Cut(p[1], "/")
			others[p[0]] = append(others[p[0]], lemma)
		}
	}
	var out strings.Builder
	for _, x := range slices.Sorted(maps.Keys(others)) {
		slices.Sort(others[x])
		fmt.Fprintln(&out, x, strings.Join(others[x], " "))
	}
	return out.String()
}

// key names a noun, a verb or an adjective, "" for other words.
func key(d *news.Doc, t int) string {
	one := &d.Tokens[t]
	if len(one.Lemma) < 2 || one.POS != news.NOUN && one.POS != news.VERB && one.POS != news.ADJ {
		return ""
	}
	return words.SlotKey(one.Lemma, one.POS.String())
}

// side is a word as a context: names are all one.
func side(key string, d *news.Doc, t int) string {
	switch {
	case d.Tokens[t].POS == news.PROPN:
		return "NAME"
	case key != "":
		return key
	}
	return strings.ToLower(d.Slice(d.Tokens[t].Span))
}

func (c *corpus) keep() {
	w, x := c.words.most(leastWord, mostWords), c.contexts.most(leastContext, math.MaxInt)
	kept := c.pairs[:0]
	for _, p := range c.pairs {
		if a, b := w[p[0]], x[p[1]]; a >= 0 && b >= 0 {
			kept = append(kept, [2]int32{a, b})
		}
	}
	c.pairs = kept
	fmt.Fprintf(os.Stderr, "kept %d pairs, %d words, %d contexts\n", len(c.pairs), len(c.words.names), len(c.contexts.names))
}

func (c *corpus) train() [][]float32 {
	random := rand.New(rand.NewPCG(1, 2))
	thinning := func(l *list) []float64 {
		keep := make([]float64, len(l.counts))
		for i, n := range l.counts {
			f := float64(n) / float64(len(c.pairs))
			keep[i] = math.Sqrt(thin/f) + thin/f
		}
		return keep
	}
	keepWord, keepContext := thinning(&c.words), thinning(&c.contexts)
	cumulative := make([]float64, len(c.contexts.counts))
	sum := 0.0
	for i, n := range c.contexts.counts {
		sum += math.Pow(float64(n), 0.75)
		cumulative[i] = sum
	}
	draws := make([]int32, 1<<22)
	for i := range draws {
		draws[i] = int32(sort.SearchFloat64s(cumulative, (float64(i)+0.5)/float64(len(draws))*sum))
	}
	in, out := make([][words.Dims]float32, len(c.words.names)), make([][words.Dims]float32, len(c.contexts.names))
	for i := range in {
		for d := range in[i] {
			in[i][d] = (random.Float32() - 0.5) / words.Dims
		}
	}
	order := random.Perm(len(c.pairs))
	for epoch := range epochs {
		for n, i := range order {
			w, x := c.pairs[i][0], c.pairs[i][1]
			if keepWord[w] < 1 && random.Float64() > keepWord[w] || keepContext[x] < 1 && random.Float64() > keepContext[x] {
				continue
			}
			done := (float64(epoch) + float64(n)/float64(len(order))) / epochs
			a := float32(rate * math.Max(0.02, 1-done))
			var grad [words.Dims]float32
			v := &in[w]
			for k := 0; k <= negatives; k++ {
				target, label := x, float32(1)
				if k > 0 {
					if target, label = draws[random.IntN(len(draws))], 0; target == x {
						continue
					}
				}
				o := &out[target]
				var dot float32
				for d := range v {
					dot += v[d] * o[d]
				}
				g := (label - sigmoid(dot)) * a
				for d := range v {
					grad[d] += g * o[d]
					o[d] += g * v[d]
				}
			}
			for d := range v {
				v[d] += grad[d]
			}
		}
		fmt.Fprintf(os.Stderr, "epoch %d of %d\n", epoch+1, epochs)
	}
	var mean [words.Dims]float32
	for i := range in {
		for d, x := range in[i] {
			mean[d] += x / float32(len(in))
		}
	}
	vectors := make([][]float32, len(in))
	for i := range in {
		for d := range in[i] {
			in[i][d] -= mean[d]
		}
		vectors[i] = in[i][:]
	}
	return vectors
}

func sigmoid(x float32) float32 {
	switch {
	case x > 8:
		return 1
	case x < -8:
		return 0
	}
	return float32(1 / (1 + math.Exp(-float64(x))))
}
