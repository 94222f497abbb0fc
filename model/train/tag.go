package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parallax/model/conllu"
	"parallax/model/linear"
	"parallax/news"
	"parallax/nlp/tag"
)

// treebanks are the sentences that tagger and parser learn of.
func treebanks(dir string) ([]conllu.Doc, error) {
	return conllu.ReadFiles(filepath.Join(dir, "ud/ewt/sources-train.conllu.gz"), filepath.Join(dir, "ud/gum/*.conllu"))
}

// trainTag builds what nlp/tag embeds: parts of speech from EWT's training part
// and GUM; lemmas from the same and from the words of the background corpus.
// The test of nlp/tag measures the result on EWT's development part.
func trainTag(dir string) error {
	docs, err := treebanks(dir)
	if err != nil {
		return err
	}
	counts, err := lowerCounts(dir)
	if err != nil {
		return err
	}
	lemmas := goldLemmas(docs)
	addIrregular(lemmas)
	addInflected(lemmas, counts)
	sure := sureWords(docs)
	m := linear.TrainSequences(linear.Options{
		Labels: tag.Labels(),
		Epochs: 10,
		Margin: 2,
		Prune:  0.1,
		Log:    os.Stderr,
	}, tagSequences(docs, sure))
	for _, f := range []struct {
		name string
		data []byte
	}{{"tag.model", m.Bytes()}, {"sure.tsv", sureLines(sure)}, {"lemma.tsv", lemmaLines(lemmas)}} {
		if err := os.WriteFile(filepath.Join("nlp/tag", f.name), f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// tagSequences are the sentences of docs as training examples; the forms in sure
// are given.
func tagSequences(docs []conllu.Doc, sure map[string]uint8) (out []linear.Sequence) {
	n := 0
	for _, d := range docs {
		for _, s := range d.Sentences {
			var forms []string
			var gold, given []uint8
			for _, w := range s.Words {
				forms = append(forms, w.Form)
				gold = append(gold, uint8(news.ParsePOS(w.UPOS)-1))
				label, ok := sure[w.Form]
				if !ok {
					label = linear.Open
				}
				given = append(given, label)
			}
			out = append(out, linear.Sequence{Gold: gold, Given: given, Features: tag.Features(forms)})
			// Headlines, which the treebanks lack: some sentences once more in title
			// case and in capitals. Their words are not given: the form decides that.
			switch n++; {
			case len(forms) < 5 || len(forms) > 20:
			case n%10 == 0:
				out = append(out, linear.Sequence{Gold: gold, Features: tag.Features(each(forms, capital))})
			case n%20 == 5:
				out = append(out, linear.Sequence{Gold: gold, Features: tag.Features(each(forms, strings.ToUpper))})
			}
		}
	}
	return out
}

// sureWords are the forms that have one tag wherever they stand: seen often,
// with hardly an exception. The tagger does not think about them, which saves
// it three words out of ten.
func sureWords(docs []conllu.Doc) map[string]uint8 {
	const (
		often     = 100
		exception = 0.005 // at most; as many are mistakes of the treebanks
	)
	counts := make(map[string]*[18]int)
	for _, d := range docs {
		for _, s := range d.Sentences {
			for _, w := range s.Words {
				if counts[w.Form] == nil {
					counts[w.Form] = new([18]int)
				}
				counts[w.Form][news.ParsePOS(w.UPOS)]++
			}
		}
	}
	sure := make(map[string]uint8)
	for form, c := range counts {
		all, best := 0, 0
		for p, n := range c {
			all += n
			if n > c[best] {
				best = p
			}
		}
		if all >= often && float64(all-c[best]) <= exception*float64(all) && best > 0 {
			sure[form] = uint8(best - 1)
		}
	}
	return sure
}

// sureLines has one line a form: tag, tab, form.
func sureLines(sure map[string]uint8) []byte {
	var lines []string
	for form, label := range sure {
		lines = append(lines, (news.POS(label)+1).String()+"\t"+form+"\n")
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, ""))
}

func each(forms []string, change func(string) string) []string {
	out := make([]string, len(forms))
	for i, f := range forms {
		out[i] = change(f)
	}
	return out
}

// capital sets a word with a first capital, as titles do with all but the
// smallest.
func capital(form string) string {
	if len(form) < 3 || form[0] < 'a' || form[0] > 'z' {
		return form
	}
	return string(rune(form[0]-'a'+'A')) + form[1:]
}
