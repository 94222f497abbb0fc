package alert

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"parallax/fetch"
	"parallax/news"
)

// When a delivery that failed is tried again: after half a minute, then twice
// as long each time, up to six hours; after three days it is dead. A receiver
// that was down over a weekend has then missed nothing but the oldest.
const (
	firstWait = 30 * time.Second
	longWait  = 6 * time.Hour
	deadAfter = 3 * 24 * time.Hour
	// longRest bounds how long a receiver is left alone as a whole, so that one
	// that is back gets what waits within minutes.
	longRest = 10 * time.Minute
)

// wait is how long the delivery of an alert rests after so many tries. Part of
// it is drawn from the ID, so that what failed together does not come together
// again.
func wait(id string, tries int) time.Duration {
	d := firstWait << min(tries-1, 20)
	if d > longWait || d <= 0 {
		d = longWait
	}
	sum := sha256.Sum256(fmt.Append(nil, id, " ", tries))
	return d/2 + time.Duration(binary.BigEndian.Uint64(sum[:])%uint64(d/2))
}

// secretMark stands before the secret of a webhook (Standard Webhooks).
const secretMark = "whsec_"

// Sign returns the signature of a body under a secret, as the header
// webhook-signature carries it: see standardwebhooks.com.
func Sign(secret, id, timestamp string, body []byte) (string, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretMark))
	if err != nil || len(key) == 0 {
		return "", errors.New("the secret of the webhook cannot be read")
	}
	h := hmac.New(sha256.New, key)
	fmt.Fprintf(h, "%s.%s.", id, timestamp)
	h.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(h.Sum(nil)), nil
}

// payload is what a receiver gets, in the shape of Standard Webhooks.
func payload(one *Alert) ([]byte, error) {
	return json.Marshal(struct {
		Type string    `json:"type"`
		At   time.Time `json:"timestamp"`
		Data *Alert    `json:"data"`
	}{one.Type, one.At, one})
}

// Run delivers until the context ends.
func (a *Alerts) Run(ctx context.Context) error {
	for {
		next := a.Once(ctx)
		timer := time.NewTimer(min(max(next, 100*time.Millisecond), time.Minute))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-a.wake:
			timer.Stop()
		case <-timer.C:
		}
	}
}

// receivers bounds how many are asked at the same time.
const receivers = 4

// Once delivers what is due and returns how long nothing else is.
func (a *Alerts) Once(ctx context.Context) time.Duration {
	var wait sync.WaitGroup
	turn := make(chan struct{}, receivers)
	for _, r := range a.Rules() {
		if r.Webhook == "" || r.Off != "" {
			continue
		}
		turn <- struct{}{}
		wait.Go(func() {
			defer func() { <-turn }()
			if err := a.rounds(ctx, r.ID); err != nil && ctx.Err() == nil {
				a.opts.Errors(fmt.Errorf("alerts of the rule %s: %w", r.ID, err))
			}
		})
	}
	wait.Wait()
	return a.idle()
}

// idle is how long nothing is due.
func (a *Alerts) idle() time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	now, out := a.now(), time.Hour
	for _, r := range a.rules {
		if r.Webhook == "" || r.Off != "" {
			continue
		}
		b := a.boxes[r.ID]
		for _, d := range b.Items {
			if d.State == Waiting {
				out = min(out, max(d.Next.Sub(now), b.Rest.Sub(now)))
			}
		}
	}
	return out
}

// rounds delivers what is due for one rule, one after the other, until the
// receiver fails.
func (a *Alerts) rounds(ctx context.Context, rule string) error {
	for ctx.Err() == nil {
		r, d, ok, err := a.take(ctx, rule)
		if err != nil || !ok {
			return err
		}
		failed := a.post(ctx, &r, d.ID)
		if ctx.Err() != nil {
			return nil // not known whether it arrived: sent again
		}
		if err := a.note(ctx, rule, d.ID, failed); err != nil || failed != nil {
			return err
		}
	}
	return nil
}

// take returns the delivery that has been due for longest. What is too old is
// given up first.
func (a *Alerts) take(ctx context.Context, rule string) (r Rule, d Delivery, ok bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := a.find(rule)
	if i < 0 || a.rules[i].Off != "" {
		return r, d, false, nil
	}
	now, b, dead := a.now(), *a.boxes[rule], false
	b.Items = slices.Clone(b.Items)
	for j := range b.Items {
		one := &b.Items[j]
		if one.State == Waiting && one.Tries > 0 && now.Sub(one.At) >= deadAfter {
			one.State, one.Done, dead = Dead, now, true
		}
	}
	if dead {
		if err := a.settle(ctx, rule, &b); err != nil {
			return r, d, false, err
		}
	}
	if b.Rest.After(now) {
		return r, d, false, nil
	}
	for _, one := range b.Items {
		if one.State == Waiting && !one.Next.After(now) && (!ok || one.Next.Before(d.Next)) {
			d, ok = one, true
		}
	}
	return a.rules[i], d, ok, nil
}

// post sends one alert; nil says that the receiver has it.
func (a *Alerts) post(ctx context.Context, r *Rule, id string) error {
	one, err := a.Alert(ctx, id)
	if err != nil {
		return err
	}
	secret, err := a.opts.Store.State(ctx, secretState+r.ID)
	if err != nil {
		return err
	}
	body, err := payload(one)
	if err != nil {
		return err
	}
	at := fmt.Sprint(a.now().Unix())
	signature, err := Sign(string(secret), id, at, body)
	if err != nil {
		return err
	}
	_, err = a.opts.Post(ctx, r.Webhook, map[string]string{"webhook-id": id, "webhook-timestamp": at, "webhook-signature": signature}, body)
	var e *fetch.Error
	if errors.As(err, &e) && e.Status >= 200 && e.Status <= 299 {
		return nil // it has answered at length, or with nothing
	}
	return err
}

// maxAsked bounds how long a receiver may ask to be left alone.
const maxAsked = 24 * time.Hour

// note writes down how a try went.
func (a *Alerts) note(ctx context.Context, rule, id string, failed error) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.find(rule) < 0 {
		return nil // dropped meanwhile
	}
	now, b := a.now(), *a.boxes[rule]
	b.Items = slices.Clone(b.Items)
	i := slices.IndexFunc(b.Items, func(d Delivery) bool { return d.ID == id })
	if i < 0 {
		return nil
	}
	d := &b.Items[i]
	d.Tries++
	var e *fetch.Error
	errors.As(failed, &e)
	switch {
	case failed == nil:
		d.State, d.Done, d.Next, d.Error = Delivered, now, time.Time{}, ""
		b.Failures, b.Rest = 0, time.Time{}
	case errors.Is(failed, news.ErrNotFound):
		d.State, d.Done, d.Next, d.Error = Dead, now, time.Time{}, "its content is lost"
	case e != nil && e.Status == http.StatusGone:
		d.Next, d.Error = now, e.Detail
		if err := a.turn(ctx, rule, "the receiver says that it is gone (410)"); err != nil {
			return err
		}
	default:
		pause := wait(id, d.Tries)
		rest := min(firstWait<<min(b.Failures, 20), longRest) / 2
		if e != nil {
			asked := min(e.RetryAfter, maxAsked)
			pause, rest = max(pause, asked), max(rest, asked)
		}
		d.Error, d.Next = plain(failed.Error()), now.Add(pause)
		b.Failures, b.Rest = b.Failures+1, now.Add(rest)
	}
	return a.settle(ctx, rule, &b)
}
