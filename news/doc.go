// Package news holds Parallax's vocabulary and data model: articles, what is
// found in them, and the report that compares them. It imports the standard
// library only, so every other package may import it.
//
// Text is immutable. Everything that is found in an article is a [Span] of its
// text; strings are sliced from the text when somebody asks for them.
package news

import (
	"slices"
	"strings"
)

// A Span is a half-open range of bytes, [Start, End), in an article's Text.
type Span struct {
	Start, End int // bytes
}

// Len is the length of s in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Less orders spans by start, then by end: the order in which layers are kept.
func (s Span) Less(t Span) bool {
	return s.Start < t.Start || s.Start == t.Start && s.End < t.End
}

// Published tells when an article was published and how that is known.
type Published struct {
	// At is an RFC 3339 time, a date (2006-01-02), or empty when unknown.
	At   string
	From PublishedFrom
	// Why is one sentence on what decided At; empty for metadata.
	Why string
}

// Day is the date of publication (2006-01-02), or empty when unknown.
func (p Published) Day() string {
	if len(p.At) < len("2006-01-02") {
		return ""
	}
	return p.At[:len("2006-01-02")]
}

// NoDate is the note of an article whose date of publication is unknown.
const NoDate = "no date of publication: neither the input nor a date line in the text gives one"

// SummaryOnly is the note of an article of which a feed gives a summary and not
// the text.
const SummaryOnly = "only the summary of a feed: the text was not fetched"

// IsPartial reports whether the article's text is a summary.
func IsPartial(a *Article) bool { return slices.Contains(a.Notes, SummaryOnly) }

// PublishedFrom says where the date of an article comes from.
type PublishedFrom string

const (
	FromMetadata PublishedFrom = "metadata" // the input's own field
	FromText     PublishedFrom = "text"     // a date line or stamp in the text
	FromContext  PublishedFrom = "context"  // inferred from the dates that the articles mention
)

// An Article is one published report as it was read: its text and what its
// container (JSON keys, HTML metadata, file name) says about it. Fields that
// the container leaves empty are filled from the text by the meta step.
type Article struct {
	ID        string // unique within a run, stable for the same input
	Path      string // input that it was read from, as the user named it
	URL       string
	Title     string
	Byline    []string
	Publisher string // publisher as the container names it: a name or a host
	Outlet    string // registrable domain (example.co.uk), else the publisher's name, else ""
	Agency    string // news agency credited for the text, or ""
	Published Published
	Language  string // ISO 639-1 code, or "" when unknown
	// Text is the decoded input, byte for byte; for HTML the extracted main
	// text. It never changes once the article is read.
	Text string
	// Notes say what could not be done with this article and why.
	Notes []string
}

// PublisherName names the publisher to a reader: by name where the container
// gives one, else by the outlet's domain; "" when neither is known.
func (a *Article) PublisherName() string {
	if a.Publisher != "" && (strings.Contains(a.Publisher, " ") || !strings.Contains(a.Publisher, ".")) {
		return a.Publisher
	}
	return a.Outlet
}

// A Doc is an article with everything found in it. Each layer has one owner, a
// step of the pipeline; every layer is sorted by position.
type Doc struct {
	Article

	Boilerplate  []Boilerplate // disjoint
	Sentences    []Sentence    // disjoint; boilerplate has sentences too
	Tokens       []Token       // disjoint; each lies in one sentence
	Entities     []Entity      // disjoint
	Times        []Time        // disjoint
	Attributions []Attribution // by start of the first content span; may nest
	Figures      []Figure      // by start; a range or a rate is one figure
}

// Slice returns the words that s covers.
func (d *Doc) Slice(s Span) string { return d.Text[s.Start:s.End] }

// Note records once what could not be done with the article and why.
func (d *Doc) Note(note string) {
	for _, n := range d.Notes {
		if n == note {
			return
		}
	}
	d.Notes = append(d.Notes, note)
}

// InBoilerplate reports whether s overlaps marked boilerplate.
func (d *Doc) InBoilerplate(s Span) bool {
	for i := firstEndingAfter(d.Boilerplate, s.Start, func(b Boilerplate) int { return b.End }); i < len(d.Boilerplate); i++ {
		if d.Boilerplate[i].Overlaps(s) {
			return true
		}
		if d.Boilerplate[i].Start >= s.End {
			break
		}
	}
	return false
}

// SentenceAt returns the index of the sentence that covers byte offset, or -1.
func (d *Doc) SentenceAt(offset int) int {
	i := firstEndingAfter(d.Sentences, offset, func(s Sentence) int { return s.End })
	if i < len(d.Sentences) && d.Sentences[i].Start <= offset {
		return i
	}
	return -1
}

// TokensIn returns the range [first, end) of tokens that overlap s.
func (d *Doc) TokensIn(s Span) (first, end int) {
	first = firstEndingAfter(d.Tokens, s.Start, func(t Token) int { return t.End })
	end = first
	for end < len(d.Tokens) && d.Tokens[end].Start < s.End {
		end++
	}
	return first, end
}

// firstEndingAfter finds the first of disjoint sorted items that ends after offset.
func firstEndingAfter[T any](items []T, offset int, end func(T) int) int {
	lo, hi := 0, len(items)
	for lo < hi {
		mid := (lo + hi) / 2
		if end(items[mid]) > offset {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// BoilerplateKind says what a stretch of text is that is not article prose.
type BoilerplateKind string

const (
	Caption    BoilerplateKind = "caption"
	Credit     BoilerplateKind = "credit"
	Stamp      BoilerplateKind = "stamp"
	Breadcrumb BoilerplateKind = "breadcrumb"
	Share      BoilerplateKind = "share"
	Plea       BoilerplateKind = "plea"
	Related    BoilerplateKind = "related"
	Bio        BoilerplateKind = "bio"
	Legal      BoilerplateKind = "legal"
	Repeat     BoilerplateKind = "repeat"
	Other      BoilerplateKind = "other"
)

// Boilerplate marks text that is not the article's own prose. It is marked,
// never removed.
type Boilerplate struct {
	Span
	Kind BoilerplateKind
}

// A Sentence is a span and the tokens in it: Doc.Tokens[First:Last].
type Sentence struct {
	Span
	First, Last int // token numbers, half open
}

// A Token is a word or a sign. Its tag and lemma are set by the tag step.
type Token struct {
	Span
	POS   POS
	Lemma string // lower case; "" before the tag step
	Head  int    // token number of the syntactic head, -1 at a root or without a parse
	Dep   string // universal dependency relation, "" without a parse
}

// POS is a universal part of speech (universaldependencies.org/u/pos).
type POS uint8

const (
	NoPOS POS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
)

var posNames = [...]string{"", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
	"PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

func (p POS) String() string { return posNames[p] }

// ParsePOS returns the tag of a universal name, or NoPOS.
func ParsePOS(name string) POS {
	for i, n := range posNames {
		if n == name {
			return POS(i)
		}
	}
	return NoPOS
}

// EntityKind is what a name names.
type EntityKind string

const (
	Person EntityKind = "person"
	Org    EntityKind = "org"
	Place  EntityKind = "place"
	Thing  EntityKind = "other"
)

// An Entity is one mention of a name. Mentions with the same Name in one
// article are the same entity.
type Entity struct {
	Span
	Kind EntityKind
	Name string // canonical form within the article
}

// TimeType is a TIMEX3 type.
type TimeType string

const (
	Date      TimeType = "DATE"
	TimeOfDay TimeType = "TIME"
	Duration  TimeType = "DURATION"
	Set       TimeType = "SET"
)

// A Time is a time expression with its TIMEX3 value (ISO 8601 with TimeML's
// extensions: 2015-05-12, 2015-W19, P3D, PRESENT_REF). See TimeML 1.2.1.
type Time struct {
	Span
	Type   TimeType
	Value  string
	Anchor string // date that a relative expression was resolved against, or ""
}

// AttributionKind tells how much of the content stands in quotation marks.
type AttributionKind string

const (
	Direct   AttributionKind = "direct"   // all of it
	Indirect AttributionKind = "indirect" // none of it
	Mixed    AttributionKind = "mixed"    // some of it
)

// An Attribution is a statement that an article lays into somebody's mouth:
// source (who), cue (how it is said), content (what). After PolNeAR
// (Newell et al. 2018).
type Attribution struct {
	Kind    AttributionKind
	Source  []Span
	Cue     []Span
	Content []Span // never empty
	Quoted  []Span // the words between quotation marks within Content, marks left out
	Speaker string // resolved name or description of the source, "" when unknown
}

// Bound says how a figure limits the quantity.
type Bound string

const (
	Exact   Bound = "exact"
	AtLeast Bound = "at-least"
	AtMost  Bound = "at-most"
	About   Bound = "about"
)

// A Figure is a quantity that the article states of something.
type Figure struct {
	Span          // the phrase that states it: bound, number, unit and what is counted
	Number   Span // the numeral or number words alone
	HasValue bool // false for vague words: dozens, several
	// Value is the quantity in Unit; Low and High are the range that the
	// words allow (equal to Value for an exact figure; -Inf or +Inf where open).
	Value, Low, High float64
	Bound            Bound
	// Unit is "people", a currency code (USD), "percent", "years", "km",
	// "rank", "clock" (minutes after midnight), ... or the lemma that is counted.
	Unit string
	What Span // noun phrase of what is counted; empty span when none stands there
	// Measure is what happened to what is counted (killed, injured, missing,
	// arrested, displaced, age, ...), "" when none. A toll of other events than
	// the one reported says so: "killed in several events", "killed in another event".
	Measure      string
	ClaimedBy    string // who the article says the figure comes from, "" for the article itself
	Negated      bool   // "no people were killed", "not 40"
	Hypothetical bool   // "could kill 100", "if 40 die"
	Implied      bool   // no number stands there: "a man was killed" counts one at least
}
