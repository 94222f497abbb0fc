package boilerplate

import (
	"math"
	"unicode"
)

// The features of a line. Cue features come first: kind * strength.
const (
	fBias = numKinds*int(numStrengths) + iota
	fLogWords
	fOneWord    // 1 word
	fFewWords   // 2-4
	fShort      // 5-9
	fMedium     // 10-24
	fLong       // 25-59
	fVeryLong   // 60 or more
	fTerminal   // ends like a sentence
	fColon      // ends with a colon
	fBareLong   // 9 words or more, no end mark, in a text whose lines have them
	fBareMedium // 5-8 words so
	fBareShort  // up to 4
	fBareRun    // bare, and so is the line before or after
	fListItem   // follows a line that ends with a colon, or another item
	fLink       // a short line below a heading like "Related:"
	fSeries     // three lines or more begin with its first three words
	fCaps       // in capitals
	fTitleCase
	fLowerStart
	fQuoteStart
	fQuotes    // has quotation marks
	fFunction  // share of function words
	fFewFunc   // less than one in ten, in six words or more
	fReporting // a verb of speech
	fSecond    // share of you, your, us, our, we outside quotation marks
	fURL
	fHandle
	fPost     // an embedded post: dash, name, (@handle), date
	fPipes    // share of | / > * signs
	fCommas   // share of commas, high in lists of names
	fParen    // wholly within ( ) or [ ]
	fProse    // a phrase that speaks for prose
	fBroken   // goes on in the next line: ends with a function word
	fURLOnly  // an address
	fCutShort // the last line, long and without an end mark: the text was cut
	fParenEnd // ends with capitalised words in brackets: a photo credit
	fTailName // ends with capitalised words after the end of a sentence
	fDateline // begins with a place in capitals, an agency in brackets, a dash
	fDate     // nothing but a date or time
	fName     // nothing but names
	fByline   // the same at the top
	fSlash    // names and a stroke: the credit of a picture
	fRule     // no letter and no digit
	fDigits   // share of numbers
	fFirst
	fTop // among the first three
	fLast
	fBottom // among the last three
	fAlone  // the only line
	fTitleTop
	fTitleAgain
	fTitleGlued // begins with the title and goes on
	fTitlePart
	fTwice      // stands again, word for word, elsewhere
	fPulled     // its words stand in a longer line
	fSelfRepeat // says the same thing twice
	fEcho       // says what another line says, in part
	numShape    // how many features there are without the neighbours
)

// The second pass sees what the first thought of the neighbours.
const (
	fPrev = numShape + iota
	fNext
	fAround   // mean of two lines before and two after
	fAllAfter // mean of all lines after
	fAllBefore
	fOwn // the line itself
	numFeatures
)

type vector [numFeatures]float64

// shape fills the features that need no neighbour's score.
func (d *document) shape(v *vector, n int, hits []hit) {
	l := &d.lines[n]
	words := l.words
	*v = vector{}
	v[fBias] = 1

	// Cues weigh less the longer the line is in which they stand: 25 words are
	// a sentence; only at the start, and where no reporter writes them, do
	// they keep their weight.
	open, at := false, 0 // quotation marks before the hit
	for _, h := range hits {
		for ; at < h.first; at++ {
			switch words[at].first {
			case '"':
				open = !open
			case '“':
				open = true
			case '”':
				open = false
			}
		}
		if h.kind == prose {
			v[fProse] = 1
			continue
		}
		if h.strength != weak && open {
			continue // what somebody said is prose, whatever the words
		}
		damp := math.Min(1, 25/float64(len(words)))
		if h.strength == certain && (h.atStart || h.first < 4) {
			damp = 1
		} else if h.strength == certain {
			damp = math.Sqrt(damp)
		}
		k := int(h.kind)*int(numStrengths) + int(h.strength)
		v[k] = math.Max(v[k], damp)
	}

	var count, caps, capital, function, second, signs, commas, numbers, longWords, dates, reporting int
	inQuote := false
	for i := range words {
		w := &words[i]
		switch {
		case w.isNumber():
			numbers++
			count++
			dates++
			continue
		case w.isSign():
			switch foldSign(w.first) {
			case '"':
				v[fQuotes] = 1
				inQuote = !inQuote
				if i == 0 {
					v[fQuoteStart] = 1
				}
			case '\'':
				if i == 0 {
					v[fQuoteStart] = 1
				}
			case '|', '/', '>', '*', '»':
				signs++
			case ',', ';':
				commas++
			case '@':
				v[fHandle] = 1
				if i > 1 && words[i-1].first == '(' {
					v[fPost] = 1
				}
			}
			continue
		}
		count++
		if w.isCaps() {
			caps++
		}
		if w.letters > 3 {
			longWords++
			if w.isCapital() {
				capital++
			}
		}
		switch lexicon()[w.hash] {
		case wordFunction, wordOpen:
			function++
		case wordReporting:
			reporting++
		case wordSecond:
			if !inQuote {
				second++
			}
		case wordDate:
			dates++
		case wordURL:
			v[fURL] = 1
		}
	}
	total := math.Max(1, float64(count))
	terminal := endsSentence(words)
	last := rune(0)
	if len(words) > 0 {
		last = words[len(words)-1].first
	}
	v[fLogWords] = math.Log(1+float64(count)) / 3
	switch {
	case count <= 1:
		v[fOneWord] = 1
	case count <= 4:
		v[fFewWords] = 1
	case count <= 9:
		v[fShort] = 1
	case count <= 24:
		v[fMedium] = 1
	case count <= 59:
		v[fLong] = 1
	default:
		v[fVeryLong] = 1
	}
	item := d.listItem(n)
	if terminal {
		v[fTerminal] = 1
	} else if last == ':' {
		v[fColon] = 1
	} else if item {
		v[fListItem] = 1
	} else {
		switch {
		case count >= 9:
			v[fBareLong] = d.endMarks
		case count >= 5:
			v[fBareMedium] = d.endMarks
		default:
			v[fBareShort] = d.endMarks
		}
		if count >= 5 && (d.bare(n-1) || d.bare(n+1)) {
			v[fBareRun] = d.endMarks
		}
	}
	if count >= 3 && float64(caps) >= 0.7*total {
		v[fCaps] = 1
	} else if count >= 4 && longWords >= 3 && capital*10 >= longWords*8 {
		v[fTitleCase] = 1
	}
	if d.link(n, 0) {
		v[fLink] = 1
	}
	if count >= 4 && d.starts[hashStart(words)] >= 3 {
		v[fSeries] = 1
	}
	if len(words) > 0 && unicode.IsLower(words[0].first) {
		v[fLowerStart] = 1
	}
	v[fFunction] = float64(function+second) / total
	if count >= 6 && v[fFunction] < 0.1 && (!terminal || count >= 15) {
		v[fFewFunc] = 1
	}
	if reporting > 0 {
		v[fReporting] = 1
	}
	v[fSecond] = math.Min(1, 4*float64(second)/total)
	v[fPipes] = math.Min(1, 5*float64(signs)/total)
	v[fCommas] = math.Min(1, 3*float64(commas)/total)
	v[fDigits] = float64(numbers) / total
	if len(words) > 2 && (words[0].first == '(' || words[0].first == '[') && (last == ')' || last == ']') {
		v[fParen] = 1
	}
	if n == len(d.lines)-1 && count >= 15 && !terminal && last != ':' {
		v[fCutShort] = 1
	}
	if n < len(d.lines)-1 && count >= 6 && lexicon()[words[len(words)-1].hash] == wordOpen {
		v[fBroken] = 1
	}
	if v[fURL] > 0 && count <= 5 && function+second+reporting == 0 {
		v[fURLOnly] = 1
	}
	v[fParenEnd], v[fTailName] = creditTail(words)
	if dateline(words) {
		v[fDateline] = 1
	}
	if count > 0 && dates == count {
		v[fDate] = 1
	}
	if count > 0 && count <= 4 && numbers == 0 && capital > 0 && function+second+reporting == 0 && capital == longWords && !terminal && last != ':' {
		if v[fName] = 1; n < 2 {
			v[fByline] = 1
		}
	}
	if count >= 2 && count <= 8 && signs == 1 && function+second+reporting+numbers == 0 && capital == longWords && !terminal {
		v[fSlash] = 1
	}
	if count == 0 {
		v[fRule] = 1
	}
	if d.foreign { // what an English line would have
		v[fFunction], v[fFewFunc], v[fTitleCase] = 0.4, 0, 0
	}
	d.place(v, n)
	d.titled(v, n)
	if v[fTitleTop] > 0 || v[fBroken] > 0 { // that they have no end mark tells nothing
		v[fBareShort], v[fBareMedium], v[fBareLong], v[fBareRun] = 0, 0, 0, 0
	}
	d.repeated(v, n, count)
}

// creditTail looks for up to seven capitalised words at the end of a line: in
// brackets, or bare after the end of a sentence.
func creditTail(words []word) (paren, bare float64) {
	i := len(words) - 1
	closed := i >= 0 && (words[i].first == ')' || words[i].first == ']')
	if closed {
		i--
	}
	names := 0
	for ; i > 0 && names <= 7; i-- {
		w := &words[i]
		switch {
		case w.first == '(' || w.first == '[':
			if closed && names > 0 {
				return 1, 0
			}
			return 0, 0
		case w.first == '.' || w.first == '!' || w.first == '?':
			if !closed && names > 0 && i > 4 && words[i-1].letters > 2 && words[i+1].start > w.end {
				return 0, 1
			}
			if closed {
				continue
			}
			return 0, 0
		case w.isSign():
			if w.first != '/' && w.first != ',' && w.first != '-' && w.first != '&' {
				return 0, 0
			}
		case w.isCapital():
			names++
		case lexicon()[w.hash] != wordFunction && lexicon()[w.hash] != wordOpen:
			return 0, 0
		}
	}
	return 0, 0
}

// dateline reports whether the line begins as an agency report does.
func dateline(words []word) bool {
	if len(words) < 8 || !words[0].isCaps() {
		return false
	}
	for i := 1; i < 16 && i < len(words); i++ {
		dash := &words[i]
		if foldSign(dash.first) == '-' && dash.start > words[i-1].end && (words[i-1].first == ')' || i <= 4) {
			return true
		}
	}
	return false
}

// place tells where in the article the line stands.
func (d *document) place(v *vector, n int) {
	left := len(d.lines) - 1 - n
	if len(d.lines) == 1 {
		v[fAlone] = 1
		return
	}
	if n == 0 {
		v[fFirst] = 1
	} else if n < 3 {
		v[fTop] = 1
	}
	if left == 0 {
		v[fLast] = 1
	} else if left < 3 && n >= 3 {
		v[fBottom] = 1
	}
}

// bare reports whether line n is of five words or more without an end mark.
func (d *document) bare(n int) bool {
	if n < 0 || n >= len(d.lines) {
		return false
	}
	words := d.lines[n].words
	return len(words) >= 5 && !endsSentence(words) && words[len(words)-1].first != ':' && !d.listItem(n)
}

// link reports whether line n is a short line in a list of links: those that
// follow a heading which offers some.
func (d *document) link(n, depth int) bool {
	if n == 0 || depth > 8 || len(d.lines[n].words) > 24 {
		return false
	}
	return d.headings[n-1] || d.link(n-1, depth+1)
}

// listItem reports whether line n belongs to a list that a line with a colon
// opens. Lists are short: it looks 30 lines back at most.
func (d *document) listItem(n int) bool {
	for i := n - 1; i >= 0 && i >= n-30; i-- {
		words := d.lines[i].words
		if len(words) == 0 || endsSentence(words) {
			return false
		}
		if words[len(words)-1].first == ':' {
			// "Related:" opens no list of the article's own.
			return len(words) >= 3 && !d.offers[i]
		}
	}
	return false
}

// around fills the features of the second pass from the scores of the first.
func around(v *vector, scores []float64, n int, before, after float64) {
	at := func(i int) float64 {
		if i < 0 || i >= len(scores) {
			return 0
		}
		return scores[i]
	}
	v[fPrev], v[fNext] = at(n-1), at(n+1)
	v[fAround] = (at(n-2) + at(n-1) + at(n+1) + at(n+2)) / 4
	v[fAllBefore], v[fAllAfter] = before, after
	v[fOwn] = scores[n]
}
