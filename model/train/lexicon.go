package main

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"os"
	"slices"
	"strings"

	"parallax/model/lexicon"
	"parallax/model/linear"
	"parallax/news"
)

const (
	lexiconWords    = 50_000 // the most frequent ones; the rarest of them occurs seven times
	lexiconContexts = 500    // the most frequent words, as neighbours on either side
	lexiconClasses  = 255
	lexiconRounds   = 12 // of k-means; after ten fewer than 2 % of words move
)

// trainLexicon clusters the words of the background corpus by their neighbours:
// positive pointwise mutual information with the most frequent words to the
// left and to the right, spherical k-means (Curran and Moens 2002 weigh such
// measures; the classes do what Brown clusters do in Koo et al. 2008).
func trainLexicon(dir string) error {
	counts := make(map[string]*[3]int) // all, inside a sentence, capitalised there
	err := background(dir, func(d *news.Doc) error {
		for _, s := range d.Sentences {
			title := titled(d, s)
			for i := s.First; i < s.Last; i++ {
				form := d.Slice(d.Tokens[i].Span)
				c := counts[strings.ToLower(form)]
				if c == nil {
					c = new([3]int)
					counts[strings.Clone(strings.ToLower(form))] = c
				}
				c[0]++
				if i > s.First && !title && d.Tokens[i-1].Len() > 1 {
					c[1]++
					if form[0] >= 'A' && form[0] <= 'Z' {
						c[2]++
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	words := make([]string, 0, len(counts))
	for w := range counts {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(-cmp.Compare(counts[a][0], counts[b][0]), cmp.Compare(a, b))
	})
	words = words[:min(len(words), lexiconWords)]
	number := make(map[string]int, len(words))
	for i, w := range words {
		number[w] = i
	}
	const dims = 2 * lexiconContexts
	near := make([]float32, len(words)*dims)
	err = background(dir, func(d *news.Doc) error {
		for _, s := range d.Sentences {
			prev := -1
			for i := s.First; i < s.Last; i++ {
				id, ok := number[strings.ToLower(d.Slice(d.Tokens[i].Span))]
				if !ok {
					prev = -1
					continue
				}
				if prev >= 0 {
					if prev < lexiconContexts {
						near[id*dims+prev]++
					}
					if id < lexiconContexts {
						near[prev*dims+lexiconContexts+id]++
					}
				}
				prev = id
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	class := cluster(information(near, len(words), dims), lexiconClasses, lexiconRounds)
	var hashes []uint64
	var entries []lexicon.Entry
	for i, w := range words {
		hashes = append(hashes, linear.HashLower(w))
		entries = append(entries, lexicon.Pack(class[i]+1, capsHabit(counts[w]), (bits.Len(uint(i))+1)/2))
	}
	b := lexicon.Encode(hashes, entries)
	fmt.Fprintf(os.Stderr, "%d words, rarest %d times, %d bytes\n", len(words), counts[words[len(words)-1]][0], len(b))
	return os.WriteFile("model/lexicon/lexicon.bin", b, 0o644)
}

// titled tells sentences in which most words are capitalised: headlines, whose
// capitals say nothing.
func titled(d *news.Doc, s news.Sentence) bool {
	words, capital := 0, 0
	for i := s.First; i < s.Last; i++ {
		if c := d.Text[d.Tokens[i].Start]; c >= 'A' && c <= 'Z' {
			words++
			capital++
		} else if c >= 'a' && c <= 'z' {
			words++
		}
	}
	return capital*2 > words
}

// capsHabit is lexicon.Entry.Caps.
func capsHabit(c *[3]int) int {
	share := float64(c[2]) / float64(max(c[1], 1))
	switch {
	case c[1] < 5:
		return 0
	case share < 0.05:
		return 1
	case share < 0.5:
		return 2
	case share < 0.95:
		return 3
	}
	return 4
}

// A sparse vector of length 1.
type sparse struct {
	dim   []int32
	value []float32
}

// information turns counts into positive pointwise mutual information.
func information(near []float32, words, dims int) []sparse {
	col := make([]float64, dims)
	row := make([]float64, words)
	var all float64
	for w := range words {
		for c, n := range near[w*dims : (w+1)*dims] {
			col[c] += float64(n)
			row[w] += float64(n)
			all += float64(n)
		}
	}
	out := make([]sparse, words)
	for w := range words {
		var norm float64
		for c, n := range near[w*dims : (w+1)*dims] {
			if n == 0 {
				continue
			}
			if pmi := math.Log(float64(n) * all / (row[w] * col[c])); pmi > 0 {
				// A pair seen once or twice is mostly chance.
				pmi *= float64(n) / (float64(n) + 1)
				out[w].dim = append(out[w].dim, int32(c))
				out[w].value = append(out[w].value, float32(pmi))
				norm += pmi * pmi
			}
		}
		for i := range out[w].value {
			out[w].value[i] /= float32(math.Sqrt(norm))
		}
	}
	return out
}

// cluster is spherical k-means, begun from the k first (most frequent) vectors.
func cluster(vectors []sparse, k, rounds int) []int {
	dims := 2 * lexiconContexts
	// centre[d*k+c], so that the scores of all centres lie side by side.
	centre := make([]float32, dims*k)
	for c := range k {
		for i, d := range vectors[c].dim {
			centre[int(d)*k+c] = vectors[c].value[i]
		}
	}
	class := make([]int, len(vectors))
	scores := make([]float32, k)
	for round := range rounds {
		moved := 0
		for w, v := range vectors {
			clear(scores)
			for i, d := range v.dim {
				x := v.value[i]
				for c, y := range centre[int(d)*k : (int(d)+1)*k] {
					scores[c] += x * y
				}
			}
			best := 0
			for c, s := range scores {
				if s > scores[best] {
					best = c
				}
			}
			if class[w] != best {
				class[w] = best
				moved++
			}
		}
		fmt.Fprintf(os.Stderr, "round %d: %d words moved\n", round+1, moved)
		clear(centre)
		for w, v := range vectors {
			for i, d := range v.dim {
				centre[int(d)*k+class[w]] += v.value[i]
			}
		}
		norm := make([]float64, k)
		for i, x := range centre {
			norm[i%k] += float64(x) * float64(x)
		}
		for i := range centre {
			if n := norm[i%k]; n > 0 {
				centre[i] /= float32(math.Sqrt(n))
			}
		}
	}
	return class
}
