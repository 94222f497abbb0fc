package parallax

import (
	"context"
	"slices"

	"parallax/compare/brief"
	"parallax/compare/claim"
	"parallax/compare/date"
	ledger "parallax/compare/figure"
	comparename "parallax/compare/name"
	comparequote "parallax/compare/quote"
	"parallax/compare/storyline"
	"parallax/compare/timeline"
	"parallax/compare/unique"
	"parallax/compare/wording"
	"parallax/news"
	"parallax/nlp/boilerplate"
	"parallax/nlp/figure"
	"parallax/nlp/language"
	"parallax/nlp/meta"
	"parallax/nlp/name"
	"parallax/nlp/parse"
	"parallax/nlp/quote"
	"parallax/nlp/sentence"
	"parallax/nlp/tag"
	"parallax/nlp/token"
	"parallax/nlp/when"
	"parallax/reuse"
)

// PipelineVersion marks findings in a library. It rises with every release
// whose steps of one article find something else: libraries then renew what
// older releases found.
const PipelineVersion = 1

// articleSteps is what happens to one article, in order.
var articleSteps = []Step[*news.Doc]{
	{Name: "language", Gives: []Layer{Language}, Run: language.Annotate},
	{Name: "boilerplate", Gives: []Layer{Boilerplate}, Run: boilerplate.Annotate},
	{Name: "sentence", Gives: []Layer{Sentences}, Run: sentence.Annotate},
	{Name: "token", Needs: []Layer{Sentences}, Gives: []Layer{Tokens}, Run: token.Annotate},
	{Name: "tag", Needs: []Layer{Sentences, Tokens}, Gives: []Layer{Tags}, Run: tag.Annotate},
	{Name: "meta", Needs: []Layer{Boilerplate, Sentences}, Gives: []Layer{Meta}, Run: meta.Annotate},
	{Name: "when", Needs: []Layer{Sentences, Meta}, Gives: []Layer{Times}, Run: when.Annotate},
	{Name: "name", Needs: []Layer{Language, Boilerplate, Sentences, Tokens}, Gives: []Layer{Names}, Run: name.Annotate},
	{Name: "quote", Needs: []Layer{Language, Boilerplate, Sentences, Tokens, Tags, Names}, Gives: []Layer{Attributions}, Run: quote.Annotate},
	{Name: "figure", Needs: []Layer{Boilerplate, Sentences, Tokens, Tags, Times, Names, Attributions}, Gives: []Layer{Figures}, Run: figure.Annotate},
}

// clusterSteps are those that tell which articles are one story. Attributions
// and figures take 40 % of the time of an analysis; the numbers of title and
// lead do without them.
var clusterSteps = giving(articleSteps, Language, Boilerplate, Sentences, Tokens, Meta, Times, Names)

// parseStep follows the others when Options.Parse asks for it: no other step of an article
// reads heads, and it would take a third of the time of all.
var parseStep = Step[*news.Doc]{Name: "parse", Needs: []Layer{Sentences, Tokens, Tags}, Gives: []Layer{Heads}, Run: parse.Annotate}

// articleSteps are the steps that the options ask for.
func (o Options) articleSteps() []Step[*news.Doc] {
	if o.Parse {
		return append(slices.Clip(articleSteps), parseStep)
	}
	return articleSteps
}

// storySteps is what happens across the articles of one story, in order.
// Origins come early: every verdict counts them.
var storySteps = []Step[*news.Report]{
	{Name: "dates", Needs: []Layer{Sentences, Meta, Times}, Gives: []Layer{Dates}, Run: settleDates},
	{Name: "copies", Needs: []Layer{Boilerplate, Sentences, Tags, Attributions}, Gives: []Layer{Copies}, Run: reuse.Copies},
	{Name: "origins", Needs: []Layer{Copies, Attributions}, Gives: []Layer{Origins}, Run: reuse.Origins},
	{Name: "names", Needs: []Layer{Tags, Times, Names}, Gives: []Layer{Entities}, Run: comparename.Annotate},
	{Name: "ledger", Needs: []Layer{Sentences, Tokens, Times, Names, Figures, Dates, Origins, Entities}, Gives: []Layer{Ledger}, Run: ledger.Annotate},
	{Name: "quotes", Needs: []Layer{Attributions, Origins, Entities}, Gives: []Layer{Quotes}, Run: comparequote.Annotate},
	{Name: "trees", Needs: []Layer{Sentences, Tokens, Tags}, Gives: []Layer{Trees}, Run: parseAll},
	{Name: "claims", Needs: []Layer{Tags, Trees, Times, Attributions, Origins, Entities}, Gives: []Layer{Claims}, Run: claim.Annotate},
	{Name: "wording", Needs: []Layer{Tags, Origins, Entities}, Gives: []Layer{Wording}, Run: wording.Annotate},
	{Name: "timeline", Needs: []Layer{Boilerplate, Sentences, Tokens, Tags, Times, Dates}, Gives: []Layer{Timeline}, Run: timeline.Annotate},
	{Name: "unique", Needs: []Layer{Boilerplate, Tokens, Figures, Names, Origins}, Gives: []Layer{Unique}, Run: unique.Annotate},
	{Name: "storyline", Needs: []Layer{Boilerplate, Tokens, Times, Origins, Entities}, Gives: []Layer{StoryLine}, Run: storyline.Annotate},
	{Name: "brief", Needs: []Layer{Boilerplate, Tags, Origins, Ledger, Claims, StoryLine}, Gives: []Layer{Brief}, Run: brief.Annotate},
}

// settleDates dates the articles by each other, and reads the times again of
// those whose date has changed.
func settleDates(ctx context.Context, r *news.Report) error {
	before := make([]string, len(r.Articles))
	for i, d := range r.Articles {
		before[i] = d.Published.At
	}
	if err := date.Annotate(ctx, r); err != nil {
		return err
	}
	for i, d := range r.Articles {
		if d.Published.At != before[i] {
			if err := when.Annotate(ctx, d); err != nil {
				return err
			}
		}
	}
	return nil
}

// parseAll sets heads and relations where the steps of the articles have not.
func parseAll(ctx context.Context, r *news.Report) error {
	for _, d := range r.Articles {
		if d.Language != "" && d.Language != "en" || slices.ContainsFunc(d.Tokens, func(t news.Token) bool { return t.Dep != "" }) {
			continue
		}
		if err := parse.Annotate(ctx, d); err != nil {
			return err
		}
	}
	return nil
}
