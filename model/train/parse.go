package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"parallax/model/conllu"
	"parallax/model/linear"
	"parallax/news"
	"parallax/nlp/parse"
	"parallax/nlp/tag"
)

// trainParse builds what nlp/parse embeds, from the treebanks that the tagger
// learns of too, with tags of taggers that have not seen the sentence. The test
// of nlp/parse measures the result on EWT's development part.
func trainParse(dir string) error {
	docs, err := treebanks(dir)
	if err != nil {
		return err
	}
	know, rels := parseWords(docs)
	gold := parseExamples(docs, crossTags(docs), know, rels)
	more, err := backgroundExamples(dir, 2_000_000, know)
	if err != nil {
		return err
	}
	var teachers parseEnsemble
	for seed := range uint64(3) {
		t := newParseNet(know.Layout(), parse.Hidden, len(rels), seed+1)
		t.train(8, parseRate, func(int) []parseExample { return gold })
		teachers = append(teachers, t)
	}
	teachers.setHeads(more)
	fmt.Fprintf(os.Stderr, "%d sentences parsed\n", len(more))
	net := newParseNet(know.Layout(), parse.Hidden, len(rels), 10)
	net.drop = 0.15 // there is more to learn from
	selfTrain(net, gold, more)
	return os.WriteFile("nlp/parse/parse.model", know.Pack(rels, net.rows, net.out), 0o644)
}

// parseWords lists what the parser knows by itself: frequent words and suffixes,
// and the relations.
func parseWords(docs []conllu.Doc) (know *parse.Words, rels []string) {
	words, suffixes, relations := map[string]int{}, map[string]int{}, map[string]int{}
	for _, d := range docs {
		for _, s := range d.Sentences {
			for _, w := range s.Words {
				low := parse.Lower(w.Form)
				words[low]++
				suffixes[parse.Suffix(low)]++
				relations[universal(w.Rel)]++
			}
		}
	}
	const (
		oftenWord   = 8  // rarer words are known by their suffix and their likes
		oftenSuffix = 15 // as many
	)
	return parse.NewWords(frequent(words, oftenWord), frequent(suffixes, oftenSuffix)), frequent(relations, 1)
}

// parseRate is how far the first steps go.
const parseRate = 0.2

// universal is a relation without its subtype.
func universal(rel string) string {
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}

// frequent lists what was counted least times or more, most frequent first.
func frequent(counts map[string]int, least int) (all []string) {
	for s, n := range counts {
		if n >= least {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	return all
}

// crossTags tags each sentence with a tagger that was taught on the other
// documents: the parser has to live with the tagger's mistakes.
func crossTags(docs []conllu.Doc) [][]uint8 {
	const folds = 5
	byDoc := make([][][]uint8, len(docs))
	scratch := linear.GetScratch()
	defer scratch.Put()
	for fold := range folds {
		var others []conllu.Doc
		for i, d := range docs {
			if i%folds != fold {
				others = append(others, d)
			}
		}
		sure := sureWords(others)
		m := linear.TrainSequences(linear.Options{Labels: tag.Labels(), Epochs: 5, Margin: 2, Prune: 0.1}, tagSequences(others, sure))
		right, all := 0, 0
		for i := fold; i < len(docs); i += folds {
			for _, s := range tagSequences(docs[i:i+1], sure) {
				if s.Given == nil {
					continue // set as a headline
				}
				tags := slices.Clone(m.GreedyGiven(len(s.Gold), s.Given, s.Features, scratch))
				byDoc[i] = append(byDoc[i], tags)
				for k := range tags {
					all++
					if tags[k] == s.Gold[k] {
						right++
					}
				}
			}
		}
		fmt.Fprintf(os.Stderr, "tags, part %d of %d: %d of %d right\n", fold+1, folds, right, all)
	}
	return slices.Concat(byDoc...)
}

// A parseExample is a sentence with its tree.
type parseExample struct {
	words []parse.Word // and behind them the root and no word
	heads []int        // word numbers, that of the root is the number of words
	rels  []uint8      // from 1
	kids  [][]int      // dependents of each word and of the root
}

func parseExamples(docs []conllu.Doc, tags [][]uint8, know *parse.Words, rels []string) (out []parseExample) {
	number := map[string]uint8{}
	for i, r := range rels {
		number[r] = uint8(i) + 1
	}
	tail := parse.Tail()
	k := 0
	for _, d := range docs {
		for _, s := range d.Sentences {
			n := len(s.Words)
			var x parseExample
			for i, w := range s.Words {
				x.words = append(x.words, know.Of(w.Form, news.POS(tags[k][i])+1))
				head := w.Head
				if head < 0 {
					head = n
				}
				x.heads = append(x.heads, head)
				x.rels = append(x.rels, number[universal(w.Rel)])
			}
			x.words = append(x.words, tail[:]...)
			x.setKids()
			out = append(out, x)
			k++
		}
	}
	return out
}

// setKids lists the dependents of each word and of the root.
func (x *parseExample) setKids() {
	x.kids = make([][]int, len(x.heads)+1)
	for i, h := range x.heads {
		x.kids[h] = append(x.kids[h], i)
	}
}
