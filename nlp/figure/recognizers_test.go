package figure

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"parallax/news"
)

// The English specifications of Recognizers-Text (MIT): input and expected
// resolution of one kind of quantity.
type specification struct {
	Input        string
	NotSupported string
	Results      []struct {
		Text       string
		Start, End int
		Resolution struct{ Value, Unit *string }
	}
}

// TestRecognizers measures how many cases of the specifications are resolved
// as expected: every expected quantity with its value and unit. The floors
// only rise.
func TestRecognizers(t *testing.T) {
	const dir = "../../../shared/corpora/recognizers"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("left out: the specifications are not here:", err)
	}
	for _, test := range []struct {
		file  string
		floor float64
		kind  func(news.Figure) bool
	}{
		{"Number-NumberModel", 0.82, func(f news.Figure) bool { return true }},
		{"Number-PercentModel", 1, func(f news.Figure) bool { return f.Unit == "percent" || f.Unit == "percentage points" }},
		{"NumberWithUnit-AgeModel", 1, func(f news.Figure) bool { return f.Measure == "age" }},
		{"NumberWithUnit-CurrencyModel", 0.92, func(f news.Figure) bool { return len(f.Unit) == 3 && f.Unit == strings.ToUpper(f.Unit) }},
		{"NumberWithUnit-DimensionModel", 0.89, func(f news.Figure) bool { return dimensionNames[f.Unit] != "" }},
	} {
		t.Run(test.file, func(t *testing.T) {
			raw, err := os.ReadFile(filepath.Join(dir, test.file+".json"))
			if err != nil {
				t.Fatal(err)
			}
			var cases []specification
			if err := json.Unmarshal(raw, &cases); err != nil {
				t.Fatal(err)
			}
			right, all := 0, 0
			for _, c := range cases {
				if c.NotSupported != "" {
					continue
				}
				all++
				got := figuresOf(c.Input, test.file)
				var kept []news.Figure
				for _, f := range got {
					if test.kind(f) {
						kept = append(kept, f)
					}
				}
				if why := unresolved(c, kept, test.file); why != "" {
					t.Logf("%q: %s", c.Input, why)
				} else {
					right++
				}
			}
			share := float64(right) / float64(all)
			t.Logf("%d of %d resolved: %.3f", right, all, share)
			if share < test.floor {
				t.Errorf("%.3f of the cases are resolved, want at least %.2f", share, test.floor)
			}
		})
	}
}

// figuresOf reads a text as one sentence; for the number model also what is
// no figure of an article (a bare numeral with no noun), so bare numbers are
// taken from the number grammar.
func figuresOf(text, model string) []news.Figure {
	d := &news.Doc{Article: news.Article{ID: "spec", Language: "en", Text: text}}
	d.Sentences = []news.Sentence{{Span: news.Span{Start: 0, End: len(text)}}}
	if !strings.HasPrefix(model, "Number-NumberModel") {
		if err := Annotate(context.Background(), d); err != nil {
			panic(err)
		}
		return d.Figures
	}
	s := scanner{lexer: lexer{doc: d, text: d.Text}}
	s.lexer.sentence(d.Sentences[0].Span, 0, 0)
	var out []news.Figure
	for i := 0; i < len(s.words); i++ {
		n, ok := s.number(i)
		if !ok || n.indefinite || n.zero || n.vague || n.ordinal || s.is(i, "lone", "sole", "previous", "last") {
			continue
		}
		if n.digits && s.glued(n.last) && s.words[n.last].kind == letters {
			continue // a measure
		}
		if n.digits && (s.monthAt(i-1) || s.monthAt(i+1)) {
			continue
		}
		value := n.value
		if s.sign(i-1, '-') && !s.glued(i-1) || s.is(i-1, "minus", "negative") {
			value = -value
		}
		if f := (finding{num: n, first: i, last: n.last, value: n.value, low: value, high: value}); s.ratio(&f) {
			value, n.last = math.Copysign(f.value, value), f.last
		}
		out = append(out, news.Figure{Value: value, HasValue: true, Number: news.Span{Start: s.words[i].start, End: s.words[n.last-1].end}})
		i = n.last - 1
	}
	return out
}

// dimensionNames maps the units of the specifications to ours.
var dimensionNames = map[string]string{"m": "Meter", "mi": "Mile", "ft": "Foot", "lb": "Pound", "gal": "Gallon", "t": "Metric ton", "km/h": "Kilometer per hour",
	"kg": "Kilogram", "ug": "Microgram", "m2": "Square meter", "ton": "Ton", "km": "Kilometer", "in": "Inch", "pm": "Picometer", "ml": "Milliliter",
	"bbl": "Barrel", "oz": "Ounce", "ac": "Acre", "cu ft": "Cubic foot", "bits": "Bit", "mph": "Mile per hour", "mm": "Millimeter",
	"km2": "Square kilometer", "dm": "Decimeter", "MB": "Megabyte", "g": "Gram", "cm": "Centimeter"}

var moneyNames = map[string]string{"USD": "Dollar", "GBP": "Pound", "JPY": "Japanese yen", "CAD": "Canadian dollar", "CNY": "Chinese yuan",
	"CHF": "Franc", "EUR": "Euro", "FIM": "Finnish markka", "HKD": "Hong Kong dollar", "AUD": "Australian dollar", "ESP": "Peseta",
	"NLG": "Netherlands guilder", "CRC": "Costa Rican colón", "GEL": "Georgian lari", "LAK": "Lao kip", "INR": "Rupee"}

// unresolved tells what of the case is not found, "" when all of it is.
func unresolved(c specification, got []news.Figure, model string) string {
	if len(c.Results) == 0 {
		if len(got) > 0 && !strings.HasPrefix(model, "Number-NumberModel") {
			return "nothing is expected"
		}
		return ""
	}
	used := make([]bool, len(got))
next:
	for _, r := range c.Results {
		if r.Resolution.Value == nil || *r.Resolution.Value == "null" {
			continue // a unit without a number is no figure
		}
		want, err := strconv.ParseFloat(strings.TrimSuffix(*r.Resolution.Value, "%"), 64)
		if err != nil {
			return err.Error()
		}
		for i, f := range got {
			value := f.Value
			if u := r.Resolution.Unit; u != nil {
				switch *u {
				case "Cent", "Pence", "Penny":
					value *= 100
				}
			}
			if used[i] || math.Abs(value-want) > 1e-9*math.Max(1e-6, math.Abs(want)) {
				continue
			}
			if start, end := bytesOf(c.Input, r.Start, r.End+1); f.Number.Start < start || f.Number.End > end {
				continue // found elsewhere
			}
			if u := r.Resolution.Unit; u != nil && !sameUnit(f.Unit, *u) {
				continue
			}
			used[i] = true
			continue next
		}
		unit := ""
		if r.Resolution.Unit != nil {
			unit = *r.Resolution.Unit
		}
		var have []string
		for _, f := range got {
			have = append(have, strconv.FormatFloat(f.Value, 'g', -1, 64)+" "+f.Unit)
		}
		return r.Text + " = " + *r.Resolution.Value + " " + unit + ", got " + strings.Join(have, "; ")
	}
	return ""
}

func sameUnit(ours, theirs string) bool {
	switch theirs {
	case "United States dollar", "Dollar", "Cent":
		return ours == "USD"
	case "Pence", "Penny":
		return ours == "GBP"
	case "Swiss franc":
		return ours == "CHF"
	case "Year", "Month", "Week", "Day":
		return ours == strings.ToLower(theirs)+"s"
	case "Age":
		return ours == "years"
	case "Megabit":
		return ours == "MB"
	}
	return dimensionNames[ours] == theirs || moneyNames[ours] == theirs
}

// bytesOf turns characters of the specifications, which count in UTF-16, into bytes.
func bytesOf(text string, from, to int) (start, end int) {
	start, end = len(text), len(text)
	n := 0
	for i, r := range text {
		if n == from {
			start = i
		}
		if n == to {
			end = i
			break
		}
		n++
		if r > 0xffff {
			n++
		}
	}
	return start, end
}
