package quote

import (
	"strings"

	"parallax/news"
)

// resolveSpeakers names the speaker of each finding: the name in its source,
// the person that its pronoun stands for, or the description as it stands.
func resolveSpeakers(v *view, found []finding) {
	last := "" // last named speaker
	lastPara := int32(-1)
	for i := range found {
		f := &found[i]
		if f.source.empty() {
			if p := v.paragraph[f.content[0].first]; p == lastPara {
				f.speaker = last
			}
			continue
		}
		s := v.span(f.source)
		switch name := v.nameIn(s); {
		case name != "":
			f.speaker = name
		case has(pronouns, v.low[f.source.first]) && f.source.end-f.source.first == 1:
			f.speaker = last
		default:
			f.speaker = strings.Join(strings.Fields(v.d.Slice(s)), " ")
		}
		last, lastPara = f.speaker, v.paragraph[f.content[0].first]
	}
}

var pronouns = wordSet(`he she they it we i you who which that`)

// nameIn is the canonical name of the last person in s, or of the last
// organisation when no person stands there.
func (v *view) nameIn(s news.Span) string {
	name := ""
	person := false
	for _, e := range v.d.Entities {
		if e.Start >= s.End {
			break
		}
		if s.Contains(e.Span) && (e.Kind == news.Person || !person && e.Kind == news.Org) {
			name, person = e.Name, e.Kind == news.Person
		}
	}
	return name
}
