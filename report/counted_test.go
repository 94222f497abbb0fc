package report

import (
	"testing"

	"parallax/news"
)

func TestValueText(t *testing.T) {
	r := &news.Report{Articles: []*news.Doc{{Article: news.Article{Text: "x"}}}}
	for _, tt := range []struct {
		value float64
		unit  string
		want  string
	}{
		{578, "school", "578"}, // not "578 school"
		{1, "school", "1 school"},
		{12, "people", "12"},
		{5, "years", "5 years"},
		{2.5, "km/h", "2.5 km/h"},
		{3, "sq ft", "3 sq ft"},
		{7, "ton", "7 ton"},
		{14, "percent", "14 %"},
		{90, "USD", "USD 90"},
	} {
		m := news.FigureMention{Figure: news.Figure{HasValue: true, Value: tt.value, Low: tt.value, High: tt.value, Unit: tt.unit, Bound: news.Exact, Number: news.Span{End: 1}}}
		if got := valueText(r, m); got != tt.want {
			t.Errorf("%g %s: %q, want %q", tt.value, tt.unit, got, tt.want)
		}
	}
}
