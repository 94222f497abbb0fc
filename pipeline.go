package parallax

import (
	"parallax/news"
	"parallax/nlp/boilerplate"
)

// articleSteps is what happens to one article, in order.
var articleSteps = []Step[*news.Doc]{
	{Name: "boilerplate", Gives: []Layer{Boilerplate}, Run: boilerplate.Annotate},
}

// storySteps is what happens across the articles of one story, in order.
var storySteps = []Step[*news.Report]{}
