package library_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parallax/library"
	"parallax/news"
)

// many are short invented reports, two on each of many fires.
func many(from, to int) (all []news.Article) {
	streets := []string{"Mercer", "Grant", "Orchard", "Quay", "Chapel", "Station", "Harbor", "Willow", "Cedar", "Foundry", "Garden"}
	goods := []string{"timber", "carpets", "paint", "bicycles", "furniture", "grain", "tyres", "candles", "paper"}
	for i := from; i < to; i++ {
		fire := i / 2
		where, what := streets[fire%len(streets)], goods[fire%len(goods)]
		all = append(all, news.Article{ID: fmt.Sprint("fire-", i), URL: fmt.Sprintf("https://%s.example/fire-%d", []string{"valley", "coast"}[i%2], i),
			Title:     fmt.Sprintf("Fire destroys %s store on %s Street", what, where),
			Published: news.Published{At: fmt.Sprintf("2026-%02d-%02d", 1+fire/28%5, 1+fire%28), From: news.FromMetadata},
			Text:      fmt.Sprintf("A fire destroyed a store of %s on %s Street in district %d early in the morning. Report %d says that nobody was hurt.\n", what, where, fire, i)})
	}
	return all
}

func storiesOf(t *testing.T, l *library.Library) (all []string) {
	t.Helper()
	for r, err := range l.Store().Articles(ctx, news.ArticleFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprint(r.ID, " ", r.Story, " ", r.Thread, " ", r.Why))
	}
	return all
}

// TestIndexIsKept: the index of stories is kept in pieces, and whoever loads
// it, or makes it anew because a piece is not what it was, decides as the one
// that had it all the time.
func TestIndexIsKept(t *testing.T) {
	whole := open(t)
	add(t, whole, each(many(0, 700)...))
	want := storiesOf(t, whole)

	l := open(t)
	piece := func(series, n int) []byte {
		t.Helper()
		b, err := l.Store().State(ctx, fmt.Sprint("stories ", series, " ", n))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	add(t, l, each(many(0, 250)...))
	if piece(1, 0) == nil {
		t.Fatal("nothing is kept after 250 articles")
	}
	add(t, l, each(many(250, 300)...)) // too few to be kept
	slow := again(t, l)
	add(t, slow, each(many(300, 310)...)) // loads 250 and takes over 50
	add(t, l, each(many(310, 480)...))
	first, second := piece(1, 0), piece(1, 1)
	if second == nil || len(second) > len(first) {
		t.Errorf("a second piece of %d bytes stands behind one of %d", len(second), len(first))
	}
	add(t, slow, each(many(480, 500)...)) // has something else than what is kept by now
	if piece(2, 0) == nil || piece(1, 0) != nil || piece(1, 1) != nil {
		t.Error("an index that others have kept otherwise is not written anew, or the old one stays")
	}
	other := again(t, l)
	if err := other.Store().SetState(ctx, "stories 2 0", []byte("nothing")); err != nil {
		t.Fatal(err)
	}
	add(t, other, each(many(500, 700)...))
	if got := storiesOf(t, l); !slices.Equal(got, want) {
		for i := range got {
			if i >= len(want) || got[i] != want[i] {
				t.Fatalf("decided otherwise:\n%s\nwant\n%s", got[i], strings.Join(want[i:min(i+1, len(want))], ""))
			}
		}
		t.Fatalf("%d articles, want %d", len(got), len(want))
	}
}
