package pages

// How templates write times, numbers and addresses.

import (
	"fmt"
	"html/template"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"

	"parallax/library"
	"parallax/news"
	"parallax/report"
)

var functions = template.FuncMap{
	"style":   func() template.CSS { return template.CSS(style) },
	"script":  func() string { return scriptPath },
	"icon":    func() string { return iconPath },
	"plain":   report.Plain,
	"count":   count,
	"percent": func(share float64) string { return fmt.Sprintf("%.0f %%", share*100) },
	"at":      at,
	"day":     func(t time.Time) string { return t.UTC().Format("2 Jan 2006") },
	"stamp":   func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
	"article": articlePath,
	"said":    said,
	"speaker": func(name string) string { return "/speaker?" + url.Values{"name": {name}}.Encode() },
	"outlet":  func(name string) string { return "/outlet/" + escapePath(name) },
	"bars":    newBars,
}

func count(n int, what string) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	switch {
	case n == 1:
		return s + " " + what
	case strings.HasSuffix(what, "y"):
		return s + " " + strings.TrimSuffix(what, "y") + "ies"
	}
	return s + " " + what + "s"
}

// at writes a moment, in UTC; the script turns it into the reader's own time.
func at(t time.Time) string {
	switch t = t.UTC(); {
	case t.IsZero() || t.Unix() == 0:
		return "no date"
	case t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0: // so is written what has a date only
		return t.Format("2 Jan 2006")
	}
	return t.Format("2 Jan 2006, 15:04")
}

// titleOf is a title in one line; some are a whole text.
func titleOf(s string) string { return clip(report.Plain(s), 300) }

func rough(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "a moment"
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}

func articlePath(id string) string { return "/article/" + escapePath(id) }

// escapePath writes s as one path: also an ID with slashes or dots in it stays what it is.
func escapePath(s string) string {
	s = url.PathEscape(s)
	if s == "." || s == ".." {
		s = strings.ReplaceAll(s, ".", "%2E")
	}
	return s
}

// web lets only links to the web through.
func web(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return report.Plain(address)
	}
	return ""
}

// storyNumber reads the number of a story from the path: 12, or s12 as commands name it.
func storyNumber(s string) (int, error) {
	n, err := library.ParseStory(s)
	if err != nil {
		return 0, news.ErrNotFound
	}
	return n, nil
}

// A bar of a sparkline, in units of its view box.
type bar struct{ X, Y, W, H float64 }

type barChart struct {
	Width, Height float64
	Bars          []bar
}

// newBars draws counts over time.
func newBars(counts []int) barChart {
	const width, height, least = 96.0, 22.0, 1.5
	c := barChart{Width: width, Height: height}
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	if most == 0 {
		return c
	}
	each := width / float64(max(len(counts), 12))
	for i, n := range counts {
		if n == 0 {
			continue
		}
		h := least + (height-least)*float64(n)/float64(most)
		c.Bars = append(c.Bars, bar{X: math.Round(float64(i)*each*10) / 10, Y: math.Round((height-h)*10) / 10, W: math.Round(each*8) / 10, H: math.Round(h*10) / 10})
	}
	return c
}

// said puts very words between quotation marks, unless they have brought their own.
func said(q speakerQuote) string {
	if !q.Direct || strings.HasPrefix(q.Text, "\"") || strings.HasPrefix(q.Text, "“") || strings.HasPrefix(q.Text, "‘") || strings.HasPrefix(q.Text, "«") || strings.HasPrefix(q.Text, "„") {
		return q.Text
	}
	return "“" + q.Text + "”"
}
