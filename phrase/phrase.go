// Package phrase lets a language model phrase the brief of a report, and
// believes none of it: every sentence is checked against the source sentences
// that it cites, and what they do not hold is dropped. Nothing else of a
// report is ever shown to a model or changed by it.
package phrase

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"parallax/news"
)

// Options name an endpoint that speaks the OpenAI protocol of chat
// completions (platform.openai.com/docs/api-reference/chat).
type Options struct {
	URL   string // base address, such as http://127.0.0.1:8080/v1
	Model string // as the endpoint names it; many local servers take any
	Key   string // sent as a bearer token, "" for none
}

// A Poster sends body as JSON to address and returns the answer.
type Poster func(ctx context.Context, address string, header map[string]string, body []byte) ([]byte, error)

// fewest is how many sentences must stand the check for them to take the
// place of the local brief: fewer leave out too much.
const fewest = 3

// Brief asks the endpoint for a brief of r and puts what stands the check in
// the place of the local one. A note says what was done. An error means that
// no answer came; the local brief stands then, too.
func Brief(ctx context.Context, post Poster, r *news.Report, opts Options) error {
	sources := gather(r)
	if len(sources) == 0 {
		return nil
	}
	lines, err := ask(ctx, post, r, sources, opts)
	if err != nil {
		r.Note("The brief is the local one: the language model could not be asked.")
		return fmt.Errorf("%s: %w; the local brief stands in", opts.URL, err)
	}
	var kept []news.BriefSentence
	dropped := map[string]int{}
	var reasons []string
	for _, l := range lines {
		line, reason := check(r, sources, l)
		if reason != "" {
			if dropped[reason] == 0 {
				reasons = append(reasons, reason)
			}
			dropped[reason]++
			continue
		}
		kept = append(kept, line)
	}
	said := fmt.Sprintf("A language model (%s) was asked to phrase the brief", cmp.Or(opts.Model, "no name given"))
	if n := len(lines) - len(kept); n > 0 {
		for i, reason := range reasons {
			reasons[i] = fmt.Sprintf("%s (%d)", reason, dropped[reason])
		}
		said += fmt.Sprintf("; of its %d sentences %d were dropped: %s", len(lines), n, strings.Join(reasons, ", "))
	}
	if len(kept) < fewest {
		r.Note(said + "; the local brief stands in.")
		return nil
	}
	r.Brief = kept
	r.Note(said + "; every word of the brief stands in the sentences that it cites.")
	return nil
}

// A phrased is one sentence of an answer, with the numbers of its sources.
type phrased struct {
	Text  string `json:"text"`
	Cites []int  `json:"cites"`
}

const instruction = `You compress news reports into a brief. Below are numbered source sentences about one event.
Write 4 to 7 sentences: the event first, then what changed, then what is disputed (both sides, with who says so), then background.
Use only words that stand in the sentences you cite, in the order in which they stand there. Keep who says so, "not", "may" and bounds such as "at least".
Answer with JSON alone: {"sentences":[{"text":"...","cites":[1,4]}]}`

// ask sends the sources and reads the answer's sentences.
func ask(ctx context.Context, post Poster, r *news.Report, sources []news.Ref, opts Options) ([]phrased, error) {
	var list strings.Builder
	for i, s := range sources {
		fmt.Fprintf(&list, "%d. %s\n", i+1, strings.Join(strings.Fields(r.Slice(s)), " "))
	}
	type message struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	}
	body, err := json.Marshal(map[string]any{
		"model":           opts.Model,
		"temperature":     0,
		"seed":            0,
		"response_format": map[string]string{"type": "json_object"},
		"messages":        []message{{"system", instruction}, {"user", list.String()}},
	})
	if err != nil {
		return nil, err
	}
	header := map[string]string{}
	if opts.Key != "" {
		header["Authorization"] = "Bearer " + opts.Key
	}
	address := strings.TrimSuffix(strings.TrimRight(opts.URL, "/"), "/chat/completions") + "/chat/completions"
	raw, err := post(ctx, address, header, body)
	if err != nil {
		return nil, err
	}
	var answer struct {
		Choices []struct{ Message message }
	}
	if err := json.Unmarshal(raw, &answer); err != nil || len(answer.Choices) == 0 {
		return nil, fmt.Errorf("the answer is no chat completion")
	}
	content := answer.Choices[0].Message.Content
	// Small models wrap JSON in talk and code fences.
	from, to := strings.IndexByte(content, '{'), strings.LastIndexByte(content, '}')
	var brief struct{ Sentences []phrased }
	if from < 0 || to < from || json.Unmarshal([]byte(content[from:to+1]), &brief) != nil {
		return nil, fmt.Errorf("the model did not answer with the JSON that was asked for")
	}
	const most = 12 // sentences; a model that talks on is cut
	return brief.Sentences[:min(len(brief.Sentences), most)], nil
}

// gather lists the source sentences that a brief may be made of: those of the
// local brief, then one for each value and status that differs.
func gather(r *news.Report) []news.Ref {
	const most = 30
	seen := map[news.Ref]bool{}
	var out []news.Ref
	add := func(one news.Ref) {
		d := r.Articles[one.Doc]
		if s := d.SentenceAt(one.Start); s >= 0 {
			one.Span = d.Sentences[s].Span
		}
		if !seen[one] && len(out) < most {
			seen[one] = true
			out = append(out, one)
		}
	}
	for _, b := range r.Brief {
		for _, c := range b.Cites {
			add(c)
		}
	}
	differs := func(v news.Verdict) bool { return v == news.Conflict || v == news.Update }
	for _, g := range r.Figures {
		if differs(g.Verdict) {
			for _, m := range g.Mentions {
				add(news.Ref{Doc: m.Doc, Span: m.Span})
			}
		}
	}
	for _, g := range r.Claims {
		if differs(g.Verdict) {
			for _, c := range g.Support {
				add(c.Ref)
			}
		}
	}
	return out
}
