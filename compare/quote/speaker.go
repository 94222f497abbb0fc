package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/news"
)

// speakers gives every name that the articles use for a speaker one number,
// by the canonical names of the report.
type speakers struct {
	forms map[string]int // folded surface form -> number
	names []string       // by number
	words [][]string     // folded words of the name
	named []bool         // a name, not a description
	human []bool         // the report knows the name as a person's
}

const nobody = -1

func newSpeakers(r *news.Report) *speakers {
	s := &speakers{forms: map[string]int{}}
	for _, e := range r.Entities {
		n := s.add(e.Name)
		s.human[n] = s.human[n] || e.Kind == news.Person
		for _, f := range e.Forms {
			if k := fold(f); k != "" {
				if _, taken := s.forms[k]; !taken {
					s.forms[k] = n
				}
			}
		}
	}
	return s
}

func fold(name string) string { return strings.Join(wordsOf(name), " ") }

func (s *speakers) add(name string) int {
	k := fold(name)
	if n, ok := s.forms[k]; ok {
		return n
	}
	n := len(s.names)
	s.forms[k] = n
	s.names = append(s.names, name)
	s.words = append(s.words, strings.Fields(k))
	first, _ := utf8.DecodeRuneInString(name)
	s.named = append(s.named, unicode.IsUpper(first) && !strings.HasPrefix(k, "the "))
	s.human = append(s.human, false)
	return n
}

// number returns the number of a speaker's name, nobody for none.
func (s *speakers) number(name string) int {
	if fold(name) == "" {
		return nobody
	}
	return s.add(name)
}

// relation of two speakers.
type relation int

const (
	unknown   relation = iota // one is not named, or only described
	same                      // one name, or one name within the other
	different                 // two names
)

func (s *speakers) relation(a, b int) relation {
	switch {
	case a == nobody || b == nobody:
		return unknown
	case a == b:
		return same
	}
	short, long := s.words[a], s.words[b]
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) > 0 && len(long) > 0 && (short[len(short)-1] == long[len(long)-1] || containsAll(long, short)) {
		return same
	}
	if !s.named[a] || !s.named[b] {
		return unknown
	}
	return different
}

func containsAll(long, short []string) bool {
	for _, w := range short {
		found := false
		for _, l := range long {
			found = found || l == w
		}
		if !found {
			return false
		}
	}
	return true
}

// best returns the name that most units give, the fuller one when they tie;
// a name goes before a description.
func (s *speakers) best(units []unit) string {
	votes := make([]int, len(s.names))
	for _, u := range units {
		if u.speaker == nobody {
			continue
		}
		for n := range votes {
			if n == u.speaker || s.relation(n, u.speaker) == same {
				votes[n]++
			}
		}
	}
	best := nobody
	for _, u := range units {
		n := u.speaker
		if n == nobody {
			continue
		}
		if best == nobody || s.better(n, best, votes) {
			best = n
		}
	}
	if best == nobody {
		return ""
	}
	return s.names[best]
}

func (s *speakers) better(a, b int, votes []int) bool {
	switch {
	case s.named[a] != s.named[b]:
		return s.named[a]
	case votes[a] != votes[b]:
		return votes[a] > votes[b]
	case s.human[a] != s.human[b]:
		return s.human[a] // who speaks for an organisation is the closer answer
	}
	return len(s.words[a]) > len(s.words[b])
}
