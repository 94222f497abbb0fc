// Package text holds the byte tools that several steps share: decoding to
// UTF-8, folding that keeps a map back to the original offsets, stems and stop
// words, and the registrable domain of a host. It knows nothing of articles.
package text
