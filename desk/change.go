package desk

import (
	"parallax/library"
	"parallax/news"
	"parallax/report"
)

// A StoryChange is what a story has now that it had not, or had otherwise.
type StoryChange struct {
	Section string       `json:"section" enum:"report,edit,figure,claim,quote,event"`
	What    string       `json:"what"`
	Before  *string      `json:"before"`
	After   string       `json:"after"`
	Why     string       `json:"why,omitempty"`
	Article string       `json:"article,omitempty" doc:"of an edit"`
	Old     *string      `json:"old,omitempty" doc:"of an edit"`
	New     *string      `json:"new,omitempty" doc:"of an edit"`
	Cites   []report.Ref `json:"cites" doc:"into the articles as they are now"`
}

// StoryChanges puts the changes of a report into the shape in which they are given out.
func StoryChanges(r *news.Report, all []library.Change) []StoryChange {
	out := make([]StoryChange, 0, len(all))
	for _, c := range all {
		one := StoryChange{Section: c.Section, What: c.What, After: c.After, Why: c.Why, Cites: report.Refs(r, c.Cites)}
		if c.Before != "" {
			one.Before = &c.Before
		}
		if c.Edit != nil {
			one.Article, one.Old, one.New = c.Edit.Article, &c.Edit.Old, &c.Edit.New
		}
		out = append(out, one)
	}
	return out
}
