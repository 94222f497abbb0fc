package library

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parallax/news"
)

func TestParseQuery(t *testing.T) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		in   string
		want news.Query
	}{
		{`ferry "port authority" -strike har*`, news.Query{Words: `ferry "port authority" -strike har*`}},
		{`speaker:"Ana Duarte" outlet:valley.example fire`, news.Query{Words: "fire", Speakers: []string{"Ana Duarte"}, Outlet: "valley.example"}},
		{`name:Duarte after:2026-05 before:2027`, news.Query{Names: []string{"Duarte"}, After: day(2026, 5, 1), Before: day(2027, 1, 1)}},
		{`name outlet 12:30`, news.Query{Words: "name outlet 12:30"}},
		{``, news.Query{}},
	} {
		got, err := ParseQuery(c.in)
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.in, diff)
		}
	}
	for _, wrong := range []string{"after:soon", "speaker:", `outlet:""`} {
		if _, err := ParseQuery(wrong); !errors.Is(err, news.ErrQuery) {
			t.Errorf("%q gives %v", wrong, err)
		}
	}
}
