package quote

import (
	"parallax/model/linear"
	"parallax/news"
)

const (
	posName = uint64(news.PROPN)
	posVerb = uint64(news.VERB)
)

// Templates of the argument model. Numbers are part of the trained model.
const (
	aInCue uint64 = 100 + iota
	aDistance
	aWord
	aPOSDistance
	aPOSAround
	aWordCue
	aPOSCue
	aState
	aStatePOS
	aStateCue
	aStateFrame
	aPrevPOS
	aNextPOS
	aPrevWord
	aWordNext
	aAfterCue
	aEdge
	aChunks
	aFrameDistance
	aFramePOS
	aOtherCue
	aWordBetween
	aNext2POS
	aPrev2POS
	aQuoteFrame
	aStateAfter
	aStateQuote
	aStatePOS2
	aCueState
	aPath
	aCuePath
	aClass
	aClassDistance
	aClassCue
	aClassNext
	aClassPrev
	aCueClassState
	aCueClassPOS
	aCueClassDistance
)

// A window is a sentence seen from one cue in it.
type window struct {
	v        *view
	sentence run
	cue      run
	head     uint64 // what the cue means: its main verb, its lemma
	class    uint64 // fine class of that verb
	after    uint64 // the word after the cue
	frame    uint64 // what borders on the cue, left and right
	own      int32  // quotation the cue stands in, -1 for none
	places   []place

	// For decoding.
	model   *linear.Model
	buf     []uint64
	inside  sums      // of a token of the cue
	state   kept      // of what lies between, for this cue
	near    kept      // of the distance, for this cue
	tokens  [2][]kept // of the tokens of a sentence, before and after a cue
	through run       // that sentence
}

// sums are what features add to the scores of the labels.
type sums [argCue + 1]int32

// A kept is the sums of features that are met again: for the next tokens, which
// are as far from the cue, or for the next cue of the sentence.
type kept struct {
	key  uint64 // what they depend on, plus 1; 0 for none
	sums sums
}

// A place is where a token stands, seen from the cue.
type place struct {
	side     uint64 // 0 before, 1 after the cue
	distance int
	state    uint64 // what lies between, packed
	between  uint64 // commas and verbs between
	chunks   uint64 // nominal groups between
	path     uint64 // parts of speech between, up to pathLength
	quote    uint64
	other    uint64 // 1: in another cue
}

const pathLength = 6

// newWindow returns a window for decoding with m one document.
func newWindow(m *linear.Model) *window {
	w := &window{model: m}
	m.Score(w.inside[:], ofCue(nil))
	return w
}

func (w *window) set(v *view, sentence, cue run) {
	cue.end = min(cue.end, sentence.end)
	w.v, w.sentence, w.cue = v, sentence, cue
	w.own = v.in[cue.first]
	w.describeCue()
	n := sentence.end - sentence.first
	if cap(w.places) < n {
		w.places = make([]place, n+n/2)
	}
	w.places = w.places[:n]
	w.state.key, w.near.key = 0, 0
	if w.model != nil && w.through != sentence {
		w.through = sentence
		for side := range w.tokens {
			w.tokens[side] = append(w.tokens[side][:0], make([]kept, n)...)
		}
	}
	w.walk(cue.first-1, sentence.first-1, -1, 0)
	w.walk(cue.end, sentence.end, 1, 1)
}

// describeCue sets head, after and frame.
func (w *window) describeCue() {
	v, cue := w.v, w.cue
	head := cue.end - 1
	for i := cue.end - 1; i >= cue.first; i-- {
		if v.words[i+margin].pos == posVerb {
			head = i
			break
		}
	}
	w.head, w.class = v.words[head+margin].lemma, v.words[head+margin].fine
	w.after = 1
	var right, left uint64
	if cue.end < w.sentence.end {
		n := &v.words[cue.end+margin]
		w.after = n.low
		switch q := v.in[cue.end]; {
		case q >= 0 && q != w.own:
			right = 1
		default:
			switch v.low[cue.end] {
			case "that":
				right = 2
			case ":":
				right = 3
			case ",":
				right = 4
			case ".", ";":
				right = 5
			case "to":
				right = 6
			case "the", "a", "an":
				right = 7
			default:
				right = 8 + n.pos
			}
		}
	}
	if k := cue.first - 1; k >= w.sentence.first {
		// What borders the clause on the left, and how long the clause is.
		for k >= w.sentence.first && v.in[k] == w.own && !isPunct(v.low[k]) {
			k--
		}
		switch {
		case k < w.sentence.first:
			left = 1
		case v.in[k] >= 0 && v.in[k] != w.own:
			left = 2
		case k > w.sentence.first && v.low[k] == "," && v.in[k-1] >= 0 && v.in[k-1] != w.own:
			left = 3
		case v.low[k] == ",":
			left = 4
		default:
			left = 5
		}
		left = left<<2 | few(uint64(cue.first-1-k))
	}
	w.frame = right<<8 | left
}

// walk fills the places from the cue outwards.
func (w *window) walk(from, to, step int, side uint64) {
	v := w.v
	var commas, verbs, quotes, that, colon, others, chunks uint64
	path := uint64(17)
	last := w.own
	wasNominal := false
	distance := 0
	for i := from; i != to; i += step {
		t := &v.words[i+margin]
		if v.in[i] != last {
			quotes = few(quotes + 1)
			last = v.in[i]
		}
		p := place{side: side, distance: distance, path: path, between: commas<<4 | verbs, chunks: min(chunks, 4)}
		if v.in[i] >= 0 {
			p.quote = 1
			if v.in[i] == w.own {
				p.quote = 2
			}
		}
		if w.own >= 0 && p.quote != 2 {
			p.quote += 3
		}
		if v.inCue[i] {
			p.other = 1
		}
		p.state = side | commas<<1 | verbs<<3 | quotes<<5 | that<<7 | p.quote<<8 | others<<12 | colon<<14
		w.places[i-w.sentence.first] = p

		path = path*31 + t.pos
		switch v.low[i] {
		case ",":
			commas = few(commas + 1)
		case "that":
			that = 1
		case ":", ";":
			colon = 1
		}
		if verbal(t.pos) {
			verbs = few(verbs + 1)
		}
		if p.other == 1 {
			others = few(others + 1)
		}
		is := nominal(t.pos)
		if is && !wasNominal {
			chunks++
		}
		wasNominal = is
		distance++
	}
}

// features is the extractor of the argument model.
func (w *window) features(i int, _ []uint8, buf []uint64) []uint64 {
	if at := w.sentence.first + i; at >= w.cue.first && at < w.cue.end {
		return ofCue(buf)
	}
	p := &w.places[i]
	buf = w.ofState(p, buf)
	buf = w.ofDistance(p, buf)
	buf = w.ofToken(i, p, buf)
	return w.others(i, p, buf)
}

// score adds the scores of the features.
func (w *window) score(i int, scores []int32) {
	if at := w.sentence.first + i; at >= w.cue.first && at < w.cue.end {
		w.inside.addTo(scores)
		return
	}
	p := &w.places[i]
	if key := p.state + 1; w.state.key != key {
		w.buf = w.ofState(p, w.buf[:0])
		w.state.learn(w.model, key, w.buf)
	}
	w.state.sums.addTo(scores)
	if key := (p.near()|p.quote)<<8 | p.state&0xff + 1; w.near.key != key {
		w.buf = w.ofDistance(p, w.buf[:0])
		w.near.learn(w.model, key, w.buf)
	}
	w.near.sums.addTo(scores)
	token := &w.tokens[p.side][i]
	if token.key == 0 {
		w.buf = w.ofToken(i, p, w.buf[:0])
		token.learn(w.model, 1, w.buf)
	}
	token.sums.addTo(scores)
	w.buf = w.others(i, p, w.buf[:0])
	w.model.Score(scores, w.buf)
}

func (k *kept) learn(m *linear.Model, key uint64, features []uint64) {
	*k = kept{key: key}
	m.Score(k.sums[:], features)
}

func (s *sums) addTo(scores []int32) {
	scores = scores[:len(s)]
	for l, v := range s {
		scores[l] += v
	}
}

// ofCue appends the features of a token of the cue. That is given, not guessed:
// features of its own, and as many of them as it takes to outweigh any run of
// labels across it.
func ofCue(buf []uint64) []uint64 {
	for n := range uint64(8) {
		buf = append(buf, linear.F(aInCue, n))
	}
	return buf
}

// near is the side and the distance, packed.
func (p *place) near() uint64 { return (p.side<<4 | bucket(p.distance)) << 8 }

// ofState appends what depends on the cue and on what lies between.
func (w *window) ofState(p *place, buf []uint64) []uint64 {
	state := p.state << 16
	F, pair := linear.F, linear.Pair
	return append(buf,
		F(aState, state),
		F(aStateCue, pair(w.head, state)),
		F(aStateFrame, pair(w.frame, state)),
		F(aStateAfter, pair(w.after, state)),
		F(aCueClassState, pair(w.class, state)),
	)
}

// ofDistance appends what depends on the cue, on the distance and its side, the
// place's quote and the last eight bits of its state.
func (w *window) ofDistance(p *place, buf []uint64) []uint64 {
	near := p.near()
	F, pair := linear.F, linear.Pair
	return append(buf,
		F(aDistance, near),
		F(aFrameDistance, pair(w.frame, near|p.quote)),
		F(aCueState, pair(w.head, near<<8|p.state&0xff)),
	)
}

// ofToken appends what depends on the sentence and on the side of the cue.
func (w *window) ofToken(i int, p *place, buf []uint64) []uint64 {
	at := w.sentence.first + i
	t := w.v.words[at : at+2*margin+1]
	w0, n1, n2, p1, p2 := &t[margin], &t[margin+1], &t[margin+2], &t[margin-1], &t[margin-2]
	side := p.side << 4
	F, pair := linear.F, linear.Pair
	return append(buf,
		F(aWord, pair(w0.low, side)),
		F(aPOSAround, side<<24|w0.pos<<16|p1.pos<<8|n1.pos),
		F(aPrevPOS, pair(p1.low, side<<8|w0.pos)),
		F(aNextPOS, pair(n1.low, side<<8|w0.pos)),
		F(aPrevWord, pair(pair(p1.low, w0.low), side)),
		F(aWordNext, pair(pair(w0.low, n1.low), side)),
		F(aNext2POS, pair(n2.low, side<<8|w0.pos)),
		F(aPrev2POS, pair(p2.low, side<<8|w0.pos)),
		F(aClass, side<<16|w0.fine),
		F(aClassNext, side<<32|w0.pos<<16|n1.fine),
		F(aClassPrev, side<<32|w0.pos<<16|p1.fine),
	)
}

// others appends what depends on more.
func (w *window) others(i int, p *place, buf []uint64) []uint64 {
	at := w.sentence.first + i
	t := w.v.words[at : at+2*margin+1]
	w0, n1, p1 := &t[margin], &t[margin+1], &t[margin-1]
	side := p.side << 4
	near := p.near()
	edge := uint64(0)
	if i == 0 {
		edge = 1
	} else if at == w.sentence.end-1 {
		edge = 2
	}
	state := p.state << 16
	F, pair := linear.F, linear.Pair
	buf = append(buf,
		F(aPOSDistance, near|w0.pos),
		F(aWordCue, pair(pair(w0.low, w.head), side)),
		F(aPOSCue, pair(w.head, side<<8|w0.pos)),
		F(aStatePOS, state|w0.pos),
		F(aAfterCue, pair(w.after, near|w0.pos)),
		F(aEdge, side<<16|edge<<8|w0.pos),
		F(aChunks, side<<16|p.chunks<<8|w0.pos),
		F(aFramePOS, pair(w.frame, side<<8|w0.pos)),
		F(aOtherCue, side<<16|p.other<<8|w0.pos),
		F(aWordBetween, pair(w0.low, side<<16|p.other<<8|p.between)),
		F(aQuoteFrame, pair(w.frame, side<<16|w0.quote<<4|p1.quote<<2|n1.quote)),
		F(aStateQuote, pair(n1.low, state|w0.quote)),
		F(aStatePOS2, pair(state, w0.pos<<8|n1.pos)),
		F(aClassDistance, near<<16|w0.coarse),
		F(aClassCue, side<<32|w.class<<16|w0.fine),
		F(aCueClassPOS, pair(w.class, side<<16|w0.pos<<8|n1.pos)),
		F(aCueClassDistance, pair(w.class, near<<8|w0.pos)),
	)
	if p.distance < pathLength {
		buf = append(buf, F(aPath, pair(p.path, side<<8|w0.pos)), F(aCuePath, pair(pair(p.path, w.head), side)))
	}
	return buf
}
