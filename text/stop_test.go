package text

import "testing"

func TestIsStop(t *testing.T) {
	for _, w := range []string{"the", "The", "OF", "don't", "Don’t", "n’t", "themselves", "furthermore", "nevertheless", "'s", "’s"} {
		if !IsStop(w) {
			t.Errorf("%q is no stop word", w)
		}
	}
	for _, w := range []string{"", "police", "said", "killed", "thé", "nevertheless-", "nonethelessly", "\xe2\x80", "internationally"} {
		if IsStop(w) {
			t.Errorf("%q is a stop word", w)
		}
	}
	for w := range stopWords {
		if !IsStop(w) {
			t.Errorf("%q is listed but not found: the buffer is too short", w)
		}
	}
}

func BenchmarkIsStop(b *testing.B) {
	words := []string{"The", "minister", "of", "didn’t", "attend", "nevertheless"}
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		IsStop(words[i%len(words)])
	}
}

func BenchmarkStem(b *testing.B) {
	words := []string{"minister", "attended", "negotiations", "said", "2015", "bombings"}
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		Stem(words[i%len(words)])
	}
}
