// Package storyline answers what happened in five lines (who, what, when,
// where, why) under a headline, each in the words of the articles. It also
// says when the articles do not look like one story.
package storyline

import (
	"context"
	"slices"
	"sort"
	"strings"
	"time"

	"parallax/compare/internal/prose"
	"parallax/news"
)

// Annotate fills r.Story.
func Annotate(_ context.Context, r *news.Report) error {
	set := prose.Of(r)
	if len(set.Sentences) == 0 {
		return nil
	}
	s := &story{Set: set, concepts: set.Concepts(), titles: set.Titles(), reaches: set.Reaches()}
	s.score = set.Tells(s.reaches)
	r.Story.Headline = s.headline()
	r.Story.What = s.what()
	r.Story.When = s.when()
	r.Story.Who = s.names(4, news.Person, news.Org)
	r.Story.Where = s.names(3, news.Place)
	r.Story.Why = s.why()
	for _, line := range []*news.Line{&r.Story.Headline, &r.Story.What, &r.Story.When, &r.Story.Why} {
		if len(line.Cites) == 0 {
			*line = news.Line{}
		}
	}
	if note := s.apart(); note != "" {
		r.Note(note)
	}
	return nil
}

type story struct {
	*prose.Set
	concepts []float64
	titles   []float64
	reaches  []prose.Reach
	score    []float64 // of each sentence: how much it tells of the event
}

// what is the sentence that opens an article and that the others tell too. Alone on its
// line it must be the news, which stands first and on the first day: unlike the brief,
// which goes on to tell it.
func (s *story) what() news.Line {
	const (
		lower = 0.3  // what each further sentence costs
		later = 0.65 // reports of later days open with what came of it
	)
	first := s.FirstDay()
	score := slices.Clone(s.score)
	for i := range score {
		one := &s.Sentences[i]
		score[i] /= 1 + lower*float64(one.Place)
		if s.Report.Articles[one.Doc].Published.Day() > first {
			score[i] *= later
		}
	}
	return prose.Join(s.Report, []news.Ref{s.Core(max(0, s.Lead(score)))})
}

// names are the entities of the given kinds that the most origins name where
// the news stands.
func (s *story) names(most int, kinds ...news.EntityKind) []news.Line {
	type ranked struct {
		group int
		score float64
	}
	var list []ranked
	for g, e := range s.Report.Entities {
		fits := false
		for _, k := range kinds {
			fits = fits || e.Kind == k
		}
		if !fits || e.Kind == news.Org && s.reporter(e.Name) {
			continue
		}
		score, origins := s.prominence(e)
		if s.Origins > 2 && origins < 2 {
			continue
		}
		list = append(list, ranked{g, score})
	}
	sort.SliceStable(list, func(a, b int) bool { return list[a].score > list[b].score })
	var out []news.Line
	for _, one := range list {
		// Who is far behind the first is scenery.
		if len(out) == most || one.score < list[0].score*0.3 {
			break
		}
		if line := s.name(s.Report.Entities[one.group]); line.Text != "" {
			out = append(out, line)
		}
	}
	return out
}

// reporter reports whether an organisation is one of those that tell the story: its name
// is the agency that an article credits, or the site that it stands on ("bcd.com").
func (s *story) reporter(name string) bool {
	key := strings.ReplaceAll(strings.ToLower(name), " ", "")
	return slices.ContainsFunc(s.Report.Articles, func(d *news.Doc) bool {
		site, _, _ := strings.Cut(d.Outlet, ".")
		return name == d.Agency || key == strings.ReplaceAll(strings.ToLower(site), " ", "")
	})
}

// prominence sums, over the origins, the best score of a sentence that names
// the entity and a little for each further mention.
func (s *story) prominence(e news.EntityGroup) (score float64, origins int) {
	best := make([]float64, s.Origins)
	count := make([]int, s.Origins)
	for _, m := range e.Mentions {
		i := s.At(m)
		if i < 0 {
			continue
		}
		o := s.Sentences[i].Origin
		best[o] = max(best[o], s.score[i])
		count[o]++
	}
	for o, b := range best {
		if count[o] == 0 {
			continue
		}
		origins++
		score += b * (1 + 0.1*float64(min(count[o], 10)))
	}
	return score, origins
}

// name shows the entity by its name where some article writes it so, else by
// its first mention.
func (s *story) name(e news.EntityGroup) news.Line {
	const cites = 3
	line := news.Line{Text: e.Name}
	last := -1
	for _, m := range e.Mentions {
		if len(line.Cites) < cites && m.Doc != last && s.Report.Slice(m) == e.Name {
			line.Cites = append(line.Cites, m)
			last = m.Doc
		}
	}
	if len(line.Cites) == 0 && len(e.Mentions) > 0 {
		line = news.Line{Text: s.Report.Slice(e.Mentions[0]), Cites: e.Mentions[:1]}
	}
	return line
}

// when is the day that the most origins give where they tell the event.
func (s *story) when() news.Line {
	type day struct {
		score []float64 // by origin
		cites []news.Ref
	}
	days := map[string]*day{}
	var order []string
	for a, d := range s.Report.Articles {
		for _, t := range d.Times {
			const full = len("2006-01-02")
			if (t.Type != news.Date && t.Type != news.TimeOfDay) || len(t.Value) < full || t.Value[0] == 'X' || t.Value[4] != '-' || t.Value[7] != '-' {
				continue
			}
			ref := news.Ref{Doc: a, Span: t.Span}
			i := s.At(ref)
			if i < 0 {
				continue
			}
			value := t.Value[:full]
			one := days[value]
			if one == nil {
				one = &day{score: make([]float64, s.Origins)}
				days[value] = one
				order = append(order, value)
			}
			o := s.Sentences[i].Origin
			one.score[o] = max(one.score[o], s.score[i])
			one.cites = append(one.cites, ref)
		}
	}
	sort.Strings(order)
	from, to := s.newsDays()
	best, line := 0.0, news.Line{}
	for _, value := range order {
		sum := 0.0
		for _, x := range days[value].score {
			sum += x
		}
		if from != "" && (value < from || value > to) {
			sum *= background
		}
		if sum > best {
			best = sum
			line = news.Line{Text: value, Cites: firstOfEach(days[value].cites, 4)}
		}
	}
	return line
}

// background weighs a day far from the reports' own: an anniversary's year or
// the caption of an old picture tells the day of another event.
const background = 0.2

// newsDays is the stretch in which a reported event lies: from a month before
// the first report to a month after the last; "" when no report has a date.
func (s *story) newsDays() (from, to string) {
	for _, d := range s.Report.Articles {
		if at := d.Published.Day(); at != "" {
			if from == "" || at < from {
				from = at
			}
			to = max(to, at)
		}
	}
	first, err := time.Parse(time.DateOnly, from)
	last, err2 := time.Parse(time.DateOnly, to)
	if err != nil || err2 != nil {
		return "", ""
	}
	return first.AddDate(0, -1, 0).Format(time.DateOnly), last.AddDate(0, 1, 0).Format(time.DateOnly)
}

// firstOfEach keeps the first ref of each article, at most n.
func firstOfEach(refs []news.Ref, n int) []news.Ref {
	var out []news.Ref
	for _, r := range refs {
		if len(out) < n && (len(out) == 0 || out[len(out)-1].Doc != r.Doc) {
			out = append(out, r)
		}
	}
	return out
}
