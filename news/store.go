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
	// Known reports whether every one of the keys is in the store, which says
	// that an article with them need not be analysed again.
	Known(ctx context.Context, keys []string) (bool, error)
	// Put adds articles in order and says what became of each.
	Put(ctx context.Context, entries []Entry) ([]Outcome, error)
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

	// Stale returns up to n IDs of articles whose findings are older than
	// version of the pipeline, in the order of arrival.
	Stale(ctx context.Context, version, n int) ([]string, error)
	// Renew replaces findings, unless the article has got another text or
	// newer findings since.
	Renew(ctx context.Context, version int, docs []*Doc) error

	// State returns what was last kept under a name, nil when nothing was.
	State(ctx context.Context, name string) ([]byte, error)
	// SetState keeps bytes under a name.
	SetState(ctx context.Context, name string, value []byte) error

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
	ErrNoStore    = errors.New("there is no library")                            // nothing was ever added
	ErrNewerStore = errors.New("the library was written by a newer parallax")    // update the program
	ErrNotStore   = errors.New("the file is not a parallax library")             // name another file
	ErrBusyStore  = errors.New("another program is writing to the library")      // try again
	ErrFullStore  = errors.New("there is no room left for the library")          // make room; nothing was lost
	ErrBadStore   = errors.New("the library is damaged")                         // restore a backup
	ErrNotFound   = errors.New("the library has nothing under that name")        //
	ErrQuery      = errors.New("the query cannot be read")                       // mend the query
	ErrPlacement  = errors.New("the article cannot be put into a story like so") //
)

// An Entry is an analysed article on its way into a store.
type Entry struct {
	Doc     *Doc
	Source  Article   // as it was read, before the analysis added to it; without Text
	Keys    []string  // what makes it the article that it is; see Outcome
	Text    string    // key that stands for outlet and text together; one of Keys
	Place   string    // key that another article may take over, or ""; one of Keys
	Version int       // of the pipeline that found its layers
	Seen    time.Time // when it arrived
}

// An Outcome is what became of an entry. An article of which the store has the
// text key is Unchanged. Else one of which it has another key is Revised: its
// new text takes the place of the old one, which is kept with the difference.
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
	// Snippet is a stretch of the text that answers a search, and Hits are the
	// words of the query in it, as spans of Snippet.
	Snippet string
	Hits    []Span
}

// An ArticleFilter chooses articles; zero fields choose all.
type ArticleFilter struct {
	IDs           []string
	Outlet        string    // registrable domain or name
	After, Before time.Time // of publication, half open
	Since         time.Time // arrived or changed at or after
	From          int64     // Number at least
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

// Counts is how much a store holds.
type Counts struct {
	Articles, Revisions, Stories, Placed int
	Names, Quotes, Figures               int
	Words                                int64
	Bytes                                int64       // on disk
	Versions                             map[int]int // pipeline version -> articles
}
