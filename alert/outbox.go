package alert

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"parallax/desk"
	"parallax/library"
	"parallax/news"
)

// An Alert is what a receiver gets.
type Alert struct {
	ID       string    `json:"id"` // the same each time it is delivered
	Type     string    `json:"type"`
	At       time.Time `json:"timestamp"`
	Rule     string    `json:"rule"`
	RuleName string    `json:"rule_name"`
	Story    int       `json:"story,omitempty"`
	Headline string    `json:"headline"`
	Outlets  []string  `json:"outlets"`
	Articles int       `json:"articles"`
	Origins  int       `json:"origins"`
	Why      []Reason  `json:"why"`
}

// Types of alerts.
const (
	TypeStory = "story.alert"
	TypeTest  = "test"
)

// State is how far a delivery has come.
type State string

const (
	Waiting   State = "waiting"   // to be sent, or sent again
	Delivered State = "delivered" // the receiver has said so
	Dead      State = "dead"      // given up
	Listed    State = "listed"    // in the feed only
)

// A Delivery is one alert on its way.
type Delivery struct {
	ID    string    `json:"id"`
	Story int       `json:"story,omitempty"`
	At    time.Time `json:"at"`
	State State     `json:"state"`
	Tries int       `json:"tries,omitempty"`
	Next  time.Time `json:"next,omitzero"` // when it is sent next
	Done  time.Time `json:"done,omitzero"`
	Error string    `json:"error,omitempty"` // of the last try
}

// An outbox is everything about one rule that is not the rule: one entry of the
// store, so that what was said and what is to be sent never come apart.
type outbox struct {
	Said  []string   `json:"said"`  // short hashes of what was told of which story, the oldest first
	Items []Delivery `json:"items"` // the oldest first
	// While every try fails the receiver as a whole is left alone.
	Failures int       `json:"failures,omitempty"`
	Rest     time.Time `json:"rest,omitzero"`
}

const (
	maxSaid = 5000 // what is told again when a story stirs after so much else
	// maxWaiting bounds what piles up for a receiver that does not answer: the
	// oldest is given up, and shown so.
	maxWaiting = 1000
	maxDone    = 200 // deliveries that are still shown, and listed in the feed
)

// Names of the states in the store.
const (
	rulesState  = "alert/rules"
	outState    = "alert/out/"    // RULE
	itemState   = "alert/item/"   // ALERT
	secretState = "alert/secret/" // RULE
	feedState   = "alert/feed"    // hash of the token that opens the feed
)

// Options say what alerts work with.
type Options struct {
	Store news.Store
	// Post delivers; the Post method of a [fetch.Client] that follows no
	// redirect fits. It must refuse addresses that no stranger may reach.
	Post   func(ctx context.Context, address string, header map[string]string, body []byte) ([]byte, error)
	Now    func() time.Time // nil: [time.Now]
	Errors func(error)      // learns of what the store could not do; nil: nobody
}

// Alerts are the rules of a library and what they have fired. One process at a
// time looks after them.
type Alerts struct {
	opts  Options
	wake  chan struct{}
	mu    sync.Mutex // of what follows
	rules []Rule     // by age
	boxes map[string]*outbox
}

// Open reads the rules of a library.
func Open(ctx context.Context, opts Options) (*Alerts, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Errors == nil {
		opts.Errors = func(error) {}
	}
	a := &Alerts{opts: opts, wake: make(chan struct{}, 1), boxes: map[string]*outbox{}}
	if err := a.load(ctx, rulesState, &a.rules); err != nil {
		return nil, err
	}
	for _, r := range a.rules {
		b := &outbox{}
		if err := a.load(ctx, outState+r.ID, b); err != nil {
			return nil, err
		}
		a.boxes[r.ID] = b
	}
	return a, nil
}

func (a *Alerts) load(ctx context.Context, name string, to any) error {
	raw, err := a.opts.Store.State(ctx, name)
	if err != nil || raw == nil {
		return err
	}
	if err := json.Unmarshal(raw, to); err != nil {
		return fmt.Errorf("%w: %s cannot be read", news.ErrBadStore, name)
	}
	return nil
}

func (a *Alerts) save(ctx context.Context, name string, value any) error {
	raw, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return a.opts.Store.SetState(ctx, name, raw)
}

func (a *Alerts) now() time.Time { return a.opts.Now().UTC() }

// maxRules bounds how many rules a change is compared with.
const maxRules = 500

// Add keeps a rule and returns it, with the secret that signs what its webhook
// gets. The secret is shown this once.
func (a *Alerts) Add(ctx context.Context, r Rule) (Rule, string, error) {
	if err := r.check(); err != nil {
		return r, "", err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.rules) >= maxRules {
		return r, "", fmt.Errorf("%w: there are %d already", ErrRule, maxRules)
	}
	id := make([]byte, 6)
	rand.Read(id)
	r.ID, r.Made, r.Off = hex.EncodeToString(id), a.now().Truncate(time.Second), ""
	secret := ""
	if r.Webhook != "" {
		key := make([]byte, 32)
		rand.Read(key)
		secret = secretMark + base64.StdEncoding.EncodeToString(key)
		if err := a.opts.Store.SetState(ctx, secretState+r.ID, []byte(secret)); err != nil {
			return r, "", err
		}
	}
	if err := a.keep(ctx, append(slices.Clone(a.rules), r)); err != nil {
		return r, "", err
	}
	a.boxes[r.ID] = &outbox{}
	return r, secret, nil
}

// keep replaces the rules. The lock is held.
func (a *Alerts) keep(ctx context.Context, rules []Rule) error {
	if err := a.save(ctx, rulesState, rules); err != nil {
		return err
	}
	a.rules = rules
	return nil
}

// Rules lists the rules, the oldest first.
func (a *Alerts) Rules() []Rule {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.rules)
}

// Rule returns one rule; ErrNotFound when there is none.
func (a *Alerts) Rule(id string) (Rule, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := a.find(id)
	if i < 0 {
		return Rule{}, fmt.Errorf("rule %s: %w", id, news.ErrNotFound)
	}
	return a.rules[i], nil
}

func (a *Alerts) find(id string) int {
	return slices.IndexFunc(a.rules, func(r Rule) bool { return r.ID == id })
}

// Drop removes a rule with everything that waits.
func (a *Alerts) Drop(ctx context.Context, id string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := a.find(id)
	if i < 0 {
		return fmt.Errorf("rule %s: %w", id, news.ErrNotFound)
	}
	if err := a.keep(ctx, slices.Delete(slices.Clone(a.rules), i, i+1)); err != nil {
		return err
	}
	var errs []error
	for _, d := range a.boxes[id].Items {
		errs = append(errs, a.opts.Store.SetState(ctx, itemState+d.ID, nil))
	}
	delete(a.boxes, id)
	return errors.Join(append(errs, a.opts.Store.SetState(ctx, outState+id, nil), a.opts.Store.SetState(ctx, secretState+id, nil))...)
}

// Switch turns a rule off, for a reason, or on again with "".
func (a *Alerts) Switch(ctx context.Context, id, off string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.turn(ctx, id, off)
}

func (a *Alerts) turn(ctx context.Context, id, off string) error {
	i := a.find(id)
	if i < 0 {
		return fmt.Errorf("rule %s: %w", id, news.ErrNotFound)
	}
	rules := slices.Clone(a.rules)
	rules[i].Off = off
	if off == "" {
		rules[i].Made = a.now().Truncate(time.Second) // what was missed meanwhile is not made up for
	}
	return a.keep(ctx, rules)
}

// Log lists what a rule has fired, the newest first.
func (a *Alerts) Log(id string) []Delivery {
	a.mu.Lock()
	defer a.mu.Unlock()
	b := a.boxes[id]
	if b == nil {
		return nil
	}
	out := slices.Clone(b.Items)
	slices.Reverse(out)
	return out
}

// Alert returns what was fired under an ID.
func (a *Alerts) Alert(ctx context.Context, id string) (*Alert, error) {
	out := &Alert{}
	if err := a.load(ctx, itemState+id, out); err != nil {
		return nil, err
	}
	if out.ID == "" {
		return nil, fmt.Errorf("alert %s: %w", id, news.ErrNotFound)
	}
	return out, nil
}

// Feed returns the newest alerts, of one rule or, with "", of all.
func (a *Alerts) Feed(ctx context.Context, rule string, most int) ([]*Alert, error) {
	a.mu.Lock()
	var all []Delivery
	for _, id := range slices.Sorted(maps.Keys(a.boxes)) {
		if rule == "" || rule == id {
			all = append(all, a.boxes[id].Items...)
		}
	}
	a.mu.Unlock()
	slices.SortStableFunc(all, func(x, y Delivery) int { return cmp.Or(y.At.Compare(x.At), strings.Compare(x.ID, y.ID)) })
	var out []*Alert
	for _, d := range all {
		one, err := a.Alert(ctx, d.ID)
		if errors.Is(err, news.ErrNotFound) {
			continue // dropped meanwhile
		}
		if err != nil {
			return nil, err
		}
		if out = append(out, one); len(out) == most {
			break
		}
	}
	return out, nil
}

// Prepare fires the rules that a change of a story makes true. It is called by
// the desk before the change is taken note of: what it writes down survives, and
// what it is asked again after an interruption it has said already.
func (a *Alerts) Prepare(ctx context.Context, before, after *desk.Digest, told *library.Told) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	var c *change
	for i := range a.rules {
		r := &a.rules[i]
		if r.Off != "" {
			continue
		}
		if c == nil {
			c = newChange(before, after, told)
		}
		why := c.match(r)
		if len(why) == 0 {
			continue
		}
		if err := a.fire(ctx, r, after, why); err != nil {
			return err
		}
	}
	return nil
}

// fire queues what has become true and was not said yet. The lock is held.
func (a *Alerts) fire(ctx context.Context, r *Rule, g *desk.Digest, why []Reason) error {
	b := a.boxes[r.ID]
	said := slices.Clone(b.Said)
	var fresh []Reason
	var keys []string
	for _, w := range why {
		hash := short(fmt.Sprint(g.Story, "\x00", w.key))
		if !slices.Contains(said, hash) {
			said, fresh, keys = append(said, hash), append(fresh, w), append(keys, hash)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	slices.Sort(keys)
	one := &Alert{ID: "al_" + short(r.ID+"\x00"+strings.Join(keys, " ")), Type: TypeStory, At: a.now(), Rule: r.ID, RuleName: r.Name,
		Story: g.Story, Headline: plain(g.Headline), Outlets: g.Outlets, Articles: g.Articles, Origins: g.Origins, Why: fresh}
	next := *b
	next.Said = said[max(0, len(said)-maxSaid):]
	return a.queue(ctx, r, &next, one)
}

// short is a hash of 128 bits.
func short(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}

// queue writes an alert down. Its content goes first: ended in between, it is
// written again. The lock is held.
func (a *Alerts) queue(ctx context.Context, r *Rule, b *outbox, one *Alert) error {
	if err := a.save(ctx, itemState+one.ID, one); err != nil {
		return err
	}
	d := Delivery{ID: one.ID, Story: one.Story, At: one.At, State: Waiting, Next: one.At}
	if r.Webhook == "" {
		d.State, d.Next, d.Done = Listed, time.Time{}, one.At
	}
	b.Items = append(slices.Clone(b.Items), d)
	if err := a.settle(ctx, r.ID, b); err != nil {
		return err
	}
	select {
	case a.wake <- struct{}{}:
	default:
	}
	return nil
}

// settle keeps an outbox within its bounds. The lock is held.
func (a *Alerts) settle(ctx context.Context, rule string, b *outbox) error {
	waiting, done := 0, 0
	for _, d := range b.Items {
		if d.State == Waiting {
			waiting++
		} else {
			done++
		}
	}
	var gone []string
	var items []Delivery
	for _, d := range b.Items {
		if d.State == Waiting && waiting > maxWaiting {
			d.State, d.Done, d.Error = Dead, a.now(), "too many others were waiting"
			waiting, done = waiting-1, done+1
		}
		if d.State != Waiting && done > maxDone {
			gone, done = append(gone, d.ID), done-1
			continue
		}
		items = append(items, d)
	}
	b.Items = items
	if err := a.save(ctx, outState+rule, b); err != nil {
		return err
	}
	a.boxes[rule] = b
	for _, id := range gone {
		if err := a.opts.Store.SetState(ctx, itemState+id, nil); err != nil {
			return err
		}
	}
	return nil
}

// Test queues an alert that says only that it is a test.
func (a *Alerts) Test(ctx context.Context, id string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := a.find(id)
	if i < 0 {
		return fmt.Errorf("rule %s: %w", id, news.ErrNotFound)
	}
	r, now := &a.rules[i], a.now()
	one := &Alert{ID: "al_" + short(fmt.Sprint(id, "\x00test ", now.UnixNano())), Type: TypeTest, At: now, Rule: id, RuleName: r.Name,
		Headline: "A test of the rule " + r.Name, Outlets: []string{}, Why: []Reason{{What: "Somebody asked for a test."}}}
	b := *a.boxes[id]
	b.Rest = time.Time{} // a person waits for it
	return a.queue(ctx, r, &b, one)
}

// NewFeedToken makes the token that opens the feed without signing in; one made
// before opens it no more.
func (a *Alerts) NewFeedToken(ctx context.Context) (string, error) {
	raw := make([]byte, 24)
	rand.Read(raw)
	token := base64.RawURLEncoding.EncodeToString(raw)
	return token, a.opts.Store.SetState(ctx, feedState, []byte(short("feed "+token)))
}

// OpensFeed reports whether a token opens the feed.
func (a *Alerts) OpensFeed(ctx context.Context, token string) (bool, error) {
	kept, err := a.opts.Store.State(ctx, feedState)
	if err != nil || len(kept) == 0 || token == "" {
		return false, err
	}
	return hmac.Equal(kept, []byte(short("feed "+token))), nil
}
