package claim

import (
	"regexp"
	"strings"

	"parallax/news"
)

var lookWords = regexp.MustCompile(`\b(described as|wearing|wore|dressed in)\b`)

var races = []*regexp.Regexp{
	regexp.MustCompile(`\bwhite (or \w+ )?(man|male|woman|female|suspect|teen)`), regexp.MustCompile(`\b(black|african[- ]american) (or \w+ )?(man|male|men|males|woman|female|suspect|teen)`), regexp.MustCompile(`\b(hispanic|latino)\b`), regexp.MustCompile(`\basian (man|male|woman|female)`), regexp.MustCompile(`\bmiddle eastern`),
}

var colours = []*regexp.Regexp{regexp.MustCompile(`\bblack$`), regexp.MustCompile(`\b(gray|grey|grayish|greyish)$`), regexp.MustCompile(`\bwhite$`), regexp.MustCompile(`\bred$`), regexp.MustCompile(`\b(blue|navy)$`), regexp.MustCompile(`\bgreen$`), regexp.MustCompile(`\b(brown|tan|beige)$`), regexp.MustCompile(`\byellow$`), regexp.MustCompile(`\borange$`), regexp.MustCompile(`\bdark$`)}

var tops = regexp.MustCompile(`(\w+)( \w+)? (shirt|t-shirt|hoodie|sweatshirt|jacket|sweater|coat|clothing|clothes|top)\b`)

// looks finds suspects whom two origins describe in two ways.
func (c *corpus) looks() (news.ClaimGroup, bool) {
	var all []answer
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		s := d.Sentences[one.Number]
		if find(d, s.First, s.Last, set("described", "wearing", "wore", "dressed")) < 0 || d.InBoilerplate(one.Span) {
			continue
		}
		text := strings.ToLower(oneLine(d.Slice(one.Span)))
		if !lookWords.MatchString(text) {
			continue
		}
		race, colour := uint(0), uint(0)
		for k, r := range races {
			if r.MatchString(text) {
				race |= 1 << k
			}
		}
		for _, m := range tops.FindAllStringSubmatch(text, -1) {
			for k, r := range colours {
				if r.MatchString(m[1]) || r.MatchString(strings.TrimSpace(m[2])) {
					colour |= 1 << k
				}
			}
		}
		if race != 0 {
			all = append(all, c.answer(i, one.Span, "race", race))
		}
		if colour != 0 {
			all = append(all, c.answer(i, one.Span, "clothes", colour<<8))
		}
	}
	return c.contest("what the suspect looks like", all, func(x, y uint) bool { return disjoint(x, y) || x != 0 && y != 0 && x != y && (x|y) < 1<<len(races) && (x&y == x || x&y == y) }, false, false)
}

var published = regexp.MustCompile(`\b(?:published|appears|appeared|described|detailed|reported|publish)\b[^;]{0,80}? in (?:the (?:scientific |medical |science )?journal,? )?((?:The )?[A-Z][\w&]*(?: (?:of|and|the|for|in|[A-Z][\w&]*))*)`)

// journal finds a paper that two origins say was published in two journals.
func (c *corpus) journal() (news.ClaimGroup, bool) {
	number := map[string]uint{}
	var all []answer
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		s := d.Sentences[one.Number]
		if find(d, s.First, s.Last, set("published", "appears", "appeared", "described", "detailed", "reported", "publish")) < 0 || d.InBoilerplate(one.Span) {
			continue
		}
		text := oneLine(d.Slice(one.Span))
		m := published.FindStringSubmatch(text)
		if m == nil || !journals.MatchString(m[0]) {
			continue
		}
		name := strings.TrimPrefix(strings.ToLower(strings.TrimRight(m[1], " ")), "the ")
		if number[name] == 0 {
			if len(number) >= 60 {
				continue
			}
			number[name] = 1 << len(number)
		}
		all = append(all, c.answer(i, one.Span, "", number[name]))
	}
	return c.contest("the journal of the paper", all, disjoint, false, false)
}

var journals = regexp.MustCompile(`\bjournal\b|Journal|Letters|Nature|Science\b|Sciences|Lancet|Proceedings|PLOS|PLoS|Cell\b|JAMA|Annals|BMJ|Review\b|Reports\b`)

var addresses = regexp.MustCompile(`\b(?:\d+ block of |\d{2,5} )?(?:[NSEW]\.?|[NS]\.?[EW]\.?|North|South|East|West|Northwest|Northeast|Southwest|Southeast)? ?((?:[A-Z][a-z]+|\d+(?:st|nd|rd|th))(?: [A-Z][a-z]+)?) (Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Court|Ct|Place|Pl|Parkway|Pkwy|Highway|Hwy)\b`)

// ordinals name streets in words and in digits.
var ordinals = strings.NewReplacer("First", "1st", "Second", "2nd", "Third", "3rd", "Fourth", "4th", "Fifth", "5th", "Sixth", "6th", "Seventh", "7th", "Eighth", "8th", "Ninth", "9th", "Tenth", "10th")

// streetKinds are abbreviated at will.
var streetKinds = strings.NewReplacer("Street", "St", "Avenue", "Ave", "Road", "Rd", "Drive", "Dr", "Boulevard", "Blvd", "Lane", "Ln", "Court", "Ct", "Place", "Pl", "Parkway", "Pkwy", "Highway", "Hwy")

// street finds an event that two origins give two addresses for.
func (c *corpus) street() (news.ClaimGroup, bool) {
	number := map[string]uint{}
	var names []string
	var all []answer
	for i := range c.Sentences {
		one := &c.Sentences[i]
		d := c.Report.Articles[one.Doc]
		s := d.Sentences[one.Number]
		if find(d, s.First, s.Last, set("block", "street", "st", "st.", "avenue", "ave", "ave.", "road", "rd", "rd.", "drive", "dr", "dr.", "boulevard", "blvd", "blvd.", "lane", "court", "place", "way", "parkway", "highway")) < 0 || d.InBoilerplate(one.Span) || find(d, s.First, s.Last, event) < 0 {
			continue
		}
		values := uint(0)
		for _, m := range addresses.FindAllStringSubmatch(oneLine(d.Slice(one.Span)), -1) {
			if !strings.ContainsAny(m[0], "0123456789") {
				continue // half the streets of a city have been named in some report
			}
			name := ordinals.Replace(m[1]) + " " + streetKinds.Replace(m[2])
			if number[name] == 0 {
				if len(number) >= 60 {
					continue
				}
				number[name] = 1 << len(number)
				names = append(names, name)
			}
			values |= number[name]
		}
		if values != 0 {
			all = append(all, c.answer(i, one.Span, "", values))
		}
	}
	// Who names the other street too gives the corner.
	knows := make([]uint, len(c.Report.Articles))
	for doc, d := range c.Report.Articles {
		for k, n := range names {
			if strings.Contains(ordinals.Replace(streetKinds.Replace(d.Text)), n) {
				knows[doc] |= 1 << k
			}
		}
	}
	kept := all[:0]
	for _, a := range all {
		if knows[a.ref.Doc]&^a.values == 0 {
			kept = append(kept, a)
		}
	}
	return c.contest("the address", kept, disjoint, false, false)
}

var event = set("shooting", "shot", "shooters", "fire", "gunfire", "crash", "crashed", "stabbing", "stabbed", "explosion", "exploded", "blaze", "robbery", "attack", "killed", "happened", "occurred", "broke", "found")
