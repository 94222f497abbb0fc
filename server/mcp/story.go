package mcp

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parallax/news"
	"parallax/report"
)

// A Place is words of a source, where they stand.
type Place struct {
	Article  string `json:"article" jsonschema:"id of the article"`
	Outlet   string `json:"outlet"`
	Start    int    `json:"start" jsonschema:"byte offset in the article's text"`
	End      int    `json:"end"`
	Words    string `json:"words" jsonschema:"exactly as the source has them"`
	Sentence string `json:"sentence" jsonschema:"the whole sentence around the words"`
}

// A Version is what one source says.
type Version struct {
	Place
	Says      string `json:"says,omitempty" jsonschema:"the value or the status in short"`
	ClaimedBy string `json:"claimed_by,omitempty" jsonschema:"who the source says it comes from"`
	AsOf      string `json:"as_of,omitempty" jsonschema:"date it holds for"`
}

// A Difference is one thing that the reports tell differently, or agree on.
type Difference struct {
	Kind     string    `json:"kind" jsonschema:"figure, claim, quote or wording"`
	What     string    `json:"what"`
	Verdict  string    `json:"verdict" jsonschema:"conflict, update, altered, labels, agree or compatible"`
	Why      string    `json:"why"`
	Versions []Version `json:"versions"`
}

// A Line is a sentence that is made of the words it cites.
type Line struct {
	Text  string  `json:"text"`
	Cites []Place `json:"cites"`
}

// A Report is one of a story's articles.
type Report struct {
	ID        string `json:"id"`
	Outlet    string `json:"outlet"`
	Title     string `json:"title"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Origin    string `json:"origin" jsonschema:"articles with the same origin are copies of one text: one witness"`
}

// A Told is what the reports of a story tell, differences first.
type Told struct {
	Story       string       `json:"story,omitempty"`
	Headline    string       `json:"headline"`
	Origins     int          `json:"origins" jsonschema:"independent witnesses"`
	Differences []Difference `json:"differences" jsonschema:"what the reports do not tell alike: conflicts first"`
	Agreed      []Difference `json:"agreed" jsonschema:"what several origins tell alike"`
	Alone       []Version    `json:"alone" jsonschema:"what only one origin has"`
	Brief       []Line       `json:"brief"`
	Articles    []Report     `json:"articles"`
	Notes       []string     `json:"notes" jsonschema:"what the comparison cannot know"`
}

// Bounds of one answer: an assistant reads all of it.
const (
	mostVersions = 8
	mostAgreed   = 15
	mostAlone    = 10
	mostArticles = 60
)

func placeOf(r *news.Report, one news.Ref) Place {
	d := r.Articles[one.Doc]
	w := Place{Article: d.ID, Outlet: d.PublisherName(), Start: one.Start, End: one.End, Words: r.Slice(one)}
	w.Sentence = w.Words
	if i := d.SentenceAt(one.Start); i >= 0 {
		w.Sentence = d.Slice(d.Sentences[i].Span)
	}
	return w
}

func tell(name string, r *news.Report) Told {
	t := Told{Story: name, Headline: r.Story.Headline.Text, Origins: len(r.Origins), Differences: []Difference{}, Agreed: []Difference{}, Alone: []Version{},
		Brief: []Line{}, Articles: []Report{}, Notes: append([]string{}, r.Notes...)}
	add := func(d Difference) {
		d.Versions = d.Versions[:min(len(d.Versions), mostVersions)]
		switch d.Verdict {
		case string(news.Single):
		case string(news.Agree), string(news.Compatible):
			if len(t.Agreed) < mostAgreed {
				t.Agreed = append(t.Agreed, d)
			}
		default:
			t.Differences = append(t.Differences, d)
		}
	}
	for _, g := range r.Figures {
		d := Difference{Kind: "figure", What: g.What, Verdict: string(g.Verdict), Why: g.Why, Versions: []Version{}}
		for _, m := range g.Mentions {
			d.Versions = append(d.Versions, Version{Place: placeOf(r, news.Ref{Doc: m.Doc, Span: m.Span}), Says: report.FigureText(r, m), ClaimedBy: m.ClaimedBy, AsOf: m.AsOf})
		}
		d.Versions = firstOfEach(d.Versions)
		add(d)
	}
	for _, g := range r.Claims {
		d := Difference{Kind: "claim", What: g.What, Verdict: string(g.Verdict), Why: g.Why, Versions: []Version{}}
		for _, c := range g.Support {
			d.Versions = append(d.Versions, Version{Place: placeOf(r, c.Ref), Says: string(c.Status), ClaimedBy: c.ClaimedBy})
		}
		add(d)
	}
	for _, g := range r.Quotes {
		if !g.Altered {
			continue
		}
		d := Difference{Kind: "quote", What: g.Speaker, Verdict: "altered", Why: g.Why, Versions: []Version{}}
		for _, v := range g.Variants {
			d.Versions = append(d.Versions, Version{Place: placeOf(r, v.Ref), Says: string(v.Version)})
		}
		add(d)
	}
	for _, g := range r.Wording {
		d := Difference{Kind: "wording", What: g.Referent, Verdict: "labels", Why: g.Why, Versions: []Version{}}
		for _, l := range g.Labels {
			d.Versions = append(d.Versions, Version{Place: placeOf(r, l)})
		}
		add(d)
	}
	slices.SortStableFunc(t.Differences, func(a, b Difference) int { return cmp.Compare(weight(a.Verdict), weight(b.Verdict)) })
	for _, u := range r.Unique[:min(len(r.Unique), mostAlone)] {
		t.Alone = append(t.Alone, Version{Place: placeOf(r, u.Ref), Says: u.Why})
	}
	for _, b := range r.Brief {
		l := Line{Text: b.Text, Cites: []Place{}}
		for _, c := range b.Cites {
			l.Cites = append(l.Cites, placeOf(r, c))
		}
		t.Brief = append(t.Brief, l)
	}
	for i, d := range r.Articles {
		if i == mostArticles {
			t.Notes = append(t.Notes, fmt.Sprintf("%d more articles are not listed here; all of them were compared", len(r.Articles)-i))
			break
		}
		one := Report{ID: d.ID, Outlet: d.PublisherName(), Title: d.Title, Published: d.Published.At, URL: d.URL}
		if o := r.OriginOf(i); o >= 0 {
			one.Origin = r.Origins[o].Name
		}
		t.Articles = append(t.Articles, one)
	}
	return t
}

// firstOfEach keeps, of versions that say the same, the first of each outlet.
func firstOfEach(all []Version) []Version {
	seen := map[[3]string]bool{}
	return slices.DeleteFunc(all, func(v Version) bool {
		key := [3]string{v.Says, v.Outlet, v.ClaimedBy}
		again := seen[key]
		seen[key] = true
		return again
	})
}

func weight(verdict string) int {
	return slices.Index([]string{string(news.Conflict), string(news.Update), "altered", "labels"}, verdict)
}

// text is what an assistant reads who takes no data.
func (t Told) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: “%s”. %d articles of %d origins.\n", cmp.Or(t.Story, "These texts"), line(t.Headline), len(t.Articles), t.Origins)
	if len(t.Differences) == 0 {
		b.WriteString("No differences between the reports were found.\n")
	}
	for i, d := range t.Differences {
		const most = 12
		if i == most {
			fmt.Fprintf(&b, "... and %d more differences in the data.\n", len(t.Differences)-i)
			break
		}
		fmt.Fprintf(&b, "%s (%s): %s. %s\n", strings.ToUpper(d.Verdict), d.Kind, line(d.What), line(d.Why))
		for _, v := range d.Versions {
			fmt.Fprintf(&b, "  - %s [%s, bytes %d to %d]: “%s”\n", line(cmp.Or(v.Outlet, "no outlet")), line(v.Article), v.Start, v.End, line(v.Words))
		}
	}
	if len(t.Brief) > 0 {
		b.WriteString("Brief, in words of the sources:\n")
	}
	for _, l := range t.Brief {
		var ids []string
		for _, c := range l.Cites {
			if id := line(c.Article); !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		fmt.Fprintf(&b, "  - “%s” [%s]\n", line(l.Text), strings.Join(ids, ", "))
	}
	for _, n := range t.Notes {
		fmt.Fprintf(&b, "Note: %s\n", line(n))
	}
	return b.String()
}
