package pages

import (
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"sync"

	"github.com/klauspost/compress/zstd"

	"parallax/desk"
	"parallax/library"
	"parallax/recent"
	"parallax/report"
)

// A leaf is the report of one story as a part of its page. It is rendered when the story
// changes, not when it is read, and kept in the library, packed.
type leaf struct {
	Mark              string // of the digest that it belongs to
	Headline, Summary string
	Body              template.HTML
	Short             bool
}

// leafVersion goes up when what is rendered changes by code; templates and style are in the mark
// by their hash.
const leafVersion = 2

var layoutHash = hashOf(style + report.Layout())[:12]

func leafMark(g *desk.Digest) string { return fmt.Sprint(leafVersion, " ", layoutHash, " ", g.Mark) }

func leafName(story int) string { return fmt.Sprint("page/", story) }

// shelf holds the leaves that were read last.
type shelf struct {
	leaves *recent.Cache[int, *leaf]
	mu     sync.Mutex
	stale  map[int]bool // stories that a person has just changed here
}

// shelfBytes bounds the memory for leaves: some thousand stories of usual size.
const shelfBytes = 96 << 20

func newShelf() *shelf {
	return &shelf{leaves: recent.New[int](shelfBytes, func(l *leaf) int { return len(l.Body) }), stale: map[int]bool{}}
}

func (s *shelf) get(story int, mark string) *leaf {
	if l, ok := s.leaves.Get(story); ok && l.Mark == mark {
		return l
	}
	return nil
}

func (s *shelf) put(story int, l *leaf) { s.leaves.Put(story, l) }

// changed marks stories that are rendered when asked for until the desk has come to them.
func (s *shelf) changed(stories ...int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range stories {
		s.stale[n] = true
		s.leaves.Drop(n)
	}
}

func (s *shelf) isStale(story int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stale[story]
}

func (s *shelf) settled(story int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.stale, story)
}

var (
	packer, _   = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	unpacker, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(64<<20))
)

// Prepare renders a story that has changed; it belongs into the options of the desk.
func (p *Pages) Prepare(ctx context.Context, _, after *desk.Digest, told *library.Told) error {
	l, err := newLeaf(told, leafMark(after), false)
	if err != nil {
		return err
	}
	if err := p.keep(ctx, after.Story, l); err != nil {
		return err
	}
	p.shelf.settled(after.Story)
	return nil
}

func (p *Pages) keep(ctx context.Context, story int, l *leaf) error {
	raw, err := json.Marshal(l)
	if err != nil {
		return err
	}
	return p.store().SetState(ctx, leafName(story), packer.EncodeAll(raw, nil))
}

func newLeaf(told *library.Told, mark string, full bool) (*leaf, error) {
	around := make([]report.Around, len(told.Report.Articles))
	for i, d := range told.Report.Articles {
		around[i].Address = articlePath(d.ID)
		if i < len(told.Articles) && told.Articles[i].ID == d.ID {
			r := told.Articles[i]
			around[i].Why, around[i].Edits = report.Plain(r.Why), r.Revision-1
			if r.Decided {
				around[i].Why = "placed by hand"
			}
		}
	}
	f, err := report.NewFragment(told.Report, report.FragmentOptions{Articles: around, Full: full})
	if err != nil {
		return nil, err
	}
	return &leaf{mark, f.Headline, f.Summary, f.Body, f.Short}, nil
}

// leaf returns the report of a story as it is now, or was a moment ago.
func (p *Pages) leaf(ctx context.Context, story int) (*leaf, error) {
	g, err := p.desk.Digest(ctx, story)
	if err != nil {
		return nil, err
	}
	mark, settled := fmt.Sprint("unseen ", p.desk.Latest()), g != nil && !p.shelf.isStale(story)
	if settled {
		mark = leafMark(g)
	}
	if l := p.shelf.get(story, mark); l != nil {
		return l, nil
	}
	if settled {
		packed, err := p.store().State(ctx, leafName(story))
		if err != nil {
			return nil, err
		}
		l := &leaf{}
		if raw, err := unpacker.DecodeAll(packed, nil); err == nil && json.Unmarshal(raw, l) == nil && l.Mark == mark {
			p.shelf.put(story, l)
			return l, nil
		}
	}
	done, err := p.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	if l := p.shelf.get(story, mark); l != nil { // somebody else has asked for it meanwhile
		return l, nil
	}
	told, err := p.library().Story(ctx, story)
	if err != nil {
		return nil, err
	}
	l, err := newLeaf(told, mark, false)
	if err != nil {
		return nil, err
	}
	p.shelf.put(told.Story, l)
	if settled && told.Story == story { // of an older program: the desk does not come to it again
		if err := p.keep(ctx, story, l); err != nil {
			p.opts.Log.Warn("a page could not be kept", "story", story, "error", err)
		}
	}
	return l, nil
}
