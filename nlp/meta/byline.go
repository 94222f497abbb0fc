package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// byline lists the authors that a line at the head or the foot names.
func (p *page) byline() []string {
	for i, l := range p.head {
		if len(l.text) > 160 {
			continue
		}
		if names := namesAfterBy(l.text); len(names) > 0 {
			return names
		}
		if i > p.prose+1 {
			continue // inside the text a name signs a quotation
		}
		if names := p.namesBeforeAffiliation(l.text); len(names) > 0 {
			return names
		}
		// names alone on a line count when the next line says whose they are
		if i+1 < len(p.head) && i < 6 {
			if names, rest := parseNames(l.text); rest == "" && len(names) > 0 && p.affiliation(p.head[i+1].text) {
				return names
			}
		}
	}
	for _, l := range p.foot {
		if names := namesInSignature(l.text); len(names) > 0 {
			return names
		}
		if len(l.text) <= 80 && l.kind != news.Related {
			if names := namesAfterBy(l.text); len(names) > 0 {
				return names
			}
		}
	}
	return nil
}

// tidyByline takes "By" off the names that the container gave.
func tidyByline(d *news.Doc) {
	tidy := d.Byline[:0:0]
	for _, b := range d.Byline {
		b = strings.TrimSpace(b)
		if rest, ok := afterBy(b); ok {
			b = rest
		}
		if b != "" {
			tidy = append(tidy, b)
		}
	}
	d.Byline = tidy
}

func afterBy(s string) (string, bool) {
	if i := strings.LastIndex(s, " | By "); i >= 0 {
		s = s[i+3:]
	}
	for _, p := range []string{"By: ", "By ", "BY ", "by ", "Written by ", "Story by ", "Reported by ", "Posted by ", "Published by "} {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return s, false
}

// namesAfterBy reads "By Jane Doe and John Roe, Staff Writers".
func namesAfterBy(s string) []string {
	rest, ok := afterBy(s)
	if !ok {
		return nil
	}
	names, tail := parseNames(rest)
	if len(names) == 0 || len(tail) > 90 {
		return nil
	}
	// "By John Doe's count, ..." is a sentence
	if tail != "" && !strings.ContainsAny(tail[:1], ",|-(/;") && !strings.HasPrefix(tail, "–") && !strings.HasPrefix(tail, "—") &&
		!strings.HasPrefix(tail, "•") && !strings.HasPrefix(tail, "for ") && !strings.HasPrefix(tail, "in ") && !affiliationWord(tail) {
		return nil
	}
	if strings.HasSuffix(tail, ".") && strings.Count(tail, " ") > 6 {
		return nil
	}
	return names
}

// namesBeforeAffiliation reads "Jane Doe, Reuters" and "Jane Doe | Staff
// Writer".
func (p *page) namesBeforeAffiliation(s string) []string {
	if len(s) > 100 || strings.Contains(s, ": ") {
		return nil
	}
	names, tail := parseNames(s)
	if len(names) == 0 || tail == "" {
		return nil
	}
	tail, ok := cutSeparator(tail)
	if !ok || !p.affiliation(tail) {
		return nil
	}
	return names
}

func cutSeparator(s string) (string, bool) {
	for _, sep := range []string{",", "|", "/", "-", "–", "—", "•"} {
		if rest, ok := strings.CutPrefix(s, sep); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return s, false
}

// affiliation reports a line that says whom a writer works for: an agency, the
// article's own outlet, a role.
func (p *page) affiliation(s string) bool {
	if len(s) > 80 {
		return false
	}
	if name, m := findAgency(s); name != "" && m.Start == 0 && !isPhotoCredit(s, m) {
		return true
	}
	if pub := p.doc.Publisher; pub != "" && strings.EqualFold(strings.TrimPrefix(s, "The "), strings.TrimPrefix(pub, "The ")) {
		return true
	}
	return affiliationWord(s)
}

// affiliationWord reports a role.
func affiliationWord(s string) bool {
	s = strings.ToLower(s)
	for _, role := range []string{"staff writer", "staff reporter", "staff report", "correspondent", "political reporter", "special to ", "news editor", "reporter", "contributor", "senior writer", "editor"} {
		if strings.HasPrefix(s, role) || len(s) < 60 && strings.HasSuffix(strings.TrimSuffix(s, "s"), role) {
			return true
		}
	}
	return false
}

// namesInSignature reads an agency's sign-off: "(Reporting by Jane Doe; Editing
// by John Roe)".
func namesInSignature(s string) []string {
	i := strings.Index(s, "(Reporting by ")
	if i < 0 {
		i = strings.Index(s, "(Writing by ")
	}
	if i < 0 {
		return nil
	}
	s = s[i+1:]
	s = s[strings.Index(s, " by ")+4:]
	names, _ := parseNames(s)
	return names
}

// parseNames reads person names joined by commas and "and", and returns what
// follows them. A name has two to five words, each capitalised, an initial or
// a particle.
func parseNames(s string) (names []string, rest string) {
	rest = s
	for {
		name, tail := parseName(rest)
		if name == "" {
			return names, rest
		}
		names, rest = append(names, name), tail
		next := strings.TrimLeft(rest, " ")
		joined := false
		for _, sep := range []string{", and ", " and ", ", ", " & ", "; "} {
			if t, ok := strings.CutPrefix(rest, sep); ok {
				if n, _ := parseName(t); n != "" {
					rest, joined = t, true
				}
				break
			}
		}
		if !joined {
			return names, next
		}
	}
}

func parseName(s string) (name, rest string) {
	words, at, end := 0, 0, 0
	for words < 5 {
		w := s[at:]
		if i := strings.IndexAny(w, " ,;|()\t"); i >= 0 {
			w = w[:i]
		}
		if !nameWord(w, words) {
			break
		}
		at += len(w)
		if !particles[w] {
			end = at
		}
		words++
		if at >= len(s) || s[at] != ' ' {
			break
		}
		at++
	}
	full := strings.TrimSpace(s[:end])
	if words < 2 || strings.Count(full, " ") < 1 {
		return "", s
	}
	return full, s[end:]
}

// particles are lower-case words inside names.
var particles = map[string]bool{"de": true, "del": true, "della": true, "di": true, "da": true, "dos": true, "van": true, "von": true,
	"der": true, "den": true, "la": true, "le": true, "bin": true, "ibn": true, "al": true, "el": true, "ter": true, "y": true}

// notInNames are capitalised words that stand in bylines without being a name.
var notInNames = map[string]bool{"the": true, "staff": true, "news": true, "press": true, "times": true, "reporter": true, "agency": true,
	"associated": true, "reuters": true, "agence": true, "updated": true, "published": true, "posted": true, "editor": true, "writer": true,
	"correspondent": true, "bureau": true, "desk": true, "team": true, "services": true, "wire": true, "online": true, "reporters": true,
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"january": true, "february": true, "april": true, "july": true, "september": true, "october": true, "november": true, "december": true,
	"how": true, "why": true, "what": true, "when": true, "this": true, "that": true, "in": true, "on": true, "at": true, "for": true, "of": true, "with": true,
	"photo": true, "image": true, "media": true, "daily": true, "post": true, "tv": true, "bbc": true, "cnn": true, "ap": true, "afp": true, "radio": true}

func nameWord(w string, position int) bool {
	if w == "" || len(w) > 24 {
		return false
	}
	if particles[w] {
		return position > 0
	}
	lower := strings.ToLower(strings.TrimSuffix(w, "."))
	if notInNames[lower] || !capitalised(w) && !strings.HasPrefix(w, "al-") && !strings.HasPrefix(w, "el-") {
		return false
	}
	for i, r := range w {
		switch {
		case unicode.IsLetter(r), r == '-', r == '\'', r == '’':
		case r == '.':
			// initials and Jr. only
			if utf8.RuneCountInString(w) > 4 || i == 0 {
				return false
			}
		default:
			return false
		}
	}
	if strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") {
		return false
	}
	return true
}
