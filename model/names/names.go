// Package names holds the trained model that finds names: a chain of labels
// over the features of nlp/name. See model/CARD.md.
package names

import (
	_ "embed" // the model
	"sync"

	"parallax/model/crf"
)

//go:embed names.crf
var file []byte

// Model returns the model, read once.
var Model = sync.OnceValue(func() *crf.Model {
	m, err := crf.Read(file)
	if err != nil {
		panic("names: the embedded model is damaged: " + err.Error())
	}
	return m
})
