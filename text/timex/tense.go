package timex

// Tense is the direction in which a clause looks.
type Tense uint8

const (
	NoTense Tense = iota
	PastTense
	FutureTense
)

// A Clause is the stretch of text in which the verb of an expression is looked
// for: its sentence. Without Bounded, full stops end it as well.
type Clause struct {
	Text     string
	From, To int
	Bounded  bool
}

// reach is how many words before and after an expression are read for a verb:
// the length of a clause in news prose. Beyond it the verb is another clause's.
const reach = 20

// window bounds the bytes that are read for a verb, whatever stands there.
const window = 200

// TenseOf guesses the tense of the clause that e stands in: the nearest verb
// before the expression, then after it. "last" and "next" say it themselves.
func (c Clause) TenseOf(e *Expr) Tense {
	switch e.Side {
	case Before:
		return PastTense
	case Following:
		return FutureTense
	}
	if t := c.before(max(c.From, e.Start-window), e.Start); t != NoTense {
		return t
	}
	return c.after(e.End, min(c.To, e.End+window))
}

// before reads words backwards from end. The first modal, word of planning or
// past form decides; an infinitive takes its time from the verb before it, and
// looks ahead where there is none (a headline).
func (c Clause) before(from, end int) Tense {
	text := c.Text
	infinitive, afterTo := false, false
	next := "" // the word behind the one at hand
	i := end
	for n := 0; n < reach; n++ {
		for i > from && !isWordByte(text[i-1]) {
			sign := text[i-1]
			stop := sign == '.' && i < end-1 && !c.Bounded && i > 1 && !upper(text[i-2])
			if stop || sign == ';' || sign == '\n' && i-1 > from && text[i-2] == '\n' {
				from = i
				break
			}
			i--
		}
		if i <= from {
			break
		}
		e := i
		for i > from && isWordByte(text[i-1]) {
			i--
		}
		word := text[i:e]
		k := verbCues[lowered(word)]
		if afterTo { // "is to meet", "Quill to meet", not "continue to meet"
			infinitive = k == cueIs || upper(word[0]) && word != "According"
			afterTo = false
		}
		switch k {
		case cueFuture, cuePlan:
			if e < len(text) && text[e] == '-' { // would-be
				break
			}
			return FutureTense
		case cuePast, cuePerfect:
			return PastTense
		case cueIs:
			if infinitive { // is to meet
				return FutureTense
			}
			return NoTense
		case cueBe:
			// "to be held", "will be held": the word before tells
		case cueTo:
			afterTo = !determiner(next)
		default:
			if pastForm(word) && c.wordBefore(from, i) != "be" {
				return PastTense
			}
		}
		next = word
	}
	if infinitive {
		return FutureTense
	}
	return NoTense
}

// determiner reports that w opens a noun phrase: "to the", not "to meet".
func determiner(w string) bool {
	switch w {
	case "", "the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those", "which", "whom", "it", "him", "them":
		return true
	}
	return upper(w[0])
}

// wordBefore is the word right before i.
func (c Clause) wordBefore(from, i int) string {
	for i > from && c.Text[i-1] == ' ' {
		i--
	}
	e := i
	for i > from && isWordByte(c.Text[i-1]) {
		i--
	}
	return c.Text[i:e]
}

// after reads words forwards for expressions that open a clause: "On Tuesday
// the panel will vote".
func (c Clause) after(start, to int) Tense {
	text := c.Text
	i := start
	for n := 0; n < reach; n++ {
		for i < to && !isWordByte(text[i]) {
			if sign := text[i]; sign == '.' && n > 0 || sign == ';' || sign == '\n' && i+1 < to && text[i+1] == '\n' {
				return NoTense
			}
			i++
		}
		if i >= to {
			return NoTense
		}
		s := i
		for i < to && isWordByte(text[i]) {
			i++
		}
		switch verbCues[lowered(text[s:i])] {
		case cueFuture, cuePlan:
			return FutureTense
		case cuePast, cuePerfect:
			return PastTense
		case cueIs, cueBe:
			continue
		}
		if pastForm(text[s:i]) {
			return PastTense
		}
	}
	return NoTense
}

type cue uint8

const (
	noCue cue = iota
	cueFuture
	cuePast
	cuePlan
	cuePerfect // has, have
	cueIs
	cueBe
	cueTo
)

var verbCues = map[string]cue{
	"will": cueFuture, "ll": cueFuture, "shall": cueFuture, "would": cueFuture, "may": cueFuture, "might": cueFuture, "could": cueFuture, "can": cueFuture,
	"should": cueFuture, "must": cueFuture,
	"expected": cuePlan, "expects": cuePlan, "expect": cuePlan, "scheduled": cuePlan, "due": cuePlan, "plans": cuePlan, "planning": cuePlan, "plan": cuePlan,
	"planned": cuePlan, "hopes": cuePlan, "intends": cuePlan, "upcoming": cuePlan, "loom": cuePlan, "looms": cuePlan, "set": cuePlan, "slated": cuePlan, "payable": cuePlan, "effective": cuePlan,
	"be": cueBe, "been": cueBe, "is": cueIs, "are": cueIs, "has": cuePerfect, "have": cuePerfect,
	"to":  cueTo,
	"was": cuePast, "were": cuePast, "had": cuePast, "did": cuePast, "said": cuePast, "told": cuePast, "went": cuePast, "came": cuePast, "took": cuePast,
	"made": cuePast, "left": cuePast, "met": cuePast, "held": cuePast, "began": cuePast, "fell": cuePast, "rose": cuePast, "gave": cuePast, "got": cuePast,
	"found": cuePast, "saw": cuePast, "won": cuePast, "lost": cuePast, "led": cuePast, "shot": cuePast, "struck": cuePast, "hit": cuePast, "put": cuePast,
	"sent": cuePast, "spoke": cuePast, "wrote": cuePast, "broke": cuePast, "became": cuePast, "ran": cuePast, "sold": cuePast, "bought": cuePast, "paid": cuePast,
	"brought": cuePast, "fought": cuePast, "caught": cuePast, "taught": cuePast, "thought": cuePast, "sought": cuePast, "felt": cuePast, "kept": cuePast,
	"spent": cuePast, "built": cuePast, "lit": cuePast, "drew": cuePast, "grew": cuePast, "knew": cuePast, "threw": cuePast, "flew": cuePast, "drove": cuePast,
	"rode": cuePast, "stood": cuePast, "sat": cuePast, "cut": cuePast, "quit": cuePast, "quoted": cuePast, "since": cuePast, "ago": cuePast, "happened": cuePast,
}

// pastForm guesses a past tense or participle by its ending.
func pastForm(w string) bool {
	n := len(w)
	return n > 4 && w[n-2:] == "ed" && w[n-3] != 'e' && !upper(w[0]) && w != "hundred" && w != "sacred" && w != "naked"
}

func isWordByte(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80 }

func upper(c byte) bool { return 'A' <= c && c <= 'Z' }

// lowered returns w when it is lower case or only its first letter is not;
// the few capitalised cues stand at the head of a sentence.
func lowered(w string) string {
	if w == "" || !upper(w[0]) {
		return w
	}
	switch w {
	case "Will":
		return "" // a name as often as a verb
	case "Since":
		return "since"
	}
	return ""
}
