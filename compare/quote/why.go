package quote

import (
	"fmt"

	"parallax/news"
)

// why says in a reader's words what decided the group.
func why(r *news.Report, u *utterance, speaker string, c *change) string {
	if len(u.docs) < 2 {
		return "Only one report quotes these words."
	}
	origins := map[int]bool{}
	unknown := 0
	for _, d := range u.docs {
		if o := r.OriginOf(d); o >= 0 {
			origins[o] = true
		} else {
			unknown++
		}
	}
	s := fmt.Sprintf("%d reports quote ", len(u.docs))
	if speaker != "" {
		s += speaker
	} else {
		s += "the same words"
	}
	switch {
	case c == nil && speaker != "":
		s += " in the same words"
	case c != nil:
		s += change2words(c)
	}
	if n := len(origins) + unknown; n < len(u.docs) {
		if n == 1 {
			return s + "; they carry one text and count as one witness."
		}
		return s + fmt.Sprintf("; copies folded together, they are %d witnesses.", n)
	}
	return s + "."
}

func change2words(c *change) string {
	switch {
	case c.a != "" && c.b != "":
		return fmt.Sprintf(", but the words differ: “%s” in one, “%s” in another", c.a, c.b)
	case c.a != "" || c.b != "":
		return fmt.Sprintf(", but one leaves out “%s” in the middle", c.a+c.b)
	}
	return ", in different words"
}
