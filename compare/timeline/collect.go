package timeline

import (
	"strings"

	"parallax/compare/internal/clause"
	"parallax/compare/internal/prose"
	"parallax/news"
	"parallax/text/timex"
)

// collect appends the tellings of article i.
func collect(out []telling, set *prose.Set, i int) []telling {
	d := set.Report.Articles[i]
	at := 0
	for n, s := range d.Sentences {
		for at < len(d.Times) && d.Times[at].Start < s.Start {
			at++
		}
		end := at
		for end < len(d.Times) && d.Times[end].Start < s.End {
			end++
		}
		if at == end || !tells(d, s.Span) {
			at = end
			continue
		}
		var clauses []clause.Clause
		cut := false
		first := len(out)
		for ; at < end; at++ {
			t := d.Times[at]
			date := dateOf(t)
			if date == "" || describes(d, t) {
				continue
			}
			if !cut {
				clauses, cut = clause.Cut(d, n), true
			}
			spans, verb := tellingSpans(d, s.Span, clauses, t.Span)
			if len(spans) == 0 || current(d, t, verb) {
				continue
			}
			one := telling{doc: i, spans: spans, time: t.Value, date: date, sentence: n}
			if again(out[first:], &one) {
				continue
			}
			one.read(set, d, t.Span)
			out = append(out, one)
		}
	}
	return out
}

// tells reports that a sentence is the article's own prose or a caption, whose
// facts are facts too.
func tells(d *news.Doc, span news.Span) bool {
	for i := range d.Boilerplate {
		b := &d.Boilerplate[i]
		if b.Start >= span.End {
			break
		}
		if b.Overlaps(span) && b.Kind != news.Caption {
			return false
		}
	}
	return true
}

// again reports that the sentence has told of the date already; the finer date
// of the two stays.
func again(told []telling, one *telling) bool {
	for i := range told {
		t := &told[i]
		if t.date == one.date || strings.HasPrefix(t.date, one.date) {
			return true
		}
		if strings.HasPrefix(one.date, t.date) {
			t.date, t.time = one.date, one.time
			return true
		}
	}
	return false
}

// dateOf is the date of a time as a calendar has it: a day, a month, a year;
// a week or a quarter counts as the month or the year that holds it. Empty for
// what no calendar has: durations, sets, "now", a decade, an unknown year.
func dateOf(t news.Time) string {
	if t.Type != news.Date && t.Type != news.TimeOfDay {
		return ""
	}
	v := t.Value
	if len(v) < 4 || !digits(v[:4]) {
		return ""
	}
	switch {
	case len(v) == 4:
		return v
	case len(v) >= 10 && digits(v[5:7]) && digits(v[8:10]):
		return v[:10]
	case len(v) == 7 && digits(v[5:7]):
		return v
	case len(v) >= 8 && v[5] == 'W' && digits(v[6:8]):
		return weekDate(v)
	case len(v) >= 6:
		return v[:4] // a quarter, a half, a season
	}
	return ""
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// weekDate is the month of the ISO week, or its year when the week lies in two
// months.
func weekDate(v string) string {
	year := number(v[:4])
	week := number(v[6:8])
	// 4 January lies in week 1 of its year (ISO 8601)
	jan4 := timex.Date{Year: year, Month: 1, Day: 4}
	monday := jan4.AddDays(7*(week-1) - (jan4.Weekday() - 1))
	first, last := monday, monday.AddDays(6)
	if strings.HasSuffix(v, "-WE") {
		first = monday.AddDays(5)
	}
	switch a, b := first.String(), last.String(); {
	case a[:7] == b[:7]:
		return a[:7]
	case a[:4] == b[:4]:
		return a[:4]
	}
	return ""
}

func number(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// describes reports a time that says what kind of thing is meant, not when
// something happened: "the 2020 nomination", "New Year's Eve parties",
// "Copyright 2016", "fiscal 2019"; or one that only begins or measures a state:
// "since 2015", "compared to 2015".
func describes(d *news.Doc, t news.Time) bool {
	raw := d.Slice(t.Span)
	if strings.Contains(raw, "fiscal") || strings.HasPrefix(raw, "the past ") || strings.HasPrefix(raw, "the last ") {
		return true // over the past year: how long, not when
	}
	first, end := d.TokensIn(t.Span)
	if first == 0 {
		return false
	}
	prev := d.Tokens[first-1]
	before := strings.ToLower(d.Slice(prev.Span))
	year := len(t.Value) == len("2006")
	if year {
		switch before {
		case "copyright", "©", "(c)", "since", "than":
			return true
		case "to", "with":
			return first > 1 && d.Tokens[first-2].Lemma == "compare"
		}
	}
	if end >= len(d.Tokens) || d.Tokens[end].Start > t.End+1 {
		return false
	}
	noun := d.Tokens[end].POS == news.NOUN || d.Tokens[end].POS == news.PROPN || d.Tokens[end].POS == news.ADJ
	if !noun {
		return false
	}
	if year && t.Len() == 4 {
		switch prev.POS {
		case news.DET, news.PRON, news.ADJ, news.PART:
			return true
		}
		return before == "'s" || before == "’s"
	}
	return holiday(raw) && d.Tokens[end].POS != news.ADJ && before != "on"
}

// holiday reports a day told by its name.
func holiday(raw string) bool {
	for i := range len(raw) {
		if raw[i] >= '0' && raw[i] <= '9' {
			return false
		}
	}
	return strings.Contains(raw, "Eve") || strings.Contains(raw, "Christmas") || strings.Contains(raw, "New Year") ||
		strings.Contains(raw, "King") || strings.Contains(raw, "Thanksgiving")
}

// current reports the year of publication told as such ("this year"): most
// such clauses tell how things stand. It is an event when the verb is past.
func current(d *news.Doc, t news.Time, verb int) bool {
	if len(t.Value) != len("2006") || t.Value != d.Published.Day()[:min(4, len(d.Published.Day()))] {
		return false
	}
	return verb < 0 || !past(d, verb)
}

// past reports a verb in a past form.
func past(d *news.Doc, verb int) bool {
	tok := d.Tokens[verb]
	form := strings.ToLower(d.Slice(tok.Span))
	return tok.Lemma != "" && form != tok.Lemma && !strings.HasSuffix(form, "s") && !strings.HasSuffix(form, "ing")
}
