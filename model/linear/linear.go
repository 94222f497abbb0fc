// Package linear is the project's kit for small trained models: linear
// classifiers and first-order sequence labellers over hashed features, trained
// as averaged perceptrons (Collins 2002, Freund and Schapire 1999), stored
// with weights of one byte and read where they lie, without start-up cost.
//
// A feature is a uint64: its template mixed with what was seen, see [F] and
// [Pair]. Nothing builds strings. A labeller is three things: label names, a
// function that gives the features of a position, and training sequences.
//
//	const (fWord = iota; fSuffix; fPrev)
//
//	// features are shared by training and decoding.
//	func features(words []string) linear.Extractor {
//		return func(i int, done []uint8, buf []uint64) []uint64 {
//			buf = append(buf, linear.F(fWord, linear.Hash(words[i])))
//			if i > 0 {
//				buf = append(buf, linear.F(fPrev, linear.Hash(words[i-1])))
//			}
//			return buf
//		}
//	}
//
// To train, in a file of package model/train:
//
//	seqs := []linear.Sequence{{Gold: []uint8{0, 1}, Features: features(words)}, ...}
//	m := linear.TrainSequences(linear.Options{Labels: labels, Epochs: 8, Viterbi: true, SeenOnly: true}, seqs)
//	err := os.WriteFile("nlp/name/name.model", m.Bytes(), 0o644)
//
// To decode:
//
//	//go:embed name.model
//	var file string
//	var load = sync.OnceValue(func() *linear.Model { return linear.MustLoad(file) })
//
//	s := linear.GetScratch()
//	defer s.Put()
//	labels := load().Viterbi(len(words), features(words), s) // valid until s is used again
//
// [Model.Viterbi] finds the best sequence under label bigrams and costs
// labels² a position: for up to 16 labels or so. [Model.Greedy] decides from
// left to right; its extractor may look at what was decided (done). For
// anything else (a parser, a pair classifier) there are [Trainer] and
// [Model.Score].
//
// Training is deterministic: the same options and sequences give the same
// bytes, on every machine (weights are sums of whole numbers until the end).
package linear

import "math/bits"

const (
	mul1 = 0x9e3779b97f4a7c15
	mul2 = 0xd6e8feb86659fd93
)

// Hash is the hash of a string's bytes.
func Hash(s string) uint64 {
	h := uint64(len(s)) * mul1
	for len(s) >= 8 {
		h = (h ^ pack(s[:8])) * mul2
		h ^= h >> 29
		s = s[8:]
	}
	if s != "" {
		h = (h ^ pack(s)) * mul2
		h ^= h >> 29
	}
	return h
}

// HashLower is the hash of s with ASCII letters in lower case.
func HashLower(s string) uint64 {
	var low [24]byte
	if len(s) > len(low) {
		return Hash(s)
	}
	upper := false
	for i := range len(s) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
			upper = true
		}
		low[i] = c
	}
	if !upper {
		return Hash(s)
	}
	h := uint64(len(s)) * mul1
	b := low[:len(s)]
	for len(b) >= 8 {
		h = (h ^ packBytes(b[:8])) * mul2
		h ^= h >> 29
		b = b[8:]
	}
	if len(b) > 0 {
		h = (h ^ packBytes(b)) * mul2
		h ^= h >> 29
	}
	return h
}

func pack(s string) (v uint64) {
	for i := range len(s) {
		v |= uint64(s[i]) << (8 * i)
	}
	return v
}

func packBytes(s []byte) (v uint64) {
	for i := range len(s) {
		v |= uint64(s[i]) << (8 * i)
	}
	return v
}

// F is the feature of a template (a small number that tells kinds of features
// apart) and what was seen there.
func F(template, seen uint64) uint64 {
	h := (seen ^ template*mul1) * mul2
	h ^= h >> 32
	h *= mul1
	return h ^ h>>29
}

// Pair joins two things seen, in this order, for [F].
func Pair(a, b uint64) uint64 {
	return bits.RotateLeft64(a*mul2, 23) ^ b*mul1
}
