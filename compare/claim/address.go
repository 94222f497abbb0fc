package claim

import (
	"regexp"
	"strings"

	"parallax/news"
)

var addresses = regexp.MustCompile(`\b(?:\d+ block of |\d{2,5} )?(?:[NSEW]\.?|[NS]\.?[EW]\.?|North|South|East|West|Northwest|Northeast|Southwest|Southeast)? ?((?:[A-Z][a-z]+|\d+(?:st|nd|rd|th))(?: [A-Z][a-z]+)?) (Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Court|Ct|Place|Pl|Parkway|Pkwy|Highway|Hwy)\b`)

// ordinals name streets in words and in digits.
var ordinals = strings.NewReplacer("First", "1st", "Second", "2nd", "Third", "3rd", "Fourth", "4th", "Fifth", "5th", "Sixth", "6th", "Seventh", "7th", "Eighth", "8th", "Ninth", "9th", "Tenth", "10th")

// streetKinds are abbreviated at will.
var streetKinds = strings.NewReplacer("Street", "St", "Avenue", "Ave", "Road", "Rd", "Drive", "Dr", "Boulevard", "Blvd", "Lane", "Ln", "Court", "Ct", "Place", "Pl", "Parkway", "Pkwy", "Highway", "Hwy")

// street finds an event that two origins give two addresses for.
func (c *corpus) street() (news.ClaimGroup, bool) {
	names := numbering{}
	var all []answer
	c.telling(happenings, func(i int, text string) {
		values := uint(0)
		for _, m := range addresses.FindAllStringSubmatch(text, -1) {
			if strings.ContainsAny(m[0], "0123456789") { // without a number, it is where somebody stood
				values |= names.bit(ordinals.Replace(m[1]) + " " + streetKinds.Replace(m[2]))
			}
		}
		if values != 0 {
			all = append(all, c.answer(i, c.Sentences[i].Span, "", values))
		}
	})
	// Who names the other street too gives the corner.
	kept := all[:0]
	for _, a := range all {
		text, knows := ordinals.Replace(streetKinds.Replace(c.Report.Articles[a.ref.Doc].Text)), false
		for name, bit := range names {
			knows = knows || a.values&bit == 0 && strings.Contains(text, name)
		}
		if !knows {
			kept = append(kept, a)
		}
	}
	return c.contest(question{what: "the address", rivals: disjoint}, kept)
}

// happenings are the words for what has an address.
var happenings = set("shooting", "shot", "shooters", "fire", "gunfire", "crash", "crashed", "stabbing", "stabbed", "explosion", "exploded", "blaze", "robbery", "attack", "killed", "happened", "occurred", "broke", "found")
