package news

import (
	"context"
	"errors"
	"iter"
	"time"
)

// A Store keeps a library: articles with their earlier texts and findings,
// which story each belongs to, and what a person has decided about that. It is
// safe for concurrent use, and so is one store that two processes have open.
// Every method that writes does all or nothing.
//
// Each driver runs the suite in store/storetest.
type Store interface {
	// Known says how many texts the article has had that the keys lead to; 0
	// when one of the keys leads nowhere. An article with the keys of one that
	// has had a single text need not be analysed again.
	Known(ctx context.Context, keys []string) (texts int, err error)
	// Put adds articles in order and says what became of each. placer, when
	// set, decides the story of those that are new.
	Put(ctx context.Context, entries []Entry, placer Placer) ([]Outcome, error)
	// Docs yields articles with their findings in the order of the IDs given.
	// An article whose findings have another shape than this program's comes
	// without any: it has no sentences.
	Docs(ctx context.Context, ids []string) iter.Seq2[*Doc, error]
	// Sources yields articles as they were read, before anything was found.
	Sources(ctx context.Context, ids []string) iter.Seq2[Article, error]
	// Articles yields what is known about articles, without text and
	// findings, in the order of arrival.
	Articles(ctx context.Context, f ArticleFilter) iter.Seq2[Record, error]
	// Revisions returns the earlier texts of an article, the first one first.
	Revisions(ctx context.Context, id string) ([]Revision, error)
	// Search finds articles by their words.
	Search(ctx context.Context, q Query) ([]Record, error)
	// Quotes yields what the speaker is quoted with, the newest first.
	Quotes(ctx context.Context, f QuoteFilter) iter.Seq2[StoredQuote, error]

	// Stories returns the stories that f chooses, the most reported first.
	Stories(ctx context.Context, f StoryFilter) ([]StoryRecord, error)
	// Decide carries out what a person decides about the stories of articles,
	// keeps it, and returns it with its number and story.
	Decide(ctx context.Context, d Decision) (Decision, error)
	// Decisions returns what persons have decided, behind a number, in order.
	Decisions(ctx context.Context, after int64) ([]Decision, error)
	// Outlets returns what the library tells about each outlet, by name.
	Outlets(ctx context.Context) ([]OutletRecord, error)

	// Tables names what Table exports, in the order that a reader would take.
	Tables() []string
	// Table returns the columns of a table and yields its rows: strings,
	// int64, float64 or nil.
	Table(ctx context.Context, name string) (columns []string, rows iter.Seq2[[]any, error], err error)

	// Stale returns up to n IDs of articles whose findings are older than
	// version of the pipeline, in the order of arrival.
	Stale(ctx context.Context, version, n int) ([]string, error)
	// Renew replaces findings, unless the article has got another text or
	// newer findings since.
	Renew(ctx context.Context, version int, docs []*Doc) error

	// State returns what was last kept under a name, nil when nothing was.
	State(ctx context.Context, name string) ([]byte, error)
	// SetState keeps bytes under a name; nil removes them.
	SetState(ctx context.Context, name string, value []byte) error

	// Stamp tells at little cost whether something has changed.
	Latest(ctx context.Context) (Latest, error)
	Counts(ctx context.Context) (Counts, error)
	// Check looks for damage; each finding is one line for a person.
	Check(ctx context.Context) ([]string, error)
	// Backup writes a copy of the whole library, as it is at one moment, to a
	// file that does not exist.
	Backup(ctx context.Context, file string) error
	Close() error
}

// Errors of stores, for what the caller can do about them.
var (
	ErrNoStore    = errors.New("there is no library")                         // nothing was ever added
	ErrNewerStore = errors.New("the library was written by a newer parallax") // update the program
	ErrNotStore   = errors.New("the file is not a parallax library")          // name another file
	ErrBusyStore  = errors.New("another program is writing to the library")   // try again
	ErrFullStore  = errors.New("there is no room left for the library")       // make room; nothing was lost
	ErrBadStore   = errors.New("the library is damaged")                      // restore a backup
	ErrNotFound   = errors.New("the library has nothing under that name")     //
	ErrQuery      = errors.New("the query cannot be read")                    // mend the query
	ErrDecision   = errors.New("this cannot be decided")                      //
)

// An Entry is an analysed article on its way into a store.
type Entry struct {
	Doc     *Doc
	Source  Article   // as it was read, before the analysis added to it; without Text
	Keys    []string  // what makes it the article that it is; see Outcome
	Text    string    // key that stands for outlet and text together; one of Keys
	Place   string    // key that another article may take over, or ""; one of Keys
	Live    bool      // the text stands there now; an archive may hold an older one
	Version int       // of the pipeline that found its layers
	Seen    time.Time // when it arrived
}

// An Outcome is what became of an entry. An article of which the store has the
// text key is Unchanged, unless it is Live and the text an earlier one of that
// article. Else one of which it has another key is Revised: its new text takes
// the place of the old one, which is kept with the difference.
// With the place alone the texts must be much the same too: files get new
// articles under old names. The rest is Added.
type Outcome struct {
	Fate Fate
	ID   string // in the store; an ID that another article has gets a number behind it
}

// Fate is what a store did with an entry.
type Fate string

const (
	Added     Fate = "added"
	Revised   Fate = "revised"
	Unchanged Fate = "unchanged"
)

// A Record is what a store knows about an article without its text.
type Record struct {
	Article            // Text is empty
	Number   int64     // order of arrival, from 1
	At       time.Time // when it was published, as far as known: never later than it arrived
	Added    time.Time // when it arrived
	Changed  time.Time // when its present text arrived
	Revision int       // from 1
	Words    int
	Version  int // of the pipeline that found its layers, 0 when they cannot be read
	Story    int // 0 when it is in none
	Thread   int
	Why      string // what decided the story
	Decided  bool   // a person did
	// Snippet is a stretch of the text that answers a search, and Hits are the
	// words of the query in it, as spans of Snippet.
	Snippet string
	Hits    []Span
}

// A Placer decides which story an article belongs to. The store calls it while
// nobody else can write, so that what it decides stands behind all that has
// arrived before.
type Placer interface {
	// Begin is told the numbers of the newest article and decision.
	Begin(ctx context.Context, article, decision int64) error
	// Place is asked for each article that is added, in order.
	Place(e *Entry, id string, number int64) Placement
}

// A Placement is where an article belongs and why.
type Placement struct {
	Story, Thread int
	Why           string
	Copies        []CopiedFrom
}

// CopiedFrom is an earlier article that has part of the text.
type CopiedFrom struct {
	Article string  // ID
	Share   float64 // of the new article's text, 0..1
	Other   float64 // of the earlier one's
}

// A Decision is what a person says about stories: these articles, or all of
// these stories, belong to that story.
type Decision struct {
	Number   int64
	At       time.Time
	Verb     string   // merge, split or move
	Articles []string // IDs; after Decide all that were moved
	Stories  []int    // that are taken in whole
	To       int      // story; 0 is a new one
	Note     string   // the person's reason, may be empty
}

// A StoryFilter chooses stories; zero fields choose all.
type StoryFilter struct {
	Stories       []int
	Words         string // of one of its articles, as in a Query
	Names         []string
	Outlet        string
	After, Before time.Time // an article of it was published then, half open
	Since         time.Time // an article of it arrived or changed at or after
	Least         int       // articles
	Limit         int       // 0: all
}

// A StoryRecord is a story in a list.
type StoryRecord struct {
	Story, Thread int
	Articles      int
	Outlets       int
	Origins       int       // outlets with a text of their own, an estimate from shared text
	First, Last   time.Time // of publication
	Changed       time.Time // when an article last arrived or changed
	Decided       bool      // a person has had a hand in it
	Title         string    // of its first article
	Rank          float64   // origins, halved for every day between its last article and the library's
}

// An OutletRecord is what the library tells about an outlet.
type OutletRecord struct {
	Outlet   string
	Articles int
	Copies   int     // articles of which at least half stands in an earlier one of another outlet
	Copied   float64 // share of all its text that stands in earlier articles of others, an estimate
	Stories  int     // that others report too
	Firsts   int     // of these, where it was the first
	Edited   int     // articles whose text has changed
	Quotes   int
}

// An ArticleFilter chooses articles; zero fields choose all.
type ArticleFilter struct {
	IDs           []string
	Outlet        string    // registrable domain or name
	After, Before time.Time // of publication, half open
	Since         time.Time // arrived or changed at or after
	From          int64     // Number at least
	Story         int
}

// A Query asks for articles by words. All parts must hold.
type Query struct {
	Words         string // in the language of search: words, "phrases", -without, prefix*
	Names         []string
	Speakers      []string
	Outlet        string
	After, Before time.Time // of publication, half open
	Newest        bool      // the newest first, not the best first
	Limit         int       // 0: 20
	Offset        int       // how many to pass over
}

// A QuoteFilter chooses attributions; zero fields choose all.
type QuoteFilter struct {
	Speaker       string // words of the name
	Words         string // that the content must have
	After, Before time.Time
	DirectOnly    bool // with words in quotation marks
	Limit         int  // 0: all
}

// A StoredQuote is one attribution in the article that has it.
type StoredQuote struct {
	Article string // ID
	Outlet  string
	At      time.Time
	Kind    AttributionKind
	Speaker string
	Span    // of the article's text: from the start to the end of the content
	Text    string
}

// A Revision is a text that an article had before. Edits say what the text
// after it has instead.
type Revision struct {
	Number int // from 1
	Title  string
	Text   string
	Seen   time.Time
	Edits  []Edit
}

// An Edit is a stretch of a text that the next revision has otherwise. An
// empty span is the place of an insertion or of a deletion.
type Edit struct {
	Old Span // of the earlier text
	New Span // of the text that follows
}

// Latest differs after an article has arrived or got another text, or a person
// has decided something. Changed has whole seconds: what changes twice within
// one may leave the same.
type Latest struct {
	Article  int64 // number of the newest
	Decision int64 // number of the newest
	Changed  time.Time
}

// Counts is how much a store holds.
type Counts struct {
	Articles, Revisions, Stories, Placed int
	Names, Quotes, Figures               int
	Words                                int64
	Bytes                                int64       // on disk
	Versions                             map[int]int // pipeline version -> articles
}
