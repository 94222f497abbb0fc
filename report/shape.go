package report

import "parallax/news"

// Schema names the shape of a comparison's JSON. It changes only when a key
// is renamed or dropped.
const Schema = "parallax.report/1"

// The types below are the JSON of the contract: spans carry the words that they
// cover, absent values are null, lists are never null. Tags beside the names
// tell a program that describes the JSON which values there are.

type Span struct {
	Start int    `json:"start"` // UTF-8 bytes
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type Ref struct {
	Article string `json:"article"`
	Span
}

type Range struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type Boilerplate struct {
	Span
	Kind news.BoilerplateKind `json:"kind" enum:"caption,credit,stamp,breadcrumb,share,plea,related,bio,legal,repeat,other"`
}

type Entity struct {
	Span
	Kind news.EntityKind `json:"kind" enum:"person,org,place,other"`
	Name string          `json:"name"`
}

type Attribution struct {
	Kind    news.AttributionKind `json:"kind" enum:"direct,indirect,mixed"`
	Source  []Span               `json:"source"`
	Speaker *string              `json:"speaker"`
	Cue     []Span               `json:"cue"`
	Content []Span               `json:"content"`
	Quoted  []Span               `json:"quoted"`
}

type Figure struct {
	Span
	Number       Span       `json:"number"`
	Value        *float64   `json:"value"`
	Low          *float64   `json:"low"`
	High         *float64   `json:"high"`
	Bound        news.Bound `json:"bound" enum:"exact,at-least,at-most,about"`
	Unit         string     `json:"unit"`
	What         *string    `json:"what"`
	Measure      *string    `json:"measure"`
	ClaimedBy    *string    `json:"claimed_by"`
	Negated      bool       `json:"negated,omitempty"`
	Hypothetical bool       `json:"hypothetical,omitempty"`
}

type Time struct {
	Span
	Type   news.TimeType `json:"type" enum:"DATE,TIME,DURATION,SET"`
	Value  string        `json:"value"`
	Anchor *string       `json:"anchor"`
}

type Token struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	POS   string `json:"pos"`
	Lemma string `json:"lemma"`
	Head  int    `json:"head"`
	Dep   string `json:"dep"`
}

type Article struct {
	ID            string        `json:"id"`
	Path          string        `json:"path"`
	URL           *string       `json:"url"`
	Title         *string       `json:"title"`
	Byline        []string      `json:"byline"`
	Outlet        *string       `json:"outlet"`
	Agency        *string       `json:"agency"`
	Published     *string       `json:"published"`
	PublishedFrom *string       `json:"published_from"`
	PublishedWhy  *string       `json:"published_why,omitempty"`
	Language      *string       `json:"language"`
	Origin        string        `json:"origin,omitempty"` // in a comparison
	Text          string        `json:"text"`
	Boilerplate   []Boilerplate `json:"boilerplate"`
	Sentences     []Range       `json:"sentences"`
	Entities      []Entity      `json:"entities"`
	Attributions  []Attribution `json:"attributions"`
	Figures       []Figure      `json:"figures"`
	Times         []Time        `json:"times"`
	Tokens        *[]Token      `json:"tokens,omitempty"`
	Notes         []string      `json:"notes"`
}

type Line struct {
	Text  string `json:"text"`
	Cites []Ref  `json:"cites"`
}

// Story keeps the contract's plain answers; *_cites stand beside them.
type Story struct {
	Headline *string          `json:"headline"`
	Who      []string         `json:"who"`
	What     *string          `json:"what"`
	When     *string          `json:"when"`
	Where    []string         `json:"where"`
	Why      *string          `json:"why"`
	Cites    map[string][]Ref `json:"cites"` // encoding/json sorts the keys
}

type Origin struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	Kind     news.OriginKind `json:"kind" enum:"agency,outlet,unknown"`
	Articles []string        `json:"articles"`
	Evidence []Ref           `json:"evidence"`
	Cites    []Cited         `json:"cites"`
	Why      string          `json:"why"`
}

type Cited struct {
	Name     string `json:"name"`
	Mentions []Ref  `json:"mentions"`
}

type Passage struct {
	A Range `json:"a"`
	B Range `json:"b"`
}

type TextChange struct {
	Kind news.ChangeKind `json:"kind" enum:"only-a,only-b,reworded"`
	A    *Span           `json:"a,omitempty"`
	B    *Span           `json:"b,omitempty"`
	Why  string          `json:"why,omitempty"`
}

type Copy struct {
	A        string        `json:"a"`
	B        string        `json:"b"`
	Kind     news.CopyKind `json:"kind" enum:"duplicate,shared-passages"`
	ShareA   float64       `json:"share_a"`
	ShareB   float64       `json:"share_b"`
	Earlier  *string       `json:"earlier"`
	Passages []Passage     `json:"passages"`
	Changes  []TextChange  `json:"changes"`
	Why      string        `json:"why"`
}

type Mention struct {
	Article string `json:"article"`
	Figure
	AsOf *string `json:"as_of"`
}

type FigureGroup struct {
	What     string       `json:"what"`
	Unit     string       `json:"unit"`
	Verdict  news.Verdict `json:"verdict" enum:"agree,compatible,update,conflict,single"`
	Why      string       `json:"why"`
	Mentions []Mention    `json:"mentions"`
}

type Claim struct {
	Ref
	Status    news.Status `json:"status" enum:"planned,expected,unconfirmed,claimed,confirmed,denied,happened,cancelled"`
	ClaimedBy *string     `json:"claimed_by"`
}

type ClaimGroup struct {
	What    string       `json:"what"`
	Verdict news.Verdict `json:"verdict" enum:"agree,compatible,update,conflict,single"`
	Why     string       `json:"why"`
	Support []Claim      `json:"support"`
}

type Variant struct {
	Ref
	Kind    news.AttributionKind `json:"kind" enum:"direct,indirect,mixed"`
	Version news.QuoteVersion    `json:"version" enum:"first,identical,trimmed,fuller,reworded,retold"`
	Merged  bool                 `json:"merged,omitempty"`
	Speaker string               `json:"speaker,omitempty"` // where this article names another one
}

type Quote struct {
	Speaker     *string   `json:"speaker"`
	Altered     bool      `json:"altered"`
	Variants    []Variant `json:"variants"`
	Paraphrases []Ref     `json:"paraphrases"`
	Why         string    `json:"why"`
}

type EntityGroup struct {
	Name     string          `json:"name"`
	Kind     news.EntityKind `json:"kind" enum:"person,org,place,other"`
	Forms    []string        `json:"forms"`
	Mentions []Ref           `json:"mentions"`
}

type Wording struct {
	Referent string `json:"referent"`
	Labels   []Ref  `json:"labels"`
	Why      string `json:"why"`
}

type Event struct {
	Date    string `json:"date"`
	Event   string `json:"event"`
	Support []Ref  `json:"support"`
}

type Unique struct {
	Ref
	Why string `json:"why"`
}

// Missing is what every other origin tells and one leaves out.
type Missing struct {
	Origin   string   `json:"origin"`
	Articles []string `json:"articles"`
	Support  []Ref    `json:"support"`
	Why      string   `json:"why"`
}

type Report struct {
	Schema   string        `json:"schema"`
	Story    Story         `json:"story"`
	Articles []Article     `json:"articles"`
	Origins  []Origin      `json:"origins"`
	Copies   []Copy        `json:"copies"`
	Figures  []FigureGroup `json:"figures"`
	Claims   []ClaimGroup  `json:"claims"`
	Quotes   []Quote       `json:"quotes"`
	Entities []EntityGroup `json:"entities"`
	Wording  []Wording     `json:"wording"`
	Timeline []Event       `json:"timeline"`
	Unique   []Unique      `json:"unique"`
	Missing  []Missing     `json:"missing"`
	Brief    []Line        `json:"brief"`
	Notes    []string      `json:"notes"`
}
