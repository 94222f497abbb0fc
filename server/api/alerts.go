package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"parallax/alert"
	"parallax/library"
	"parallax/news"
)

// A Rule says what to tell of: all that is given must hold.
type Rule struct {
	Name     string  `json:"name,omitempty" maxLength:"200" doc:"for people; made of the rest when it is empty"`
	Entity   string  `json:"entity,omitempty" maxLength:"200" doc:"a person or organisation that the story names"`
	Place    string  `json:"place,omitempty" maxLength:"200" doc:"that the story names"`
	Outlet   string  `json:"outlet,omitempty" maxLength:"200" doc:"that tells it: name or domain"`
	Words    string  `json:"words,omitempty" maxLength:"200" doc:"that one of its articles has, all of them"`
	NewStory bool    `json:"new_story,omitempty" doc:"the story is new"`
	Origins  int     `json:"origins,omitempty" minimum:"0" maximum:"1000" doc:"that many tell it"`
	Conflict bool    `json:"conflict,omitempty" doc:"its reports contradict each other"`
	Change   bool    `json:"change,omitempty" doc:"the status of a claim changes"`
	Status   string  `json:"status,omitempty" enum:"planned,expected,unconfirmed,claimed,confirmed,denied,happened,cancelled" doc:"to this one"`
	Figure   string  `json:"figure,omitempty" maxLength:"200" doc:"kind of the figure that moves: injured, killed, votes"`
	By       float64 `json:"by,omitempty" minimum:"0" doc:"so much, counted from the first report"`
	Percent  bool    `json:"percent,omitempty" doc:"of what the first report says"`
	Webhook  string  `json:"webhook,omitempty" maxLength:"2000" doc:"address that is told; without one the rule shows in the feed. Shown to editors only."`
}

func (r Rule) alert() alert.Rule {
	return alert.Rule{Name: r.Name, Entity: r.Entity, Place: r.Place, Outlet: r.Outlet, Words: r.Words, NewStory: r.NewStory, Origins: r.Origins,
		Conflict: r.Conflict, Change: r.Change, Status: news.Status(r.Status), Figure: r.Figure, By: r.By, Percent: r.Percent, Webhook: r.Webhook}
}

// A KeptRule is a rule that has been set.
type KeptRule struct {
	ID    string    `json:"id"`
	Says  string    `json:"says" doc:"what it tells of, in words"`
	Made  time.Time `json:"made" doc:"what arrived before is not told of"`
	Maker string    `json:"maker" doc:"account"`
	Off   string    `json:"off" doc:"why it is switched off, empty when it is on"`
	Rule
}

func (a *API) ruleOf(ctx context.Context, r alert.Rule) KeptRule {
	out := KeptRule{r.ID, r.String(), r.Made, r.Maker, r.Off, Rule{r.Name, r.Entity, r.Place, r.Outlet, r.Words, r.NewStory, r.Origins, r.Conflict, r.Change,
		string(r.Status), r.Figure, r.By, r.Percent, r.Webhook}}
	if !a.opts.MayEdit(ctx) {
		out.Webhook = "" // such an address is often a secret itself
	}
	return out
}

// A Delivery is one alert on its way.
type Delivery struct {
	Alert string     `json:"alert" doc:"ID, which the webhook gets as webhook-id"`
	Story string     `json:"story" doc:"empty for a test"`
	At    time.Time  `json:"at" doc:"when it fired"`
	State string     `json:"state" enum:"waiting,delivered,dead,listed" doc:"listed: it shows in the feed only"`
	Tries int        `json:"tries"`
	Next  *time.Time `json:"next" doc:"try"`
	Error string     `json:"error" doc:"of the last try"`
}

// A Fired alert says what has become true of a story.
type Fired struct {
	ID       string    `json:"id"`
	Type     string    `json:"type" enum:"story.alert,test"`
	At       time.Time `json:"at"`
	Rule     string    `json:"rule"`
	Story    string    `json:"story" doc:"empty for a test"`
	Headline string    `json:"headline"`
	Why      []Because `json:"why"`
}

// Because is one thing that has become true, with the words that say so.
type Because struct {
	What  string       `json:"what"`
	Cites []alert.Cite `json:"cites"`
}

func firedOf(one *alert.Alert) Fired {
	out := Fired{ID: one.ID, Type: one.Type, At: one.At, Rule: one.Rule, Headline: one.Headline, Why: []Because{}}
	if one.Story > 0 {
		out.Story = library.StoryName(one.Story)
	}
	for _, w := range one.Why {
		out.Why = append(out.Why, Because{w.What, append([]alert.Cite{}, w.Cites...)})
	}
	return out
}

func (a *API) alerts(all *alert.Alerts) {
	type list struct {
		Paged
		Body struct {
			Alerts []Fired `json:"alerts"`
		}
	}
	get(a, "/alerts", "list-alerts", "alerts", "List what rules have told of", "The newest first, as the feed has them.",
		func(ctx context.Context, in *struct {
			Paging
			Rule string `query:"rule" maxLength:"50" doc:"only those of this rule"`
		}) (*list, error) {
			found, err := all.Feed(ctx, in.Rule, in.Offset+in.Limit+1)
			if err != nil {
				return nil, err
			}
			out := &list{}
			out.Body.Alerts = []Fired{}
			for _, one := range found[min(in.Offset, len(found)):min(in.Offset+in.Limit, len(found))] {
				out.Body.Alerts = append(out.Body.Alerts, firedOf(one))
			}
			out.Link = in.links(ctx, len(found) > in.Offset+in.Limit)
			out.ETag, err = a.fresh(ctx, fmt.Sprintf("%+v", out.Body))
			return out, err
		})

	type rules struct {
		Tagged
		Body struct {
			Rules []KeptRule `json:"rules"`
		}
	}
	get(a, "/alerts/rules", "list-rules", "alerts", "List the rules", "", func(ctx context.Context, _ *struct{}) (*rules, error) {
		out := &rules{}
		out.Body.Rules = []KeptRule{}
		for _, r := range all.Rules() {
			out.Body.Rules = append(out.Body.Rules, a.ruleOf(ctx, r))
		}
		var err error
		out.ETag, err = a.fresh(ctx, fmt.Sprintf("%+v", out.Body))
		return out, err
	})
	type made struct {
		Body struct {
			Rule   KeptRule `json:"rule"`
			Secret string   `json:"secret" doc:"that signs what the webhook gets (Standard Webhooks); it is not shown again"`
		}
	}
	post(a, "/alerts/rules", "add-rule", "alerts", "Set a rule", "It tells of what arrives from now on: all that is given must hold, and one of it must just have become true. A rule that only says which stories tells of each once. Needs an editor.",
		func(ctx context.Context, in *struct{ Body Rule }) (*made, error) {
			if err := a.may(ctx); err != nil {
				return nil, err
			}
			r, secret, err := all.Add(ctx, in.Body.alert())
			if err != nil {
				return nil, err
			}
			out := &made{}
			out.Body.Rule, out.Body.Secret = a.ruleOf(ctx, r), secret
			return out, nil
		})

	type named struct {
		Rule string `path:"rule" maxLength:"50"`
	}
	type one struct {
		Tagged
		Body struct {
			Rule       KeptRule   `json:"rule"`
			Deliveries []Delivery `json:"deliveries" doc:"the newest first"`
		}
	}
	show := func(ctx context.Context, id string) (*one, error) {
		r, err := all.Rule(id)
		if err != nil {
			return nil, err
		}
		out := &one{}
		out.Body.Rule, out.Body.Deliveries = a.ruleOf(ctx, r), []Delivery{}
		for _, d := range all.Log(id) {
			sent := Delivery{Alert: d.ID, At: d.At, State: string(d.State), Tries: d.Tries, Error: d.Error}
			if d.Story > 0 {
				sent.Story = library.StoryName(d.Story)
			}
			if d.State == alert.Waiting {
				next := d.Next
				sent.Next = &next
			}
			out.Body.Deliveries = append(out.Body.Deliveries, sent)
		}
		return out, nil
	}
	get(a, "/alerts/rules/{rule}", "get-rule", "alerts", "Show a rule and what became of what it told", "", func(ctx context.Context, in *named) (*one, error) {
		out, err := show(ctx, in.Rule)
		if err == nil {
			out.ETag, err = a.fresh(ctx, fmt.Sprintf("%+v", out.Body))
		}
		return out, err
	})
	post(a, "/alerts/rules/{rule}/test", "test-rule", "alerts", "Send a test", "By the same way as any alert. Needs an editor.", func(ctx context.Context, in *struct {
		Rule string `path:"rule" maxLength:"50"`
		Body struct{}
	}) (*one, error) {
		if err := a.may(ctx); err != nil {
			return nil, err
		}
		if err := all.Test(ctx, in.Rule); err != nil {
			return nil, err
		}
		return show(ctx, in.Rule)
	})
	post(a, "/alerts/rules/{rule}/switch", "switch-rule", "alerts", "Switch a rule off or on", "Needs an editor.", func(ctx context.Context, in *struct {
		Rule string `path:"rule" maxLength:"50"`
		Body struct {
			Off bool `json:"off"`
		}
	}) (*one, error) {
		if err := a.may(ctx); err != nil {
			return nil, err
		}
		off := ""
		if in.Body.Off {
			off = "switched off by hand"
		}
		if err := all.Switch(ctx, in.Rule, off); err != nil {
			return nil, err
		}
		return show(ctx, in.Rule)
	})
	op := huma.Operation{Method: http.MethodDelete, Path: Prefix + "/alerts/rules/{rule}", OperationID: "drop-rule", Tags: []string{"alerts"}, Summary: "Drop a rule",
		Description: "What waits to be sent is dropped with it. Needs an editor.", Errors: []int{http.StatusForbidden, http.StatusNotFound}}
	huma.Register(a.huma, op, func(ctx context.Context, in *named) (*struct{}, error) {
		if err := a.may(ctx); err != nil {
			return nil, err
		}
		return nil, a.problem(all.Drop(ctx, in.Rule))
	})
}
