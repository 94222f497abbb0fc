package clause_test

import (
	"context"
	"strings"
	"testing"

	"parallax/compare/internal/clause"
	"parallax/compare/internal/prosetest"
	"parallax/news"
	"parallax/nlp/tag"
)

func doc(t testing.TB, text string) *news.Doc {
	t.Helper()
	d := prosetest.Doc("a", text)
	if err := tag.Annotate(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCut(t *testing.T) {
	tests := []struct{ text, want string }{
		{"The mayor opened the bridge and the crowd cheered.", "The mayor opened the bridge and the crowd cheered"},
		{"Police said the suspect fled.", "Police said | the suspect fled"},
		{"The ferry sank because the captain slept.", "The ferry sank | because the captain slept"},
		{"The ferry sank, and rescuers found the crew.", "The ferry sank | and rescuers found the crew"},
		{"The man, who was arrested in May, was released.", "The man, who was arrested in May | was released"},
		{"He said that nobody was hurt; the harbour is closed.", "He said | that nobody was hurt | the harbour is closed"},
		{"When he is arrested his bond will be set at a million.", "When he is arrested | his bond will be set at a million"},
		{"The mayor of Tornvik, a town in the north, spoke.", "The mayor of Tornvik, a town in the north, spoke"},
	}
	for _, tt := range tests {
		d := doc(t, tt.text)
		var got []string
		for _, c := range clause.Cut(d, 0) {
			got = append(got, d.Slice(c.Span))
		}
		if s := strings.Join(got, " | "); s != tt.want {
			t.Errorf("got  %s\nwant %s", s, tt.want)
		}
	}
}

func TestChunks(t *testing.T) {
	d := doc(t, "The old motel owner gave his two brothers a rusty spoon near the northern gate.")
	var got []string
	for _, c := range clause.Chunks(d, 0) {
		got = append(got, d.Slice(c.Bare(d).Span(d)))
	}
	if s := strings.Join(got, " | "); s != "old motel owner | two brothers | rusty spoon | northern gate" {
		t.Errorf("got %s", s)
	}
}

func FuzzCut(f *testing.F) {
	f.Add("Police said the suspect, who fled, was not found; nobody was hurt.")
	f.Add("— “ ” , ;")
	f.Fuzz(func(t *testing.T, text string) {
		d := doc(t, strings.ToValidUTF8(text, "?"))
		for n, s := range d.Sentences {
			last := s.First
			for _, c := range clause.Cut(d, n) {
				if c.First < last || c.Last > s.Last || c.First >= c.Last || !s.Contains(c.Span) {
					t.Fatalf("clause %+v does not fit sentence %+v after token %d", c, s, last)
				}
				last = c.Last
			}
			for _, c := range clause.Chunks(d, n) {
				if c.First > c.Head || c.Head >= c.Last || c.Last > s.Last || c.First < s.First {
					t.Fatalf("chunk %+v does not fit sentence %+v", c, s)
				}
			}
		}
	})
}
