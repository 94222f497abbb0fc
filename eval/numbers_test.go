package eval

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
	"parallax/nlp/figure"
)

// A specification is one case of the English specifications of Recognizers-Text
// (MIT): an input and the expected resolution of one kind of quantity.
type specification struct {
	Input        string
	NotSupported string
	Results      []struct {
		Text       string
		Start, End int
		Resolution struct{ Value, Unit *string }
	}
}

// TestNumbers measures which share of the specifications is resolved: every
// expected quantity with its value and unit, and nothing where nothing is.
func TestNumbers(t *testing.T) {
	dir := filepath.Join(shared, "corpora", "recognizers")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("left out: the specifications are not here:", err)
	}
	scores := map[string]float64{}
	var data []string
	right, all := 0, 0
	for _, kind := range []struct {
		file string
		is   func(news.Figure) bool
	}{
		{"Number-NumberModel", func(f news.Figure) bool { return true }},
		{"Number-PercentModel", func(f news.Figure) bool { return f.Unit == "percent" || f.Unit == "percentage points" }},
		{"NumberWithUnit-AgeModel", func(f news.Figure) bool { return f.Measure == "age" }},
		{"NumberWithUnit-CurrencyModel", func(f news.Figure) bool { return len(f.Unit) == 3 && f.Unit == strings.ToUpper(f.Unit) }},
		{"NumberWithUnit-DimensionModel", func(f news.Figure) bool { return dimensionNames[f.Unit] != "" }},
	} {
		path := filepath.Join(dir, kind.file+".json")
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var cases []specification
		if err := json.Unmarshal(raw, &cases); err != nil {
			t.Fatal(err)
		}
		resolved, asked := 0, 0
		for _, c := range cases {
			if c.NotSupported != "" {
				continue
			}
			asked++
			var got []news.Figure
			for _, f := range figuresOf(t, c.Input, kind.file) {
				if kind.is(f) {
					got = append(got, f)
				}
			}
			if why := unresolved(c, got, kind.file); why != "" {
				t.Logf("%s %q: %s", kind.file, c.Input, why)
			} else {
				resolved++
			}
		}
		data = append(data, path)
		scores[kind.file] = float64(resolved) / float64(asked)
		t.Logf("%s: %d of %d resolved: %.3f", kind.file, resolved, asked, scores[kind.file])
		right, all = right+resolved, all+asked
	}
	scores["overall"] = float64(right) / float64(all)
	t.Logf("overall: %d of %d resolved: %.3f", right, all, scores["overall"])
	hold(t, "numbers", data, scores)
}

// figuresOf reads a text as one sentence. A bare numeral is no figure of an
// article, so the number model is held against the number grammar.
func figuresOf(t *testing.T, text, model string) []news.Figure {
	if model == "Number-NumberModel" {
		return figure.Numbers(text)
	}
	d := &news.Doc{Article: news.Article{ID: "spec", Language: "en", Text: text}}
	d.Sentences = []news.Sentence{{Span: news.Span{Start: 0, End: len(text)}}}
	if err := figure.Annotate(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return d.Figures
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
