package news

import "strconv"

// A Ref points at words in one of a report's articles.
type Ref struct {
	Doc  int // index into Report.Articles
	Span     // bytes in that article's text
}

// A Report compares the articles of one story. The steps across articles fill
// its sections in order; every section points back into the articles.
type Report struct {
	Story    StoryLine
	Articles []*Doc
	Origins  []Origin
	Copies   []Copy
	Figures  []FigureGroup
	Claims   []ClaimGroup
	Quotes   []QuoteGroup
	Entities []EntityGroup
	Wording  []Wording
	Timeline []Event
	Unique   []Unique
	Missing  []Missing
	Brief    []BriefSentence
	// Notes say what the report as a whole cannot know: one origin only,
	// articles that are not one story, no dates.
	Notes []string
}

// Note records once what the report cannot know.
func (r *Report) Note(note string) {
	for _, n := range r.Notes {
		if n == note {
			return
		}
	}
	r.Notes = append(r.Notes, note)
}

// Slice returns the words that ref covers.
func (r *Report) Slice(ref Ref) string { return r.Articles[ref.Doc].Slice(ref.Span) }

// Label names an article to a reader, as the renderers number it: its outlet,
// where known, and its number in the report, from 1: "Valley Herald [2]", or "[2]".
func (r *Report) Label(doc int) string {
	number := "[" + strconv.Itoa(doc+1) + "]"
	if name := r.Articles[doc].PublisherName(); name != "" {
		return name + " " + number
	}
	return number
}

// OriginOf returns the index in r.Origins of the article's origin, or -1
// before origins are known.
func (r *Report) OriginOf(doc int) int {
	for i, o := range r.Origins {
		for _, a := range o.Articles {
			if a == doc {
				return i
			}
		}
	}
	return -1
}

// A Line is words of the report that lead back to the source.
type Line struct {
	Text  string
	Cites []Ref
}

// StoryLine is the event in five answers (who, what, when, where, why). Each
// is made of source words.
type StoryLine struct {
	Headline Line
	Who      []Line
	What     Line
	When     Line // Text is a date, YYYY[-MM[-DD]]
	Where    []Line
	Why      Line
}

// OriginKind is what kind of publisher an origin is.
type OriginKind string

const (
	OriginAgency  OriginKind = "agency"
	OriginOutlet  OriginKind = "outlet"
	OriginUnknown OriginKind = "unknown"
)

// An Origin is one independent witness: an agency or outlet whose text one or
// more articles carry.
type Origin struct {
	ID       string // o1, o2, ... in order of the first article
	Name     string
	Kind     OriginKind
	Articles []int // indices into Report.Articles, ascending
	Evidence []Ref // credit lines and datelines that name it
	Cites    []Cited
	Why      string // one sentence for the reader
}

// Cited is somebody whom an origin cites. Two origins that cite one spokesman
// are one source for what he says.
type Cited struct {
	Name     string
	Mentions []Ref // the words that name him as a source
}

// CopyKind is how much two articles share.
type CopyKind string

const (
	Duplicate      CopyKind = "duplicate"       // most of the shorter stands in the longer
	SharedPassages CopyKind = "shared-passages" // whole sentences stand in both
)

// A Copy is a pair of articles that share copied text. A < B.
type Copy struct {
	A, B           int // indices into Report.Articles
	Kind           CopyKind
	ShareA, ShareB float64 // part of each article's prose that stands in the other, 0..1
	Earlier        string  // "a", "b", or "" when not known
	Passages       []Passage
	Changes        []Change // where the two part, sentence by sentence, in text order of A, then of B
	Why            string
}

// ChangeKind is how one sentence fares between two articles that share text.
type ChangeKind string

const (
	OnlyA    ChangeKind = "only-a"   // B lacks it: cut, where A came first
	OnlyB    ChangeKind = "only-b"   // A lacks it: added, where A came first
	Reworded ChangeKind = "reworded" // both have it, in other words
)

// A Change is one sentence that two articles which share text do not share as
// it stands. The span of the article that lacks it is empty.
type Change struct {
	Kind ChangeKind
	A, B Span
	Why  string // what it is to the reader: "a denial by Blue Strait Lines", "" when nothing stands out
}

// A Passage is one stretch of text that stands in both articles.
type Passage struct{ A, B Span }

// Verdict is what several reports together say about one thing.
type Verdict string

const (
	Agree      Verdict = "agree"      // the same value or statement
	Compatible Verdict = "compatible" // differ only by bounds, rounding or units
	Update     Verdict = "update"     // a later report supersedes an earlier one
	Conflict   Verdict = "conflict"   // cannot all be true at the same time
	Single     Verdict = "single"     // one origin only
)

// A FigureGroup is one quantity, wherever the reports state it.
type FigureGroup struct {
	What     string // what is counted, in source words
	Unit     string
	Verdict  Verdict
	Why      string
	Mentions []FigureMention // by as-of date, then article
}

// A FigureMention is one statement of the quantity. Span covers the phrase.
type FigureMention struct {
	Doc int
	Figure
	AsOf string // date the value holds for, YYYY-MM-DD, or ""
}

// Status is how certain a statement is, on the ladder from plan to fact.
type Status string

const (
	Planned     Status = "planned"
	Expected    Status = "expected"
	Unconfirmed Status = "unconfirmed"
	Claimed     Status = "claimed"
	Confirmed   Status = "confirmed"
	Denied      Status = "denied"
	Happened    Status = "happened"
	Cancelled   Status = "cancelled"
)

// A ClaimGroup is one statement, with each report's version and status.
type ClaimGroup struct {
	What    string
	Verdict Verdict
	Why     string
	Support []Claim
}

// A Claim is one report's version of a statement.
type Claim struct {
	Ref
	Status    Status
	ClaimedBy string
}

// A QuoteGroup is one utterance and each article's version of it.
type QuoteGroup struct {
	Speaker  string
	Altered  bool // the words differ beyond punctuation, case, spelling and trimming
	Variants []QuoteVariant
	// Paraphrases are articles that give it in their own words, without marks.
	Paraphrases []Ref
	Why         string
}

// QuoteVersion is what became of an utterance in one article, as against the
// first that quotes it.
type QuoteVersion string

const (
	FirstVersion QuoteVersion = "first"
	Identical    QuoteVersion = "identical" // beside signs, case and spelling
	Trimmed      QuoteVersion = "trimmed"   // a part of it, or with an omission that is marked
	Fuller       QuoteVersion = "fuller"    // the first is a part of it
	Rephrased    QuoteVersion = "reworded"  // words changed, added or left out without a mark
	Retold       QuoteVersion = "retold"    // fewer than half of the words: another translation, or rendering
)

// A QuoteVariant is the words that one article puts between quotation marks,
// or, for Indirect, its paraphrase.
type QuoteVariant struct {
	Ref
	Kind    AttributionKind
	Version QuoteVersion
	Merged  bool   // runs on into words that another article quotes apart from these
	Speaker string // whom this article quotes, where it is another one than the group's
}

// An EntityGroup is one person, organisation or place across the articles.
type EntityGroup struct {
	Name     string
	Kind     EntityKind
	Forms    []string // surface forms, most frequent first
	Mentions []Ref
}

// Wording is the labels that the articles choose for one referent.
type Wording struct {
	Referent string
	Labels   []Ref
	Why      string
}

// An Event is one dated event.
type Event struct {
	Date    string // YYYY[-MM[-DD]]
	Text    string // the event in source words
	Support []Ref
}

// Unique is a statement that only one origin has.
type Unique struct {
	Ref
	Why string
}

// Missing is what every other origin tells and one leaves out.
type Missing struct {
	Origin  int   // index into Report.Origins
	Support []Ref // one sentence of each other origin, the fullest first
	Why     string
}

// A BriefSentence is one sentence of the summary, made of the words it cites.
type BriefSentence = Line
