package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"parallax"
	"parallax/held"
	"parallax/news"
	"parallax/read"
	"parallax/report"
)

// A GivenArticle is a text that comes with the request. Its keys are those of
// the JSON that the commands read.
type GivenArticle struct {
	ID        string   `json:"id,omitempty" maxLength:"200" doc:"what the answer calls it"`
	URL       string   `json:"url,omitempty" maxLength:"2000" doc:"where it stands; it is not fetched"`
	Title     string   `json:"title,omitempty" maxLength:"2000"`
	Text      string   `json:"text,omitempty" doc:"plain text; this or html"`
	HTML      string   `json:"html,omitempty" doc:"a page, of which the main text is taken"`
	Published string   `json:"published,omitempty" maxLength:"100" doc:"RFC 3339 time or day"`
	Publisher string   `json:"publisher,omitempty" maxLength:"500"`
	Authors   []string `json:"authors,omitempty" maxItems:"50" maxLength:"500"`
	Language  string   `json:"language,omitempty" maxLength:"35"`
}

// Given is what is to be read.
type Given struct {
	Articles []GivenArticle `json:"articles,omitempty" maxItems:"100" doc:"texts"`
	URLs     []string       `json:"urls,omitempty" maxItems:"20" maxLength:"2000" doc:"pages and feeds that are fetched; 100 articles at most are read"`
}

// An Unread is an input that gave no article.
type Unread struct {
	Input string `json:"input"`
	Fate  string `json:"fate" enum:"skipped,failed"`
	Why   string `json:"why"`
}

// most is how many articles one request may bring.
const most = 100

// read returns the articles of a request; what cannot be read goes to failed.
// Pages are fetched before anything is analysed: a slow site keeps nobody else
// waiting.
func (a *API) read(ctx context.Context, in Given, failed func(error)) (iter.Seq2[news.Article, error], error) {
	var lines bytes.Buffer
	e := json.NewEncoder(&lines)
	for i, g := range in.Articles {
		if strings.TrimSpace(g.Text+g.HTML) == "" {
			return nil, huma.Error422UnprocessableEntity("an article needs a text", &huma.ErrorDetail{Message: "text and html are empty", Location: fmt.Sprintf("body.articles[%d]", i)})
		}
		if err := e.Encode(g); err != nil {
			return nil, err
		}
	}
	for i, address := range in.URLs {
		if !isWeb(address) {
			return nil, huma.Error422UnprocessableEntity("only http and https addresses can be fetched", &huma.ErrorDetail{Message: "no address of the web", Location: fmt.Sprintf("body.urls[%d]", i), Value: address})
		}
	}
	if len(in.Articles)+len(in.URLs) == 0 {
		return nil, huma.Error422UnprocessableEntity("give articles or urls")
	}
	opts := read.Options{MaxBytes: maxBody, Fetch: a.opts.Fetch}
	var sources []iter.Seq2[news.Article, error]
	if len(in.Articles) > 0 {
		sources = append(sources, read.Bytes(ctx, "request", lines.Bytes(), "application/json", "", opts))
	}
	sources = append(sources, read.Open(ctx, in.URLs, opts))
	var all []news.Article
	for _, source := range sources {
		for article, err := range source {
			switch {
			case err != nil:
				failed(err)
			case len(all) == most:
				failed(fmt.Errorf("more than %d articles were given: the others were left out", most))
				return each(all), nil
			default:
				all = append(all, article)
			}
		}
	}
	return each(all), ctx.Err()
}

func each(all []news.Article) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for _, a := range all {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// isWeb reports whether something is an address that may be fetched: a path
// would be read from the server's own disk.
func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}

func unreadOf(err error) Unread {
	out := Unread{Input: "request", Fate: "failed", Why: err.Error()}
	var e *read.Error
	if errors.As(err, &e) {
		out.Input, out.Fate = e.Input, string(e.Fate)
	}
	return out
}

// turn waits until texts may be analysed; the caller calls done after it.
func (a *API) turn(ctx context.Context) (done func(), err error) {
	select {
	case a.busy <- struct{}{}:
		return func() { <-a.busy }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (a *API) texts() {
	type compared struct {
		Body struct {
			StoryReport
			Unread []Unread `json:"unread" doc:"inputs that gave no article"`
		}
	}
	post(a, "/compare", "compare", "texts", "Compare texts as reports of one event", "The report that “parallax compare” writes. Nothing is kept.",
		func(ctx context.Context, in *struct {
			Sections []string `query:"sections" enum:"story,articles,origins,copies,figures,claims,quotes,entities,wording,timeline,unique,missing,brief,notes" doc:"only these, separated by commas"`
			Body     Given
		}) (*compared, error) {
			out := &compared{}
			out.Body.Unread = []Unread{}
			articles, err := a.read(ctx, in.Body, func(err error) { out.Body.Unread = append(out.Body.Unread, unreadOf(err)) })
			if err != nil {
				return nil, err
			}
			done, err := a.turn(ctx)
			if err != nil {
				return nil, err
			}
			defer done()
			r, err := a.opts.Parallax.Compare(ctx, articles)
			if r == nil {
				return nil, unreadable(err, out.Body.Unread)
			}
			out.Body.StoryReport = reportOf("", report.Of(r), in.Sections)
			return out, nil
		})

	type analysed struct {
		Body struct {
			Articles []report.Article `json:"articles"`
			Unread   []Unread         `json:"unread" doc:"inputs that gave no article"`
		}
	}
	post(a, "/analyze", "analyze", "texts", "Find what stands in texts", "What “parallax analyze” prints. Nothing is kept.",
		func(ctx context.Context, in *struct{ Body Given }) (*analysed, error) {
			out := &analysed{}
			out.Body.Articles, out.Body.Unread = []report.Article{}, []Unread{}
			articles, err := a.read(ctx, in.Body, func(err error) { out.Body.Unread = append(out.Body.Unread, unreadOf(err)) })
			if err != nil {
				return nil, err
			}
			done, err := a.turn(ctx)
			if err != nil {
				return nil, err
			}
			defer done()
			for d, err := range a.opts.Parallax.Analyze(ctx, articles) {
				if err != nil {
					if ctx.Err() != nil {
						return nil, ctx.Err()
					}
					a.opts.Errors(err)
					out.Body.Unread = append(out.Body.Unread, unreadOf(err))
					continue
				}
				out.Body.Articles = append(out.Body.Articles, report.OfDoc(d, report.DocOptions{}))
			}
			if len(out.Body.Articles) == 0 {
				return nil, unreadable(parallax.ErrNoArticles, out.Body.Unread)
			}
			return out, nil
		})

	type verified struct{ Body held.Result }
	post(a, "/verify", "verify-sentence", "texts", "Say which sources hold a sentence and which contradict it",
		"Its names, figures and statement are looked for in the articles of a story, or in those of the library that have most of its words. That none has it does not make it wrong.",
		func(ctx context.Context, in *struct {
			Body struct {
				Sentence string `json:"sentence" minLength:"1" maxLength:"1000"`
				Story    string `json:"story,omitempty" maxLength:"20" doc:"look only in this story"`
			}
		}) (*verified, error) {
			story := 0
			var err error
			if in.Body.Story != "" {
				if story, err = storyNumber(in.Body.Story); err != nil {
					return nil, err
				}
			}
			done, err := a.turn(ctx)
			if err != nil {
				return nil, err
			}
			defer done()
			out := &verified{}
			out.Body, err = held.Ask(ctx, a.opts.Desk.Library(), a.opts.Parallax, in.Body.Sentence, story)
			if errors.Is(err, held.ErrSentence) {
				return nil, huma.Error422UnprocessableEntity(err.Error())
			}
			return out, err
		})

	type checked struct {
		Body struct {
			Articles int      `json:"articles"`
			Spans    int      `json:"spans" doc:"that carry their words"`
			Faults   []string `json:"faults" doc:"each names the place in the report and what is wrong there"`
		}
	}
	post(a, "/verify-report", "verify-report", "texts", "Check every citation of a saved report", "What “parallax verify” does.",
		func(ctx context.Context, in *struct {
			Body json.RawMessage `doc:"the JSON of a report"`
		}) (*checked, error) {
			v, err := report.Verify(bytes.NewReader(in.Body))
			if err != nil {
				return nil, huma.Error422UnprocessableEntity(report.ErrNoReport.Error())
			}
			out := &checked{}
			const most = 1000
			out.Body.Articles, out.Body.Spans, out.Body.Faults = v.Articles, v.Spans, append([]string{}, v.Faults[:min(len(v.Faults), most)]...)
			return out, nil
		})
}

// unreadable says why nothing could be read.
func unreadable(err error, unread []Unread) error {
	if !errors.Is(err, parallax.ErrNoArticles) {
		return err
	}
	var details []error
	for _, u := range unread {
		details = append(details, &huma.ErrorDetail{Message: u.Why, Location: u.Input})
	}
	return huma.NewError(http.StatusUnprocessableEntity, "there is no article in what was given", details...)
}

// post registers an operation that takes a body.
func post[I, O any](a *API, path, id, tag, summary, description string, answer func(context.Context, *I) (*O, error)) {
	op := huma.Operation{Method: http.MethodPost, Path: Prefix + path, OperationID: id, Tags: []string{tag}, Summary: summary, Description: description, MaxBodyBytes: maxBody + 1,
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType}}
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := answer(ctx, in)
		return out, a.problem(err)
	})
}
