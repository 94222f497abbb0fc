package meta

import (
	"strings"

	"parallax/news"
	"parallax/text"
	"parallax/text/timex"
)

// published sets d.Published: the container's date, the address, a date line,
// and last what the days that the text names allow.
func (p *page) published() {
	d := p.doc
	if d.Published.At != "" {
		if d.Published.From == "" {
			d.Published.From = news.FromMetadata
		}
		return
	}
	if day, ok := dayInAddress(text.Unwrap(d.URL)); ok {
		d.Published = news.Published{At: day.String(), From: news.FromMetadata, Why: "the article's address names the day"}
		return
	}
	if pub, ok := p.dateLine(); ok {
		d.Published = pub
		return
	}
	if pub, ok := p.stampInLine(); ok {
		d.Published = pub
		return
	}
	if pub, ok := p.fromContext(); ok {
		d.Published = pub
		return
	}
	d.Note(news.NoDate)
}

// dayInAddress reads /2017/12/29/ or /2017/dec/29/ in a path.
func dayInAddress(address string) (timex.Date, bool) {
	parts := strings.Split(address, "/")
	for i := 0; i+2 < len(parts); i++ {
		if len(parts[i]) != 4 || !digitsOnly(parts[i]) || len(parts[i+2]) < 1 || len(parts[i+2]) > 2 || !digitsOnly(parts[i+2]) {
			continue
		}
		month := number(parts[i+1])
		if !digitsOnly(parts[i+1]) || len(parts[i+1]) > 2 {
			month = monthNumber[strings.ToLower(parts[i+1])]
		}
		day := timex.Date{Year: number(parts[i]), Month: month, Day: number(parts[i+2])}
		if day.Year >= 1990 && day.Valid() {
			return day, true
		}
	}
	return timex.Date{}, false
}

var monthNumber = map[string]int{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	"january": 1, "february": 2, "march": 3, "april": 4, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func number(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
