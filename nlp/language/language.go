// Package language tells which language an article is written in.
//
// What the container says holds unless the text plainly contradicts it. English
// is told by its function words, which costs next to nothing; only other text
// is given to the trigram profiles of whatlanggo. A text too short to tell keeps
// an empty language, and the steps after this one treat it as English.
package language

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"

	"parallax/news"
)

const (
	// sample is how much of the text is looked at, in bytes. whatlanggo tells
	// 98.7 % of web pages from 300 bytes and 99.7 % from 2,000; a title and a
	// caption in front must not decide.
	sample = 2000
	// few is the number of words below which function words say nothing.
	few = 20
	// english is the share of words that are English function words from which
	// a text is English. News has 0.25 and more, its headlines 0.1 or so;
	// other languages stay below 0.03.
	english = 0.12
	// foreign is the share below which a text is not taken for English.
	foreign = 0.04
	// letters is how many letters whatlanggo needs for an answer worth having.
	letters = 60
)

// Annotate sets d.Language where the container did not say or the text
// contradicts it, and notes what an unsupported language means.
func Annotate(ctx context.Context, d *news.Doc) error {
	declared := code(d.Language)
	text := d.Text[:cut(d.Text, sample)]
	share, words := functionWords(text)
	switch {
	case words >= few && share >= english:
		if declared != "" && declared != "en" {
			d.Note("the container says that the language is " + declared + ", but the text is English")
		}
		declared = "en"
	case declared == "" || declared == "en" && words >= few && share < foreign:
		found := detect(text, share)
		if found != "" {
			if declared != "" && found != declared {
				d.Note("the container says that the language is " + declared + ", but the text looks like " + found)
			}
			declared = found
		} else if declared == "" && words >= few && share >= foreign {
			declared = "en"
		}
	}
	d.Language = declared
	if declared != "" && declared != "en" {
		d.Note("language " + declared + " is not supported: copies, quotations, numbers and dates in digits are found; names, claims, wording and all else that needs its grammar are not")
	}
	return ctx.Err()
}

// cut returns n, or the start of the character there, at most len(text).
func cut(text string, n int) int {
	if n >= len(text) {
		return len(text)
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// functionWords returns the share of English function words among the words.
func functionWords(text string) (share float64, words int) {
	n := 0
	for i := 0; i < len(text); {
		start := i
		var low [5]byte
		for i < len(text) && (text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z' || text[i] >= utf8.RuneSelf) {
			if i-start < len(low) {
				low[i-start] = text[i] | 0x20
			}
			i++
		}
		if i == start {
			i++
			continue
		}
		words++
		if i-start <= len(low) && isFunctionWord(string(low[:i-start])) {
			n++
		}
	}
	if words == 0 {
		return 0, 0
	}
	return float64(n) / float64(words), words
}

// isFunctionWord knows words that are frequent in English and not words of
// another large language (in, a, on, is, die are).
func isFunctionWord(w string) bool {
	switch w {
	case "the", "of", "and", "to", "that", "with", "for", "from", "this", "they", "were", "have", "has",
		"had", "been", "their", "which", "would", "who", "said", "his", "her", "are", "by", "at", "it", "its",
		"after", "about", "when", "there", "not", "but", "more", "than", "she", "you", "we":
		return true
	}
	return false
}

// detect asks whatlanggo; "" when there is too little text or no clear answer.
// share is that of English function words.
func detect(text string, share float64) string {
	n, kana := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
		if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
			kana++
		}
	}
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: languages})
	// In a text of some length only close relatives (Danish and Norwegian, Dutch
	// and Afrikaans) vie for the first place, and either answer tells that the
	// text is not English.
	sure := 0.1
	switch {
	case n < letters/4: // 15 letters of a script of its own, or of Chinese, are enough
		return ""
	case info.Script == unicode.Han && kana*10 > n:
		return "ja"
	case n < letters && (info.Script == unicode.Latin || info.Script == unicode.Cyrillic):
		return ""
	case n < 4*letters && info.Script == unicode.Latin:
		// English headlines, with more names than function words, look like
		// anything: 3 % of 36,000 were taken for another language without this.
		if share > 0 {
			return ""
		}
		sure = 0.95
	}
	if info.Lang < 0 || info.Confidence < sure {
		return ""
	}
	switch info.Lang { // whatlanggo has no ISO 639-1 code for these
	case whatlanggo.Pes:
		return "fa"
	case whatlanggo.Tgl:
		return "tl"
	}
	return info.Lang.Iso6391()
}

// languages are those that news is likely to be written in: the fewer, the
// fewer mistakes on short text.
var languages = func() map[whatlanggo.Lang]bool {
	m := make(map[whatlanggo.Lang]bool)
	for _, l := range strings.Fields("afr arb azj bel ben bul ces cmn dan deu ell eng est fin fra guj heb hin hrv hun ind ita jpn kan kat " +
		"khm kor lav lit mal mar mkd mya nep nld nob pan pes pol por ron rus sin slv som spa srp swe tam tel tgl tha tur ukr urd uzb vie amh") {
		m[whatlanggo.CodeToLang(l)] = true
	}
	return m
}()

// code reduces a language tag (en-GB, en_US, eng, EN) to ISO 639-1, or "".
func code(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	if len(tag) == 3 {
		if l, known := whatlanggo.CodeToLang(tag), languages[whatlanggo.CodeToLang(tag)]; known {
			return l.Iso6391()
		}
	}
	if len(tag) != 2 || tag[0] < 'a' || tag[0] > 'z' || tag[1] < 'a' || tag[1] > 'z' {
		return ""
	}
	return tag
}
