package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func lowerSlow(s string) string {
	s = strings.ToLower(s)
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	return s
}

// isPunct reports whether a token has neither letters nor digits.
func isPunct(word string) bool {
	for _, r := range word {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// isCapital reports whether a word starts with an upper-case letter.
func isCapital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

func wordSet(words string) map[string]struct{} {
	m := map[string]struct{}{}
	for _, w := range strings.Fields(words) {
		m[w] = struct{}{}
	}
	return m
}

func has(m map[string]struct{}, w string) bool { _, ok := m[w]; return ok }

// sayVerbs take what is said as their object, and stand before or after it.
var sayVerbs = wordSet(`
	said says say saying told tells telling tell wrote writes writing added adds adding asked asks asking
	announced announces announcing noted notes noting argued argues arguing explained explains explaining
	claimed claims claiming stated states stating warned warns warning insisted insists insisting replied replies
	responded responds continued continues tweeted tweets posted quipped joked recalled recalls recalling
	declared declares declaring acknowledged acknowledges acknowledging admitted admits admitting confirmed
	confirms confirming denied denies denying concluded concludes suggested suggests suggesting predicted predicts
	vowed vows promised promises alleged alleges complained complains reported reports reporting estimated
	estimates testified testifies commented comments remarked remarks observed observes stressed stresses
	emphasized emphasised reiterated repeated exclaimed shouted yelled cried screamed whispered urged urges
	pointed maintained maintains contended contends asserted asserts conceded concedes revealed reveals
	disclosed boasted lamented cautioned cautions countered believed believes thinks thought hopes hoped
	indicated indicates found finds showed shows called calls calling described describes describing dubbed`)

// sayPronouns and determiners may start the phrase that names a source.
var sourceStart = wordSet(`he she they it we i you who the a an this that his her their its our my one some many
	several two three police officials`)

// sourceStop words end a source that follows its cue: "said Peskov during a call".
var sourceStop = wordSet(`in on at during after when as while before since via by with to that about because
	if but and adding saying who whose which where following earlier later monday tuesday wednesday thursday
	friday saturday sunday through from for`)
