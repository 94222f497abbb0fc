package prose

import (
	"time"

	"parallax/news"
)

// Background reports whether all days that a sentence names lie long before
// its report: what led up to the event, or happened at the place before.
func (s *Set) Background(i int) bool {
	const long = 60 * 24 * time.Hour // a court case runs for weeks and is news
	d := s.Report.Articles[s.Sentences[i].Doc]
	published, err := time.Parse(time.DateOnly, d.Published.Day())
	if err != nil {
		return false
	}
	dated := false
	for _, t := range d.Times {
		if t.Type != news.Date && t.Type != news.TimeOfDay || !s.Sentences[i].Contains(t.Span) {
			continue
		}
		at, ok := lastDay(t.Value)
		if !ok || published.Sub(at) < long {
			return false
		}
		dated = true
	}
	return dated
}

// lastDay reads the last day that a date covers as far as its value tells it.
func lastDay(value string) (time.Time, bool) {
	for _, layout := range [...]string{time.DateOnly, "2006-01", "2006"} {
		if len(value) >= len(layout) {
			if t, err := time.Parse(layout, value[:len(layout)]); err == nil {
				switch layout {
				case "2006-01":
					t = t.AddDate(0, 1, -1)
				case "2006":
					t = t.AddDate(1, 0, -1)
				}
				return t, true
			}
		}
	}
	return time.Time{}, false
}
