package library

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"

	"parallax/story"
)

// The index of the stories is kept in pieces, so that keeping what has come
// since the last time costs what has come, not what is there. A note written
// last names the pieces that count.

// stateName is what the note is kept under; the pieces have numbers behind it.
const stateName = "stories"

const (
	// articlesBetweenSaves is how many articles the next process takes over one
	// by one, at most: a tenth of a second.
	articlesBetweenSaves = 200
	// mostPieces are kept before all is written anew, in few large pieces, and
	// without what has left the window of time.
	mostPieces = 128
)

// kept is the note on what is kept. The head of the index stands behind it.
type kept struct {
	Article, Decision int64      // up to which it goes
	Series            int        // of pieces, counted up when all is written anew
	Sums              []uint32   // of the pieces, so that those of two processes are not mixed
	Mark              story.Mark // up to which the pieces go
}

func pieceName(series, n int) string { return fmt.Sprint(stateName, " ", series, " ", n) }

// note reads what another process, or this one, kept last: nothing when that
// was another version.
func (l *Library) note(ctx context.Context) (k kept, head []byte, err error) {
	b, err := l.store.State(ctx, stateName)
	if err != nil {
		return k, nil, err
	}
	line, head, _ := bytes.Cut(b, []byte("\n"))
	if json.Unmarshal(line, &k) != nil {
		return kept{}, nil, nil
	}
	return k, head, nil
}

// loadStories reads the index as it was last kept. One that another version
// has kept is made again from the articles and where they stand.
func (l *Library) loadStories(ctx context.Context) error {
	l.stories = stories{index: story.New(options)}
	k, packed, err := l.note(ctx)
	if err != nil {
		return err
	}
	head, err := unzip().DecodeAll(packed, nil)
	if err != nil {
		return nil
	}
	var broken error // of the store, not of what is kept there
	index, err := story.Load(head, func(yield func([]byte, error) bool) {
		for i, sum := range k.Sums {
			var piece []byte
			if piece, broken = l.load(ctx, pieceName(k.Series, i), sum); !yield(piece, broken) {
				return
			}
		}
	}, options)
	if broken != nil || err != nil {
		return broken
	}
	l.stories = stories{index: index, article: k.Article, decision: k.Decision, kept: k}
	return nil
}

// load reads a piece; nothing when it is another than was kept.
func (l *Library) load(ctx context.Context, name string, sum uint32) ([]byte, error) {
	b, err := l.store.State(ctx, name)
	if err != nil || crc32.Checksum(b, castagnoli) != sum {
		return nil, err
	}
	raw, err := unzip().DecodeAll(b, nil)
	if err != nil {
		return nil, nil
	}
	return raw, nil
}

var (
	castagnoli = crc32.MakeTable(crc32.Castagnoli)
	zip        = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
		if err != nil {
			panic(err) // the options are constant
		}
		return e
	})
	unzip = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
		if err != nil {
			panic(err)
		}
		return d
	})
)

// saveStories keeps the index when much has come since the last time.
func (l *Library) saveStories(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := &l.stories
	if s.index == nil || s.article-s.kept.Article < articlesBetweenSaves {
		return nil
	}
	now, _, err := l.note(ctx)
	if err != nil {
		return err
	}
	next := s.kept
	anew := len(next.Sums) == 0 || len(next.Sums) >= mostPieces || now.Series != next.Series || now.Article != next.Article
	if anew {
		next = kept{Series: now.Series + 1}
	}
	next.Sums = slices.Clone(next.Sums)
	for piece := range s.index.Pieces(next.Mark) {
		b := zip().EncodeAll(piece, nil)
		if err := l.store.SetState(ctx, pieceName(next.Series, len(next.Sums)), b); err != nil {
			return fmt.Errorf("keeping the index of stories: %w", err)
		}
		next.Sums = append(next.Sums, crc32.Checksum(b, castagnoli))
	}
	next.Article, next.Decision, next.Mark = s.article, s.decision, s.index.Mark()
	line, err := json.Marshal(next)
	if err != nil {
		return err
	}
	if err := l.store.SetState(ctx, stateName, zip().EncodeAll(s.index.Head(), append(line, '\n'))); err != nil {
		return fmt.Errorf("keeping the index of stories: %w", err)
	}
	s.kept = next
	if anew {
		return l.dropSeries(ctx, now.Series)
	}
	return nil
}

// dropSeries removes the pieces of a series that counts no more, and of those
// before it that somebody was killed over. The first piece goes last: it shows
// that there are more.
func (l *Library) dropSeries(ctx context.Context, series int) error {
	for ; series > 0; series-- {
		n := 0
		for ; ; n++ {
			b, err := l.store.State(ctx, pieceName(series, n))
			if err != nil {
				return err
			}
			if b == nil {
				break
			}
		}
		if n == 0 {
			return nil
		}
		for n--; n >= 0; n-- {
			if err := l.store.SetState(ctx, pieceName(series, n), nil); err != nil {
				return err
			}
		}
	}
	return nil
}
