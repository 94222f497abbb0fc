package name

import "parallax/model/gazetteer"

// settleHeadings keeps the mentions in headings that running text confirms,
// and places at the head of a date line.
func (s *scene) settleHeadings(all []mention) []mention {
	running := map[string]class{}
	for i := range all {
		if !all[i].heading {
			running[all[i].key] = all[i].class
		}
	}
	out := all[:0]
	for i := range all {
		m := all[i]
		if m.heading {
			c, known := running[m.key]
			if !known && !s.plausible(&m, running) {
				continue
			}
			if known {
				m.class = c
			}
		}
		out = append(out, m)
	}
	return out
}

// plausible reports whether a mention in a heading that no running text
// repeats may be kept: each of its words is capitalised within running text,
// or the background knows it, or it is a full personal name or another clear one
// of several words in a heading that is not all capitals, or the article has no
// running text to ask.
func (s *scene) plausible(m *mention, running map[string]class) bool {
	const clear = 0.99 // from 0.95 on, as many wrong names as right ones of lists in title case
	if len(running) == 0 {
		return s.words[m.first].heading == 1
	}
	if s.words[m.first].heading == 1 && m.end-m.first > 1 && (m.class == classPerson || m.class != classThing && m.odds[m.class] >= clear) {
		return true
	}
	if w := &s.words[m.first]; w.known != 0 && w.knownPart != inside && w.knownPart != last {
		if c, sure := gazetteer.Class(w.known); sure && class(c) == m.class {
			return true
		}
	}
	for i := m.first; i < m.end; i++ {
		if w := &s.words[i]; w.doc >= 0 && s.known[w.doc].mid == 0 {
			return false
		}
	}
	return true
}

// crafts are the words before the names of ships and the like.
var crafts = hashes("ferry", "ship", "steamer", "yacht", "vessel", "frigate", "destroyer", "submarine", "trawler", "tanker", "freighter",
	"schooner", "spacecraft", "rover", "satellite")

// settleKinds gives mentions of one form one kind: the likeliest of all together,
// where running text counts more than headings, a title decides for a person
// and a word like "ferry" for a craft; neighbours in a list have a say.
func (s *scene) settleKinds(all []mention) {
	const (
		// Tuned on the newswire files set aside: lead 1 to 1.5 and company 0.3 to 1
		// differ by 0.001 of F1.
		lead    = 1.2
		company = 0.6 // a list is of persons, or of places
	)
	votes := map[string]*[classes]float32{}
	for i := range all {
		m := &all[i]
		v := votes[m.key]
		if v == nil {
			v = new([classes]float32)
			votes[m.key] = v
		}
		weight := float32(2)
		if m.heading {
			weight = 1
		}
		switch {
		case m.titled && m.class == classPerson:
			v[m.class] += 3
		case m.class == classThing && m.first > 0 && crafts[s.words[m.first-1].lower]:
			v[m.class] += 12 // its other mentions do not say what it is
		default:
			for c := range classes {
				v[c] += weight * m.odds[c]
			}
		}
	}
	for i := range all[:max(0, len(all)-1)] {
		a, b := &all[i], &all[i+1]
		if a.heading || b.heading || !s.listed(a, b) {
			continue
		}
		for c := range classes {
			votes[b.key][c] += company * a.odds[c]
			votes[a.key][c] += company * b.odds[c]
		}
	}
	for i := range all {
		m := &all[i]
		v := votes[m.key]
		best := m.class
		for c := range classes {
			// By a lead: "Lincoln" the man and Lincoln the town can both stand here.
			if v[c] > v[best] && v[c] >= lead*v[m.class] {
				best = c
			}
		}
		m.class = best
	}
}

// listed reports whether two mentions are neighbours in a list: a comma, "and"
// or both between them.
func (s *scene) listed(a, b *mention) bool {
	k := a.end
	if k < b.first && s.words[k].shape == shapeComma && s.doc.Slice(s.doc.Tokens[k].Span) == "," {
		k++
	}
	if k < b.first && (s.words[k].lower == wordAnd || s.words[k].lower == wordOr) {
		k++
	}
	return k == b.first && k > a.end
}

var wordAnd = hashOf("and")

// surnames makes persons of the lone names that end a person's full name in the
// article, unless the background knows them as something else.
func (s *scene) surnames(all []mention) {
	ends := map[string]bool{}
	for i := range all {
		if m := &all[i]; m.class == classPerson && len(m.words) > 1 {
			ends[m.words[len(m.words)-1]] = true
		}
	}
	for i := range all {
		m := &all[i]
		if m.class == classPerson || len(m.words) != 1 || !ends[m.key] {
			continue
		}
		if w := &s.words[m.first]; w.known == 0 || w.knownPart != only {
			m.class = classPerson
		}
	}
}
