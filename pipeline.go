package parallax

import "parallax/news"

// articleSteps is what happens to one article, in order.
var articleSteps = []Step[*news.Doc]{}

// storySteps is what happens across the articles of one story, in order.
var storySteps = []Step[*news.Report]{}
