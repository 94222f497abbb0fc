package claim

import (
	"fmt"
	"regexp"
	"sort"
	"strings"

	"parallax/news"
)

// A mover is why a price is said to move: "shares fell on fears of a strike".
type mover struct {
	answer
	reason string
	stems  []int
}

var (
	// moves are the words for a price that goes down, and up.
	moves = ways(
		`\b(fell|fallen|falling|drop|dropped|plunged|plunging|tumbled|slid|sank|slumped|plummeted|crashed|declined|dipped|sold off|selling off|sell-?off|lost)\b`,
		`\b(rose|risen|rising|jumped|surged|soared|climbed|rallied|gained|rebounded|rally)\b`)
	// wares are what has a price, each class of them for itself.
	wares = ways(
		`\b(stocks?|shares|dow|s&p|nasdaq|index|indexes|indices|equities|wall street|futures)\b`,
		`\b(bitcoin|cryptocurrenc(y|ies)|ethereum|ripple|cryptos?)\b`,
		`\b(oil|crude|brent)\b`, `\b(gold)\b`, `\b(dollar|euro|pound|yen|rouble|ruble|lira)\b`, `\b(bonds?|yields?|treasuries)\b`)
	itself = regexp.MustCompile(`\b(it|prices?|market|markets)\b`)
	// measures follow an "as" that gives no reason: "as low as".
	measures = regexp.MustCompile(`^(low|high|much|many|well|of|an?|part|little|far|soon|long|expected|usual)\b`)
	// because is what stands before a reason.
	because = regexp.MustCompile(`[ ,](amid|because of|due to|because|as|on (?:fears|concerns|worries|hopes|news|expectations)(?: of| that| about| over)?|over (?:fears|concerns|worries)(?: of| that| about)?|in the wake of|in response to|driven by|sparked by|triggered by|fuelled by|fueled by) (.+)`)
)

// movers finds a price of which two origins give different reasons for going up or down.
func (c *corpus) movers() (news.ClaimGroup, bool) {
	main, most := -1, 0
	for w, ware := range wares {
		n := 0
		for _, d := range c.Report.Articles {
			if ware.MatchString(strings.ToLower(d.Title)) {
				n++
			}
		}
		if n > most {
			main, most = w, n
		}
	}
	if 2*most < len(c.Report.Articles) {
		return news.ClaimGroup{}, false // the story is about something else
	}
	all := map[string][]mover{}
	var keys []string
	c.telling(set("fell", "fallen", "falling", "drop", "dropped", "plunged", "plunging", "tumbled", "slid", "sank", "slumped", "plummeted", "crashed", "declined", "dipped", "sold", "selloff", "sell-off", "lost",
		"rose", "risen", "rising", "jumped", "surged", "soared", "climbed", "rallied", "gained", "rebounded", "rally"), func(i int, text string) {
		low := strings.ToLower(text)
		at := because.FindStringSubmatchIndex(low)
		if at == nil {
			return
		}
		before, reason := low[:at[0]], low[at[4]:at[5]]
		if low[at[2]:at[3]] == "as" && (measures.MatchString(reason) || strings.HasSuffix(before, "known")) {
			return
		}
		for dir, m := range moves {
			if !m.MatchString(before) {
				continue
			}
			if wares[main].MatchString(before) || itself.MatchString(before) {
				key := fmt.Sprint(dir)
				one := mover{answer: c.answer(i, c.Sentences[i].Span, key, 1), reason: reason, stems: c.Words(reason)}
				if len(one.stems) < 2 {
					return
				}
				if all[key] == nil {
					keys = append(keys, key)
				}
				all[key] = append(all[key], one)
				return
			}
		}
	})
	sort.Strings(keys)
	for _, key := range keys {
		for x, a := range all[key] {
			for _, b := range all[key][x+1:] {
				if a.origin == b.origin || c.overlap(a.stems, b.stems) {
					continue
				}
				g := news.ClaimGroup{What: "why prices moved", Verdict: news.Conflict,
					Why: fmt.Sprintf("%s: “%s”; %s: “%s”", c.when(a.ref.Doc), excerptOf(a.reason), c.when(b.ref.Doc), excerptOf(b.reason))}
				of := map[int]int{}
				for _, s := range all[key] {
					if of[s.ref.Doc]++; of[s.ref.Doc] <= mostOfSide {
						g.Support = append(g.Support, news.Claim{Ref: s.ref, Status: s.status, ClaimedBy: s.by})
					}
				}
				return g, true
			}
		}
	}
	return news.ClaimGroup{}, false
}

// overlap reports whether two reasons share a word, or words that are used alike.
func (c *corpus) overlap(x, y []int) bool {
	for _, v := range x {
		for _, w := range y {
			if v == w {
				return true
			}
		}
	}
	return false
}

func excerptOf(t string) string {
	words := strings.Fields(t)
	if len(words) > mostExcerpt {
		return strings.Join(words[:mostExcerpt], " ") + " …"
	}
	return strings.Join(words, " ")
}
