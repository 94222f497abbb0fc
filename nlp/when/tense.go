package when

import (
	"parallax/news"
	"parallax/text/timex"
)

// tense is the direction in which a clause looks.
type tense uint8

const (
	noTense tense = iota
	pastTense
	futureTense
)

// tenseFinder finds the tense of the clause that an expression stands in.
type tenseFinder struct {
	doc *news.Doc
}

// reach is how many words before and after an expression are read for a verb:
// the length of a clause in news prose. Beyond it the verb is another clause's.
const reach = 14

// window bounds the bytes that are read for a verb, whatever stands there.
const window = 200

// at looks for the nearest verb before the expression, then after it, within
// its sentence.
func (f *tenseFinder) at(e *timex.Expr) tense {
	if e.Side == timex.Before {
		return pastTense
	}
	if e.Side == timex.Following {
		return futureTense
	}
	text := f.doc.Text
	from, to := 0, len(text)
	if s := f.doc.SentenceAt(e.Start); s >= 0 {
		from, to = f.doc.Sentences[s].Start, f.doc.Sentences[s].End
	}
	if t := f.before(max(from, e.Start-window), e.Start); t != noTense {
		return t
	}
	return f.after(e.End, min(to, e.End+window))
}

// before reads words backwards from end: a modal or a word of planning before
// a verb makes it future, a past form past.
func (f *tenseFinder) before(from, end int) tense {
	text := f.doc.Text
	found := noTense
	i := end
	for n := 0; n < reach; n++ {
		for i > from && !letter(text[i-1]) {
			c := text[i-1]
			if c == '.' && i < end-1 && len(f.doc.Sentences) == 0 && i > 1 && !upper(text[i-2]) || c == ';' || c == '\n' && i-1 > from && text[i-2] == '\n' {
				return found
			}
			i--
		}
		if i <= from {
			return found
		}
		e := i
		for i > from && letter(text[i-1]) {
			i--
		}
		if n == 0 {
			switch text[i:e] {
			case "by", "until", "till", "By", "Until":
				found = noTense
			case "since", "Since":
				return pastTense
			}
		}
		switch k := verbCues[lowered(text[i:e])]; k {
		case cueFuture:
			return futureTense
		case cuePast:
			if found == noTense {
				found = pastTense
			}
			return found
		case cueBe: // "is scheduled", "was to": goes on to what follows; present by itself
			return found
		case cuePlan:
			return futureTense
		case cueTo:
			// an infinitive takes its time from the verb before it
			if found == noTense {
				continue
			}
		default:
			if found == noTense && pastForm(text[i:e]) {
				// a participle: look one word further for will, expected, was
				found = pastTense
				if w := f.wordBefore(from, i); w != "" {
					switch verbCues[lowered(w)] {
					case cueFuture:
						return futureTense
					case cueBe:
						if lw := lowered(w); lw == "be" {
							found = noTense
							continue
						}
					}
				}
				return found
			}
		}
	}
	return found
}

func (f *tenseFinder) wordBefore(from, i int) string {
	text := f.doc.Text
	for i > from && text[i-1] == ' ' {
		i--
	}
	e := i
	for i > from && letter(text[i-1]) {
		i--
	}
	return text[i:e]
}

// after reads words forwards for expressions that open a clause: "On Tuesday
// the panel will vote".
func (f *tenseFinder) after(start, to int) tense {
	text := f.doc.Text
	i := start
	for n := 0; n < reach; n++ {
		for i < to && !letter(text[i]) {
			if c := text[i]; c == '.' && n > 0 || c == ';' || c == '\n' && i+1 < to && text[i+1] == '\n' {
				return noTense
			}
			i++
		}
		if i >= to {
			return noTense
		}
		s := i
		for i < to && letter(text[i]) {
			i++
		}
		switch verbCues[lowered(text[s:i])] {
		case cueFuture, cuePlan:
			return futureTense
		case cuePast:
			return pastTense
		case cueBe:
			continue
		}
		if pastForm(text[s:i]) {
			return pastTense
		}
	}
	return noTense
}

type cue uint8

const (
	noCue cue = iota
	cueFuture
	cuePast
	cuePlan
	cueBe
	cueTo
)

var verbCues = map[string]cue{
	"will": cueFuture, "ll": cueFuture, "shall": cueFuture, "would": cueFuture, "may": cueFuture, "might": cueFuture, "could": cueFuture, "can": cueFuture,
	"should": cueFuture, "must": cueFuture,
	"expected": cuePlan, "expects": cuePlan, "expect": cuePlan, "scheduled": cuePlan, "due": cuePlan, "plans": cuePlan, "planning": cuePlan, "plan": cuePlan,
	"planned": cuePlan, "hopes": cuePlan, "intends": cuePlan, "upcoming": cuePlan, "loom": cuePlan, "looms": cuePlan, "set": cuePlan, "slated": cuePlan, "payable": cuePlan, "effective": cuePlan,
	"be": cueBe, "is": cueBe, "are": cueBe, "has": cueBe, "have": cueBe, "been": cueBe,
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
	return n > 4 && w[n-2:] == "ed" && w[n-3] != 'e'
}

func letter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80 }

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
