package api

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"parallax"
	"parallax/library"
)

// Paging chooses a stretch of a list.
type Paging struct {
	Limit  int `query:"limit" minimum:"1" maximum:"200" default:"20" doc:"how many at most"`
	Offset int `query:"offset" minimum:"0" maximum:"100000" default:"0" doc:"how many to pass over"`
}

// Paged is what every answer with a list says in its headers.
type Paged struct {
	ETag string   `header:"ETag"`
	Link []string `header:"Link" doc:"addresses of the first, previous and next page (RFC 8288)"`
}

// Tagged is what every other answer that can be asked for again says.
type Tagged struct {
	ETag string `header:"ETag"`
}

// links are the addresses of the pages around this one.
func (p Paging) links(ctx context.Context, more bool) []string {
	here := *requestOf(ctx).URL
	link := func(rel string, offset int) string {
		q := here.Query()
		q.Set("offset", strconv.Itoa(offset))
		q.Set("limit", strconv.Itoa(p.Limit))
		to := url.URL{Path: here.Path, RawPath: here.RawPath, RawQuery: q.Encode()}
		return fmt.Sprintf("<%s>; rel=%q", to.String(), rel)
	}
	var out []string
	if p.Offset > 0 {
		out = append(out, link("first", 0), link("prev", max(p.Offset-p.Limit, 0)))
	}
	if more {
		out = append(out, link("next", p.Offset+p.Limit))
	}
	return out
}

// fresh makes the mark of an answer from what it depends on. When the caller
// has the answer already, the error says so.
func (a *API) fresh(ctx context.Context, parts ...any) (etag string, err error) {
	r := requestOf(ctx)
	h := sha256.New()
	fmt.Fprintln(h, a.opts.Version, parallax.PipelineVersion, r.URL.Path, r.URL.RawQuery)
	fmt.Fprintln(h, parts...)
	// Weak: the same answer may come packed or not.
	etag = `W/"` + base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:12]) + `"`
	for _, known := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		if known = strings.TrimSpace(known); known == "*" || strings.TrimPrefix(known, "W/") == strings.TrimPrefix(etag, "W/") {
			return etag, huma.ErrorWithHeaders(huma.Status304NotModified(), http.Header{"ETag": {etag}})
		}
	}
	return etag, nil
}

// freshLibrary is fresh for answers that depend on all of the library.
func (a *API) freshLibrary(ctx context.Context, parts ...any) (string, error) {
	latest, err := a.opts.Desk.Library().Store().Latest(ctx)
	if err != nil {
		return "", err
	}
	return a.fresh(ctx, append(parts, latest)...)
}

// timeOf reads a time of a query; "" is none.
func timeOf(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return library.ParseTime(s)
}

func storyNumber(s string) (int, error) {
	n, err := library.ParseStory(s)
	if err != nil {
		return 0, huma.Error404NotFound(err.Error())
	}
	return n, nil
}

func short(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// schemaName tells what the desk knows of a story at a glance from what the
// report says, where both have a type of the same name.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.PkgPath() == "parallax/desk" {
		return "Glance" + name
	}
	return name
}

// get registers an operation that reads.
func get[I, O any](a *API, path, id, tag, summary, description string, answer func(context.Context, *I) (*O, error)) {
	op := huma.Operation{Method: http.MethodGet, Path: Prefix + path, OperationID: id, Tags: []string{tag}, Summary: summary, Description: description,
		Errors: []int{http.StatusNotFound}}
	op.Responses = map[string]*huma.Response{"304": {Description: "The caller has this answer: nothing has changed."}}
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := answer(ctx, in)
		return out, a.problem(err)
	})
}

// page takes one page out of a list that is read as it goes, and tells whether
// there is more.
func page[T any](all iter.Seq2[T, error], p Paging) (out []T, more bool, err error) {
	at := 0
	for one, err := range all {
		if err != nil {
			return nil, false, err
		}
		if at++; at <= p.Offset {
			continue
		}
		if len(out) == p.Limit {
			return out, true, nil
		}
		out = append(out, one)
	}
	return out, false, nil
}
