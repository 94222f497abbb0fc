package claim

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parallax/compare/internal/prosetest"
	"parallax/nlp/parse"
	"parallax/nlp/quote"
	"parallax/nlp/tag"
)

// TestCertainty reads how certain the verbs of a sentence are; those that tell of nothing
// are left out.
func TestCertainty(t *testing.T) {
	tests := []struct{ text, want string }{
		{"The council will close the bridge.", "close planned"},
		{"The council said it would close the bridge.", "close expected"},
		{"The council plans to close the bridge.", "close planned"},
		{"The council had planned to close the bridge.", ""},
		{"The council decided to close the bridge.", ""},
		{"The ferry is believed to have struck a rock.", "struck unconfirmed"},
		{"Varga thought that the ferry struck a rock.", ""},
		{"The video suggests that the ferry struck a rock.", "struck unconfirmed"},
		{"The ferry reportedly struck a rock before sinking in the fjord.", "struck unconfirmed, sinking unconfirmed"},
		{"If the wind turns, the council will close the bridge.", ""},
		{"Pilots asked the council to close the bridge.", ""},
		{"The council considered closing the bridge.", ""},
		{"The council has no intention to close the bridge.", ""},
		{"Prosecutors confirmed that the ferry struck a rock.", "struck confirmed"},
		{"Anna May closed the bridge.", "closed happened"},
		{"They should close the bridge.", ""},
	}
	frame := map[string]bool{"plan": true, "planned": true, "decided": true, "believed": true, "thought": true, "suggests": true, "asked": true, "considered": true, "has": true, "confirmed": true, "turns": true, "plans": true}
	for _, tt := range tests {
		r := prosetest.Report(tt.text)
		d := r.Articles[0]
		for _, step := range []func(context.Context) error{
			func(ctx context.Context) error { return tag.Annotate(ctx, d) },
			func(ctx context.Context) error { return parse.Annotate(ctx, d) },
			func(ctx context.Context) error { return quote.Annotate(ctx, d) },
		} {
			if err := step(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		for _, e := range newCorpus(r).events() {
			if w := d.Slice(d.Tokens[e.token].Span); !frame[w] {
				got = append(got, fmt.Sprint(w, " ", e.status))
			}
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.text, s, tt.want)
		}
	}
}
