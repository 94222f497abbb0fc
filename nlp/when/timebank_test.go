package when

import (
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"parallax/news"
)

// corpora is the data beside the project; it is not part of it.
const corpora = "../../../shared/corpora/tempeval3"

// TestFloor holds the quality against TempEval-3's training data (UzZaman et
// al. 2013): F1 of spans that overlap (relaxed), that are equal (strict), and
// that overlap and have the same value. Rules were tuned on the even files of
// TimeBank; the odd ones and AQUAINT were not read. A floor only rises.
func TestFloor(t *testing.T) {
	for _, c := range []struct {
		name, dir              string
		odd                    bool
		gold                   int // pins the data
		relaxed, strict, value float64
	}{
		{"TimeBank, odd files", "TimeBank", true, 604, 0.925, 0.850, 0.790},
		{"AQUAINT", "AQUAINT", false, 579, 0.915, 0.790, 0.720},
	} {
		files, err := filepath.Glob(filepath.Join(corpora, c.dir, "*.tml"))
		if err != nil || len(files) == 0 {
			t.Skipf("left out: the quality of times, %s is not here", filepath.Join(corpora, c.dir))
		}
		sort.Strings(files)
		var s timeScore
		for i, f := range files {
			if !c.odd || i%2 == 1 {
				s.add(t, f)
			}
		}
		if s.gold != c.gold {
			t.Fatalf("%s: %d expressions, want %d: the data is another", c.name, s.gold, c.gold)
		}
		relaxed, strict, value := s.f1(s.relaxed), s.f1(s.strict), s.f1(s.value)
		t.Logf("%s: relaxed %.4f, strict %.4f, value %.4f", c.name, relaxed, strict, value)
		if relaxed < c.relaxed || strict < c.strict || value < c.value {
			t.Errorf("%s: relaxed %.4f, strict %.4f, value %.4f; the floor is %.3f, %.3f, %.3f", c.name, relaxed, strict, value, c.relaxed, c.strict, c.value)
		}
	}
}

// timeScore counts as ../shared/eval/score_times.py does.
type timeScore struct{ gold, found, relaxed, strict, value int }

func (s *timeScore) f1(right int) float64 { return 2 * float64(right) / float64(s.gold+s.found) }

func (s *timeScore) add(t *testing.T, file string) {
	t.Helper()
	text, day, gold := readTimeML(t, file)
	found := annotate(t, day, text).Times
	s.gold += len(gold)
	s.found += len(found)
	used := make([]bool, len(found))
	for _, g := range gold {
		best, most := -1, -1
		for k, f := range found {
			if used[k] || !f.Overlaps(g.Span) {
				continue
			}
			score := 0
			if f.Span == g.Span {
				score += 2
			}
			if f.Value == g.Value {
				score++
			}
			if score > most {
				best, most = k, score
			}
		}
		if best < 0 {
			continue
		}
		used[best] = true
		s.relaxed++
		s.strict += most / 2
		s.value += most % 2
	}
}

// readTimeML reads the text of a TimeML file, its day and its TIMEX3 elements.
func readTimeML(t *testing.T, file string) (text, day string, times []news.Time) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	inText, inDCT := false, false
	open := -1
	d := xml.NewDecoder(f)
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "TEXT":
				inText = true
			case "DCT":
				inDCT = true
			case "TIMEX3":
				var one news.Time
				for _, a := range e.Attr {
					switch a.Name.Local {
					case "type":
						one.Type = news.TimeType(a.Value)
					case "value":
						one.Value = a.Value
					}
				}
				if inDCT && day == "" {
					day = one.Value
				}
				if inText {
					one.Start = b.Len()
					open = len(times)
					times = append(times, one)
				}
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "TEXT":
				inText = false
			case "DCT":
				inDCT = false
			case "TIMEX3":
				if inText && open >= 0 {
					times[open].End = b.Len()
				}
			}
		case xml.CharData:
			if inText {
				b.Write(e)
			}
		}
	}
	return b.String(), day, times
}
