package meta

import (
	"strings"

	"parallax/news"
)

// outletName reads the outlet's name from marked boilerplate, where an outlet
// speaks of itself: "Support The Harbour Post!", "Harbour TV’s website", "©
// 2019 The Harbour Post, LLC".
func (p *page) outletName() string {
	votes := map[string]int{}
	first := ""
	best := 0
	for _, b := range p.doc.Boilerplate {
		if !ownVoice(b.Kind) || b.Len() > 1200 {
			continue
		}
		for _, name := range namesItself(p.doc.Slice(b.Span)) {
			key := strings.ToLower(strings.TrimPrefix(name, "The "))
			votes[key]++
			if votes[key] > best {
				best, first = votes[key], name
			}
		}
	}
	if first != "" {
		return first
	}
	for _, l := range p.foot { // "Harbour TV’s website can be reached at ..."
		for _, c := range []string{"’s website", "'s website"} {
			i := strings.Index(l.text, c)
			if i <= 0 {
				continue
			}
			if name := properNameBefore(l.text[:i]); name == l.text[:i] {
				return name
			}
		}
	}
	return ""
}

// ownVoice: kinds of boilerplate in which the outlet speaks.
func ownVoice(k news.BoilerplateKind) bool {
	switch k {
	case news.Plea, news.Legal, news.Share, news.Other, news.Bio:
		return true
	}
	return false
}

// cues stand before the outlet's name; closings behind it.
var (
	cues = []string{"Support ", "journalists of ", "journalists at ", "Subscribe to ", "subscribe to ", "subscribing to ", "Thank you for reading ",
		"Thanks for reading ", "reader of ", "readers of ", "know, ", "heard, ", "Copyright ", "copyright ", "© ", "(c) ", "story for ", "Donate to ", "donate to ",
		"Download the ", "download the ", "newsletter from ", "newsletters from ", "Welcome to "}
	closings = []string{"’s website", "'s website", "’s newsletter", "'s newsletter", "’s journalism", "'s journalism", " newsletter", " newsletters",
		", an independent ", " is an independent ", " is a nonprofit ", " is a non-profit ", " news team", " app ", "’s app", "'s app", ". All rights reserved", ". All Rights Reserved"}
)

// namesItself lists the names that stand behind a cue or before a closing.
func namesItself(s string) (names []string) {
	add := func(name string) {
		if _, at := findAgency(name); name == "" || at.Len() == len(strings.TrimPrefix(name, "The ")) || platforms[name] {
			return
		}
		names = append(names, name)
	}
	for _, cue := range cues {
		if i := strings.Index(s, cue); i >= 0 && (i == 0 || !wordByte(s[i-1])) {
			add(properName(afterYear(s[i+len(cue):])))
		}
	}
	for _, c := range closings {
		if i := strings.Index(s, c); i > 0 {
			add(properNameBefore(s[:i]))
		}
	}
	return names
}

// platforms are asked for attention on every site and are no site's name.
var platforms = map[string]bool{"Facebook": true, "Twitter": true, "Google": true, "Instagram": true, "YouTube": true, "Telegram": true,
	"WhatsApp": true, "LinkedIn": true, "Apple": true, "Android": true, "Google Play": true, "Apple News": true, "App Store": true, "Email": true, "RSS": true,
	"Getty Images": true, "Our": true, "Us": true, "All Rights Reserved": true, "Daily Newsletters": true, "Sign Up": true}

// afterYear takes the mark and the year off a copyright line.
func afterYear(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "© "), "(c) ")
	digits := 0
	for digits < len(s) && (s[digits] >= '0' && s[digits] <= '9' || s[digits] == '-' || s[digits] == ',') {
		digits++
	}
	if digits > 0 {
		s = strings.TrimPrefix(strings.TrimLeft(s[digits:], " "), "by ")
	}
	return s
}

// properName is the run of capitalised words at the start of s.
func properName(s string) string {
	at, end, words := 0, 0, 0
	for at < len(s) && words < 6 {
		w := s[at:]
		if i := strings.IndexAny(w, " \t\n,.!?;:()\"”"); i >= 0 {
			w = w[:i]
		}
		stripped := strings.TrimSuffix(strings.TrimSuffix(w, "’s"), "'s")
		small := w == "of" || w == "and" || w == "&" || w == "the"
		if stripped == "" || !capitalised(stripped) && !(small && words > 0) {
			break
		}
		words++
		if !small {
			end = at + len(stripped)
		}
		at += len(w)
		if stripped != w || at >= len(s) || s[at] != ' ' {
			break
		}
		at++
	}
	name := strings.TrimSpace(s[:end])
	if name == "The" || name == "This" || name == "Our" || len(name) < 3 {
		return ""
	}
	return name
}

// properNameBefore is the run of capitalised words at the end of s.
func properNameBefore(s string) string {
	words := strings.Fields(lastClause(s))
	from := len(words)
	for from > 0 && len(words)-from < 5 {
		w := words[from-1]
		small := w == "of" || w == "and" || w == "&"
		if !capitalised(w) && !small {
			break
		}
		from--
	}
	for from < len(words) && !capitalised(words[from]) {
		from++
	}
	name := strings.Join(words[from:], " ")
	if len(name) < 3 || name == "The" || name == "Sign Up" || name == "Our" {
		return ""
	}
	return name
}

func lastClause(s string) string {
	if i := strings.LastIndexAny(s, ".!?,;:\n\"“©"); i >= 0 {
		return s[i+1:]
	}
	return s
}
