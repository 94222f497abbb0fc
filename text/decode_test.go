package text

import (
	"bytes"
	"errors"
	"math/rand"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

const western = "The mayor’s office said – after “long” talks – the café would close. Repairs cost £4,000.\r\n"

func encode(t testing.TB, label, s string) []byte {
	t.Helper()
	e, err := htmlindex.Get(label)
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatalf("%s: %v", label, err)
	}
	return b
}

func TestDecode(t *testing.T) {
	const german = "Der Bürgermeister erklärte, die Brücke müsse über Nacht geschlossen bleiben.\n"
	const russian = "Мэр заявил журналистам, что мост будет закрыт на ночь. Жители недовольны.\n"
	const japanese = "市長は記者団に対し、橋は夜間閉鎖されると述べた。住民は道が長くなるため怒っている。\n"
	for _, test := range []struct {
		name     string
		in       []byte
		declared string
		want     string
		encoding string
		guessed  bool
		replaced int
	}{
		{"empty", nil, "", "", "utf-8", false, 0},
		{"ASCII", []byte("a\r\nb\tc\f"), "", "a\r\nb\tc\f", "utf-8", false, 0},
		{"UTF-8 unchanged", []byte(western), "", western, "utf-8", false, 0},
		{"UTF-8 wrongly declared", []byte(western), "iso-8859-1", western, "utf-8", false, 0},
		{"UTF-8 with mark", []byte("\xEF\xBB\xBF" + western), "", western, "utf-8", false, 0},
		{"a mark inside stays", []byte("a\uFEFFb"), "", "a\uFEFFb", "utf-8", false, 0},
		{"one stray NUL stays", []byte(western + "\x00" + western), "", western + "\x00" + western, "utf-8", false, 0},
		{"UTF-16LE with mark", append([]byte("\xFF\xFE"), encode(t, "utf-16le", western)...), "", western, "utf-16le", false, 0},
		{"UTF-16BE with mark", append([]byte("\xFE\xFF"), encode(t, "utf-16be", western)...), "", western, "utf-16be", false, 0},
		{"UTF-16LE", encode(t, "utf-16le", western), "", western, "utf-16le", true, 0},
		{"UTF-16BE", encode(t, "utf-16be", western), "", western, "utf-16be", true, 0},
		{"UTF-16LE Russian", encode(t, "utf-16le", russian), "", russian, "utf-16le", true, 0},
		{"UTF-16LE odd end", append(encode(t, "utf-16le", western), 'x'), "", western + "\uFFFD", "utf-16le", true, 1},
		{"windows-1252", encode(t, "windows-1252", western), "", western, "windows-1252", true, 0},
		{"Latin-1 declared", encode(t, "windows-1252", german), "latin1", german, "windows-1252", false, 0},
		{"Latin-1", encode(t, "windows-1252", german), "", german, "windows-1252", true, 0},
		{"Polish declared", encode(t, "iso-8859-2", "Łódź żyje"), "ISO-8859-2", "Łódź żyje", "iso-8859-2", false, 0},
		{"declared UTF-8, is not", encode(t, "windows-1252", german), "utf-8", german, "windows-1252", true, 0},
		{"unknown label", encode(t, "windows-1252", german), "klingon", german, "windows-1252", true, 0},
		{"windows-1251", encode(t, "windows-1251", russian), "", russian, "windows-1251", true, 0},
		{"KOI8-R", encode(t, "koi8-r", russian), "", russian, "koi8-r", true, 0},
		{"Shift_JIS", encode(t, "shift_jis", japanese), "", japanese, "shift_jis", true, 0},
		{"EUC-JP", encode(t, "euc-jp", japanese), "", japanese, "euc-jp", true, 0},
		{"ISO-2022-JP", encode(t, "iso-2022-jp", japanese), "", japanese, "iso-2022-jp", true, 0},
		{"mostly UTF-8", []byte("“Yes”\xFF\xFE and – no\x80."), "", "“Yes”\uFFFD and – no\uFFFD.", "utf-8", false, 2},
		{"ASCII and rubbish", []byte("The town \xFF\xFE was quiet on Monday."), "", "The town \uFFFD was quiet on Monday.", "utf-8", true, 1},
		{"cut in a character", []byte("– no “yes”\xE2\x80"), "", "– no “yes”\uFFFD", "utf-8", false, 1},
	} {
		d, err := Decode(test.in, test.declared)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if d.Text != test.want || d.Encoding != test.encoding || d.Guessed != test.guessed || d.Replaced != test.replaced {
			t.Errorf("%s:\n got %q %s guessed=%v replaced=%d\nwant %q %s guessed=%v replaced=%d", test.name,
				d.Text, d.Encoding, d.Guessed, d.Replaced, test.want, test.encoding, test.guessed, test.replaced)
		}
		if d.Replaced > 0 && !strings.HasPrefix(d.Text[d.First:], "\uFFFD") {
			t.Errorf("%s: no replacement at byte %d", test.name, d.First)
		}
	}
}

func TestDecodeBinary(t *testing.T) {
	random := make([]byte, 4096)
	rand.New(rand.NewSource(1)).Read(random)
	for name, b := range map[string][]byte{
		"random bytes":    random,
		"zeros":           make([]byte, 1000),
		"one zero":        {0},
		"little integers": bytes.Repeat([]byte{1, 0, 0, 0, 7, 0, 0, 0}, 100),
		"program":         append([]byte("\x7FELF\x02\x01\x01\x00\x00\x00"), bytes.Repeat([]byte("\x00\x10\x48\x89\xE5"), 200)...),
		"marked rubbish":  append([]byte("\xEF\xBB\xBF"), random...),
		"high rubbish":    bytes.Repeat([]byte{0x81, 0x8D, 0xFF}, 100),
	} {
		if d, err := Decode(b, ""); !errors.Is(err, ErrBinary) {
			t.Errorf("%s: read as %s %.40q", name, d.Encoding, d.Text)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "plain", western, "\xFF\xFEa\x00", "caf\xE9", "\x1b$B\x00", "\xEF\xBB\xBFx", "\x00\x00\xFE\xFF\x00\x00\x00a"} {
		f.Add([]byte(s), "")
	}
	f.Add([]byte("\x83\x83"), "shift_jis")
	f.Add([]byte("~{"), "hz-gb-2312")
	f.Fuzz(func(t *testing.T, b []byte, declared string) {
		d, err := Decode(b, declared)
		if err != nil {
			return
		}
		if !utf8.ValidString(d.Text) {
			t.Fatalf("%q is not UTF-8", d.Text)
		}
		if d.Encoding == "" {
			t.Fatal("no encoding")
		}
		if d.Replaced > 0 && !strings.HasPrefix(d.Text[d.First:], "\uFFFD") {
			t.Fatalf("no replacement at byte %d", d.First)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	in := []byte(strings.Repeat(western, 1000))
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if _, err := Decode(in, ""); err != nil {
			b.Fatal(err)
		}
	}
}
