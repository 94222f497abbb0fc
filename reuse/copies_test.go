package reuse_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parallax/news"
	"parallax/reuse"
)

// Invented reports of one invented event.
const (
	agencyText = `VELLMAR (Meridian) - A ferry with 212 people on board ran aground off the island of Sarn on Monday, the coast guard said.

Rescue boats took all the passengers to the harbour of Vellmar within three hours of the first distress call.

The captain reported a failure of the steering gear shortly before the ship struck the reef, a spokesman for the owner said.

"We are grateful that nobody was hurt," the spokesman, Odd Brenna, said in a statement.

Inspectors will board the vessel as soon as the sea is calm enough for divers to work.`

	// The agency's report with a lead of its own, British spelling, one
	// sentence changed by a word.
	copyText = `All 212 people were saved when a ferry hit a reef.

Rescue boats took all the passengers to the harbor of Vellmar within three hours of the very first distress call.

The captain reported a failure of the steering gear shortly before the ship struck the reef, a spokesman for the owner said.

“We are grateful that nobody was hurt,” the spokesman, Odd Brenna, said in a statement.

Inspectors will board the vessel as soon as the sea is calm enough for divers to work.`

	// A report of its own that carries the same statement and the same words
	// of the spokesman.
	ownText = `Passengers who were brought ashore at Vellmar on Monday told of a long morning on a listing deck.

Mara Tolvanen, 41, said that she had held her daughter's hand for two hours before the first boat came alongside.

"We are grateful that nobody was hurt, and we will do everything that is in our power to find out why the gear failed on a calm morning, and to tell those who were on board what we know as soon as we know it ourselves," said Odd Brenna, who speaks for the owner.

The island's mayor praised the fishermen who had gone out in small boats.`

	ownToo = `The ferry line had been warned twice this year about its oldest ship, records show.

"We are grateful that nobody was hurt, and we will do everything that is in our power to find out why the gear failed on a calm morning, and to tell those who were on board what we know as soon as we know it ourselves," Brenna told this newspaper.

Two former engineers described worn pumps and a logbook that was filled in from memory.`
)

const (
	russian = `Паром с 212 пассажирами сел на мель у острова Сарн в понедельник утром, сообщила береговая охрана.

Спасательные катера доставили всех пассажиров в гавань Вельмара за три часа после первого сигнала бедствия.`

	chinese = `海岸警卫队说，一艘载有二百一十二人的渡轮星期一早晨在萨恩岛附近搁浅，没有人受伤。

救援船在三个小时内把所有乘客送到了港口，检查人员将在海面平静后登船调查事故原因。`
)

func articles(texts ...string) []news.Article {
	var out []news.Article
	for i, text := range texts {
		out = append(out, news.Article{ID: fmt.Sprint("a", i), Publisher: fmt.Sprintf("paper%d.example", i), Outlet: fmt.Sprintf("paper%d.example", i),
			Published: news.Published{At: fmt.Sprintf("2031-05-0%dT10:00:00Z", i+1)}, Text: text})
	}
	return out
}

func TestCopies(t *testing.T) {
	tests := []struct {
		name string
		in   []news.Article
		want string // kind of the only pair, or ""
	}{
		{"most of one stands in the other", articles(agencyText, copyText), "duplicate"},
		{"the same text", articles(agencyText, agencyText), "duplicate"},
		{"only a quotation is shared", articles(ownText, ownToo), ""},
		{"nothing is shared", articles(agencyText, ownToo), ""},
		{"two paragraphs in a long report", articles(agencyText, ownText+"\n\n"+strings.Join(strings.Split(agencyText, "\n\n")[1:3], "\n\n")+
			strings.Replace("\n\n"+ownToo, "grateful", "glad", 1)), "shared-passages"},
		{"no text", articles("", ""), ""},
		{"a text that repeats itself", articles(strings.Repeat("the ferry ran aground off the island of Sarn.\n", 30),
			strings.Repeat("the ferry ran aground off the island of Sarn.\n", 30)), "duplicate"},
		{"a language that is not supported", articles(russian, "По сведениям местной газеты, паром был старым.\n\n"+russian), "duplicate"},
		{"a language without spaces", articles(chinese, chinese+"\n\n船长说，船的舵机坏了，当时风浪很大。"), "duplicate"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := compareArticles(t, test.in)
			if err := r.Check(); err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, c := range r.Copies {
				got += string(c.Kind)
				if c.Earlier != "a" {
					t.Errorf("earlier is %q, want a", c.Earlier)
				}
				if c.Why == "" || len(c.Passages) == 0 {
					t.Errorf("a copy without reason or passages: %+v", c)
				}
			}
			if got != test.want {
				t.Errorf("got %q, want %q: %+v", got, test.want, r.Copies)
			}
		})
	}
}

func TestWhy(t *testing.T) {
	in := articles(agencyText, copyText)
	r := compareArticles(t, in)
	if len(r.Copies) != 1 {
		t.Fatalf("%d copies", len(r.Copies))
	}
	want := "4 of 5 sentences of paper1.example stand in paper0.example, almost word for word; paper0.example was published first."
	if got := r.Copies[0].Why; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	p := r.Copies[0].Passages[0]
	if a, b := r.Articles[0].Slice(p.A), r.Articles[1].Slice(p.B); !strings.HasPrefix(a, "Rescue boats") || !strings.HasPrefix(b, "Rescue boats") {
		t.Errorf("first passage is %q and %q", a, b)
	}
}

func TestOrigins(t *testing.T) {
	in := articles(agencyText, ownText, copyText, "Menu", ownToo)
	in[0].Title, in[3].Title = "Ferry runs aground off Sarn", "Ferry runs aground off Sarn"
	r := compareArticles(t, in)
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range r.Origins {
		got = append(got, fmt.Sprint(o.ID, o.Articles))
	}
	if want := "o1[0 2 3] o2[1] o3[4]"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// TestAgency sets the agency that the meta step would read from the credit.
func TestAgency(t *testing.T) {
	r := &news.Report{Articles: compareArticles(t, articles(agencyText, copyText)).Articles}
	r.Articles[0].Agency = "Meridian"
	for _, step := range []func(context.Context, *news.Report) error{reuse.Copies, reuse.Origins} {
		if err := step(context.Background(), r); err != nil {
			t.Fatal(err)
		}
	}
	if len(r.Origins) != 1 || r.Origins[0].Name != "Meridian" || r.Origins[0].Kind != news.OriginAgency || len(r.Origins[0].Evidence) != 1 {
		t.Fatalf("%+v", r.Origins)
	}
	if got := r.Slice(r.Origins[0].Evidence[0]); got != "Meridian" {
		t.Errorf("evidence is %q", got)
	}
}

// TestSameDay: one agency's reports of one day are one witness, however they
// are worded; those of another day are another.
func TestSameDay(t *testing.T) {
	r := compareArticles(t, articles(agencyText, ownText, ownToo))
	for _, d := range r.Articles {
		d.Agency = "Meridian"
	}
	r.Articles[1].Published.At = r.Articles[0].Published.At[:10] + "T18:30:00Z"
	if err := reuse.Origins(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range r.Origins {
		got = append(got, fmt.Sprint(o.Name, o.Articles))
	}
	if want := "Meridian[0 1] Meridian[2]"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if want := "2 articles credit Meridian for reports of the same day."; r.Origins[0].Why != want {
		t.Errorf("why: %s", r.Origins[0].Why)
	}
}

func FuzzCopies(f *testing.F) {
	f.Add(agencyText, copyText)
	f.Add(ownText, ownToo)
	f.Add("\"a \u201c b\n'c", "")
	f.Add(strings.Repeat("one two three ", 50), strings.Repeat("two three one ", 40))
	f.Fuzz(func(t *testing.T, a, b string) {
		r := &news.Report{}
		for i, text := range []string{a, b, a} {
			r.Articles = append(r.Articles, lines(fmt.Sprint(i), strings.ToValidUTF8(text, "?")))
		}
		for _, step := range []func(context.Context, *news.Report) error{reuse.Copies, reuse.Origins} {
			if err := step(context.Background(), r); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Copies {
			for i, p := range c.Passages {
				for _, q := range c.Passages[:i] {
					if p.A.Overlaps(q.A) || p.B.Overlaps(q.B) || p.A.Less(q.A) {
						t.Fatalf("passages %v and %v overlap or are not in order", q, p)
					}
				}
			}
		}
	})
}

// lines makes a document whose sentences are its lines; every fifth is
// boilerplate.
func lines(id, text string) *news.Doc {
	d := &news.Doc{Article: news.Article{ID: id, Text: text}}
	at := 0
	for i, line := range strings.Split(text, "\n") {
		if s := (news.Span{Start: at, End: at + len(line)}); s.Len() > 0 {
			d.Sentences = append(d.Sentences, news.Sentence{Span: s})
			if i%5 == 4 {
				d.Boilerplate = append(d.Boilerplate, news.Boilerplate{Span: s, Kind: news.Other})
			}
		}
		at += len(line) + 1
	}
	return d
}
