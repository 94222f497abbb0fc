// Package read turns inputs into articles: files, directories, standard input
// and addresses that hold plain text, HTML, JSON or JSON Lines, feeds, sitemaps,
// lists of feeds (OPML) or web archives (WARC), plain or compressed with gzip or
// Zstandard. What an input holds is told by its
// content, not by its name.
//
// Every input has one fate: an article, or an [*Error] that says why it was
// skipped or failed and what can be done. One broken line fails alone.
package read

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"iter"

	"parallax/news"
)

// MaxBytes is the default of Options.MaxBytes. News articles are a few
// kilobytes, whole-day transcripts a few megabytes; a limit keeps a
// decompression bomb or a misnamed disk image from filling the memory.
const MaxBytes = 64 << 20

// Options say how to read. The zero value reads files and no network.
type Options struct {
	// Stdin is what the input "-" reads; without it "-" fails.
	Stdin io.Reader
	// MaxBytes limits one article: the decompressed file, line or element
	// that holds it. 0 means [MaxBytes].
	MaxBytes int64
	// Fetch gets the document at an http or https address; the Get method of
	// a fetch.Client fits. Without it addresses fail.
	Fetch func(ctx context.Context, address string) (body []byte, contentType, finalAddress string, err error)
	// Follow permits to fetch what feeds, sitemaps and lists of feeds in files
	// name. Those that were fetched themselves are always followed.
	Follow bool
	// Taken, when set, is told how many bytes were read from a file, packed
	// as they are.
	Taken func(bytes int)
}

// Open reads inputs in order and yields one article or one error for each item
// in them, in order. Directories are walked in the order of their names. It
// holds one article in memory at a time. When ctx ends, its error is the last
// thing that is yielded.
func Open(ctx context.Context, inputs []string, opts Options) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		r := newReader(ctx, opts, yield)
		for _, in := range inputs {
			if !r.input(in) {
				return
			}
		}
	}
}

// Bytes reads the articles in one document that is in memory: the body of a
// request, for example. name is what errors and Article.Path call it;
// contentType is its HTTP media type and address where it was found, "" when
// unknown.
func Bytes(ctx context.Context, name string, b []byte, contentType, address string, opts Options) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		r := newReader(ctx, opts, yield)
		r.stream(source{name: name, base: baseOf(name), address: address, contentType: contentType}, bytes.NewReader(b), int64(len(b)))
	}
}

// reader is the state of one run over inputs. Its methods report whether to go
// on; false means that the consumer or the context has ended the run.
type reader struct {
	ctx   context.Context
	opts  Options
	yield func(news.Article, error) bool
	ids   ids
	seen  map[string]struct{} // files read, by their real path
	heard int                 // articles and failures so far
}

func newReader(ctx context.Context, opts Options, yield func(news.Article, error) bool) *reader {
	if opts.MaxBytes <= 0 {
		opts.MaxBytes = MaxBytes
	}
	return &reader{ctx: ctx, opts: opts, yield: yield, ids: newIDs(), seen: map[string]struct{}{}}
}

// source is what is known about a stream before it is read.
type source struct {
	name        string // for errors and Article.Path
	base        string // what IDs are made of
	address     string // URL that it was found at, or ""
	contentType string // media type of HTTP, or ""
	walked      bool   // found in a directory, not named by the user
	depth       int    // how many lists led to it
	listed      bool   // a list says that it is a list or a feed
}

// article yields one article under a unique ID. id is what the container
// calls it; without one the base name of the source and, where the source
// holds several articles, the ordinal are its ID.
func (r *reader) article(a news.Article, src source, ordinal int) bool {
	a.Path = src.name
	a.ID = r.ids.assign(a.ID, src.base, ordinal)
	r.heard++
	return r.yield(a, nil)
}

func (r *reader) error(err *Error, input string) bool {
	if r.ctx.Err() != nil {
		return r.going()
	}
	if err.Fate == Failed {
		r.heard++
	}
	return r.yield(news.Article{}, err.of(input))
}

// going reports whether the context is still alive, and yields its error when
// it is not.
func (r *reader) going() bool {
	if err := r.ctx.Err(); err != nil {
		r.yield(news.Article{}, err)
		return false
	}
	return true
}

// stream reads whatever a stream holds. size is its length in bytes or -1.
func (r *reader) stream(src source, in io.Reader, size int64) bool {
	if !r.going() {
		return false
	}
	raw := bufio.NewReaderSize(contextReader{r.ctx, in, r.opts.Taken}, sniffed)
	if records, end, ok := archiveOf(raw); ok {
		defer end()
		return r.archive(src, records)
	}
	br, opened, err := decompress(raw)
	if err != nil {
		return r.error(readError(err), src.name)
	}
	defer opened.close()
	head, err := br.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return r.error(readError(err), src.name)
	}
	if len(head) == 0 {
		return r.error(fail(Empty, "it holds no bytes", ""), src.name)
	}
	if opened.layers > 0 {
		size = -1 // of the packed bytes
	}
	switch k := sniff(head, src.name, src.contentType); k.format {
	case formatFeed:
		return r.feed(src, br, size)
	case formatList:
		return r.list(src, br, size)
	case formatJSON, formatHTML, formatText:
		if src.listed {
			return r.error(fail(BadFeed, "what answers is no feed and no sitemap", ""), src.name)
		}
		switch k.format {
		case formatJSON:
			return r.json(src, br)
		case formatHTML:
			return r.page(src, br, size)
		}
		return r.plain(src, br, size)
	default:
		if k.media && src.walked {
			return r.error(skip(Media, k.what), src.name)
		}
		return r.error(fail(Unsupported, k.what, k.remedy), src.name)
	}
}

// all reads the rest of a stream, up to the limit for one article.
func (r *reader) all(br *bufio.Reader, size int64) ([]byte, *Error) {
	if size > r.opts.MaxBytes {
		return nil, tooLarge(r.opts.MaxBytes)
	}
	b := make([]byte, 0, max(size, 4096)+1)
	for {
		n, err := br.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if int64(len(b)) > r.opts.MaxBytes {
			return nil, tooLarge(r.opts.MaxBytes)
		}
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return nil, readError(err)
		}
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
	}
}

// contextReader ends a long read when the context ends.
type contextReader struct {
	ctx   context.Context
	in    io.Reader
	taken func(bytes int) // or nil
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.in.Read(p)
	if c.taken != nil {
		c.taken(n)
	}
	return n, err
}
