package pack_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parallax"
	"parallax/news"
	"parallax/read"
	"parallax/store/pack"
)

func docs(t testing.TB) (all []*news.Doc) {
	p, err := parallax.New(parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for d, err := range p.Analyze(context.Background(), read.Open(context.Background(), []string{"../../examples/ferry"}, read.Options{})) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
	return all
}

func TestDocComesBackWhole(t *testing.T) {
	for _, d := range docs(t) {
		b := pack.Pack(d)
		var back news.Doc
		if err := pack.Unpack(b, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, &back, cmp.Comparer(func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) })); diff != "" {
			t.Fatalf("%s comes back changed:\n%s", d.ID, diff)
		}
		if len(b) > 4*len(d.Text) {
			t.Errorf("%s: %d bytes for a text of %d", d.ID, len(b), len(d.Text))
		}
	}
}

// TestEveryFieldIsKept fills every field of a report, so that one of a kind
// that cannot be packed shows here.
func TestEveryFieldIsKept(t *testing.T) {
	n := 0
	var fill func(reflect.Value)
	fill = func(v reflect.Value) {
		n++
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				fill(v.Field(i))
			}
		case reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			fill(v.Index(0))
			fill(v.Index(1))
		case reflect.Pointer:
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem())
		case reflect.String:
			v.SetString(string(rune('a' + n%26)))
		case reflect.Bool:
			v.SetBool(true)
		case reflect.Float64:
			v.SetFloat(float64(n) / 3)
		case reflect.Uint8:
			v.SetUint(uint64(n % 200))
		case reflect.Int:
			v.SetInt(int64(n) - 50)
		default:
			t.Fatalf("%s: a kind that is not known", v.Type())
		}
	}
	var want, got news.Report
	fill(reflect.ValueOf(&want).Elem())
	if err := pack.Unpack(pack.Pack(&want), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOtherShapesAreRefused(t *testing.T) {
	b := pack.Pack(&struct{ A, B int }{1, 2})
	var other struct{ A, C int }
	if err := pack.Unpack(b, &other); !errors.Is(err, pack.ErrShape) {
		t.Errorf("another shape gives %v", err)
	}
}

func FuzzUnpack(f *testing.F) {
	seeds := 0
	for _, d := range docs(f) {
		f.Add(pack.Pack(d))
		seeds++
	}
	if seeds == 0 {
		f.Fatal("no seeds")
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var d news.Doc
		_ = pack.Unpack(b, &d) // must not panic or take all memory
	})
}

func BenchmarkPack(b *testing.B) {
	all := docs(b)
	bytes, size := 0, 0
	for b.Loop() {
		for _, d := range all {
			size += len(pack.Pack(d))
			bytes += len(d.Text)
		}
	}
	b.ReportMetric(float64(size)/float64(bytes), "bytes/byte")
	b.ReportMetric(float64(bytes)/b.Elapsed().Seconds()/1e6, "MB/s")
}

func BenchmarkUnpack(b *testing.B) {
	var packed [][]byte
	bytes := 0
	for _, d := range docs(b) {
		packed = append(packed, pack.Pack(d))
		bytes += len(d.Text)
	}
	for b.Loop() {
		for _, p := range packed {
			var d news.Doc
			if err := pack.Unpack(p, &d); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(bytes*b.N)/b.Elapsed().Seconds()/1e6, "MB/s")
}
