// Package alert tells people and programs of what they asked to be told: a
// story about a name, a figure that moves, a status that changes, a conflict.
// What fires is written down before the desk takes note of the change, and is
// delivered until the receiver has said that it has it: at least once, under an
// ID that stays the same.
package alert

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"parallax/news"
)

// A Rule says what to tell of. All its parts must hold; it fires when one of
// those that can become true has just done so. A rule that only chooses stories
// fires once for each.
type Rule struct {
	ID    string    `json:"id"`
	Name  string    `json:"name"`            // for people
	Made  time.Time `json:"made"`            // what arrived before is not told of
	Maker string    `json:"maker,omitempty"` // account

	// Which stories. Words are compared without case and accents.
	Entity string `json:"entity,omitempty"` // a person or organisation
	Place  string `json:"place,omitempty"`
	Outlet string `json:"outlet,omitempty"` // its name or domain
	Words  string `json:"words,omitempty"`  // all in one article

	// What becomes true of them.
	NewStory bool        `json:"new_story,omitempty"`
	Origins  int         `json:"origins,omitempty"` // that many tell it
	Conflict bool        `json:"conflict,omitempty"`
	Change   bool        `json:"change,omitempty"`  // of a status
	Status   news.Status `json:"status,omitempty"`  // to this one, "" any
	Figure   string      `json:"figure,omitempty"`  // kind of the figure that moves: a measure or what is counted
	By       float64     `json:"by,omitempty"`      // so much
	Percent  bool        `json:"percent,omitempty"` // of what the first report says

	// Where to. Without a webhook the rule shows in the feed only.
	Webhook string `json:"webhook,omitempty"`
	Off     string `json:"off,omitempty"` // why it is switched off
}

// ErrRule says that a rule cannot be taken.
var ErrRule = errors.New("this cannot be a rule")

const maxText = 200 // bytes of a field that a person writes

var statuses = []news.Status{news.Planned, news.Expected, news.Unconfirmed, news.Claimed, news.Confirmed, news.Denied, news.Happened, news.Cancelled}

// Statuses lists what a rule may wait for.
func Statuses() []news.Status { return slices.Clone(statuses) }

// check makes a rule as it is kept of what a person wrote.
func (r *Rule) check() error {
	for _, f := range []*string{&r.Name, &r.Entity, &r.Place, &r.Outlet, &r.Words, &r.Figure, &r.Webhook} {
		*f = strings.Join(strings.Fields(*f), " ")
		if most := maxText; len(*f) > most && f != &r.Webhook || len(*f) > 2000 || !utf8.ValidString(*f) {
			return fmt.Errorf("%w: a field has more than %d bytes, or is no text", ErrRule, most)
		}
	}
	for _, f := range []string{r.Entity, r.Place, r.Outlet, r.Words, r.Figure} {
		if f != "" && len(fold(f)) == 0 {
			return fmt.Errorf("%w: %q has no word in it", ErrRule, f)
		}
	}
	r.Change = r.Change || r.Status != ""
	switch {
	case r.Entity == "" && r.Place == "" && r.Outlet == "" && r.Words == "" && !r.events():
		return fmt.Errorf("%w: it says neither which stories nor what about them", ErrRule)
	case r.Origins < 0 || r.Origins > 1000:
		return fmt.Errorf("%w: a number of origins is 1 to 1000", ErrRule)
	case r.Status != "" && !slices.Contains(statuses, r.Status):
		return fmt.Errorf("%w: there is no status %q", ErrRule, r.Status)
	case r.Figure != "" && (math.IsNaN(r.By) || math.IsInf(r.By, 0) || r.By <= 0):
		return fmt.Errorf("%w: a figure moves by a number above 0", ErrRule)
	case r.Figure == "" && r.By != 0:
		return fmt.Errorf("%w: it does not say which figure moves", ErrRule)
	}
	if r.Webhook != "" {
		u, err := url.Parse(r.Webhook)
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
			return fmt.Errorf("%w: a webhook is an http or https address, without a password in it", ErrRule)
		}
	}
	if r.Name == "" {
		r.Name = r.String()
	}
	return nil
}

// events reports whether the rule waits for something to become true.
func (r *Rule) events() bool {
	return r.NewStory || r.Origins > 0 || r.Conflict || r.Change || r.Figure != ""
}

// String says in words what the rule waits for.
func (r Rule) String() string {
	var which, what []string
	add := func(to *[]string, on bool, format string, args ...any) {
		if on {
			*to = append(*to, fmt.Sprintf(format, args...))
		}
	}
	add(&which, r.Entity != "", "about %s", r.Entity)
	add(&which, r.Place != "", "in %s", r.Place)
	add(&which, r.Outlet != "", "told by %s", r.Outlet)
	add(&which, r.Words != "", "with the words %q", r.Words)
	add(&what, r.NewStory, "is new")
	add(&what, r.Origins > 0, "has %d origins", r.Origins)
	add(&what, r.Conflict, "has a conflict")
	add(&what, r.Change && r.Status == "", "changes a status")
	add(&what, r.Change && r.Status != "", "has something become %s", r.Status)
	unit := ""
	if r.Percent {
		unit = " %"
	}
	add(&what, r.Figure != "", "moves its figure of %s by %v%s", r.Figure, r.By, unit)
	out := strings.Join(append([]string{"a story"}, which...), " ")
	if len(what) > 0 {
		out += " that " + strings.Join(what, " and ")
	}
	return out
}
