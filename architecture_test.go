package parallax

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// layers says what each part of the tree may import of this module, from the
// bottom up, and why. The longest matching prefix decides.
var layers = []struct {
	dir  string
	may  []string // import path prefixes below "parallax/"
	why  string
	only string // "std": nothing outside the standard library either
}{
	{"news", nil, "the data model stands at the bottom, so that everything may import it", "std"},
	{"text", []string{"news", "text"}, "byte tools know the model at most", ""},
	{"model", []string{"news", "text", "nlp", "model"}, "trainers run the steps that come before the one they train", ""},
	{"model/train", []string{"", "news", "text", "nlp", "model", "read", "story"}, "a trainer writes what a model embeds, with that model's own encoder", ""},
	{"model/linear", []string{"model/table"}, "the learner knows nothing of news", ""},
	{"nlp", []string{"news", "text", "model"}, "analysers are siblings: they meet in the layers of a Doc, never in an import", ""},
	{"reuse", []string{"news", "text", "model"}, "copies are found in the layers of a Doc alone", ""},
	{"story", []string{"news", "text", "model"}, "which articles are one story is decided from the layers of each Doc alone", ""},
	{"compare", []string{"news", "text", "model", "compare/internal"}, "comparisons are siblings: they meet in the sections of a Report and share what lies below them", ""},
	{"compare/internal", []string{"news", "text", "model"}, "what comparisons share knows none of them", ""},
	{"read", []string{"news", "text", "fetch"}, "reading ends where the article begins", ""},
	{"fetch", []string{"news", "text"}, "the only code that touches the network knows nothing of analysis", ""},
	{"phrase", []string{"news", "text"}, "phrasing sees a finished report; what sends its request is handed in", ""},
	{"report", []string{"news", "text"}, "rendering shows what was found and finds nothing itself", ""},
	{"recent", nil, "a bound on memory serves whoever keeps something", "std"},
	{"library", []string{"", "news", "text", "story", "store/pack", "store/difference"}, "a library knows its store by the interface alone", ""},
	{"store", []string{"news", "text", "store"}, "a driver keeps what it is given and finds nothing itself", ""},
	{"eval", []string{"", "news", "read", "report", "nlp", "reuse", "model", "text", "story"}, "measuring uses the library as its users do", ""},
	{"watch", []string{"news", "read", "fetch", "library"}, "following feeds is fetching, reading and adding, in time", ""},
	{"desk", []string{"", "news", "report", "library", "recent"}, "what every door shows of a library is found in one place", ""},
	{"alert", []string{"news", "text", "report", "library", "desk", "fetch"}, "an alert compares what the desk knew with what it knows", ""},
	{"server/guard", []string{"news", "recent"}, "who may do what is decided before anything is asked of the library", ""},
	{"server/alerts", []string{"news", "report", "alert", "server/guard"}, "the pages of alerts show what they are told", ""},
	{"server", []string{"news"}, "the server puts parts together that do not know each other", ""},
	{"server/pages", []string{"", "news", "read", "report", "library", "desk", "watch", "recent"}, "pages ask the desk; who asks is told to them", ""},
	{"held", []string{"", "news", "text", "report", "library"}, "a sentence is looked for in what the library holds, by what compares articles", ""},
	{"server/metrics", []string{"desk", "watch"}, "what is counted is asked of the desk", ""},
	{"server/mcp", []string{"", "news", "report", "library", "desk", "held"}, "an assistant is told what the desk knows, in words of the sources", ""},
	{"server/api", []string{"", "alert", "news", "read", "report", "library", "watch", "desk", "held"}, "an API shows what the desk knows, in the shapes of the reports", ""},
	{"cmd", []string{"", "news", "read", "report", "story", "fetch", "phrase", "library", "store", "text", "watch", "desk", "alert", "server"}, "a command wires the library to flags and files", ""},
	{".", []string{"news", "nlp", "reuse", "story", "compare"}, "the façade lists the steps; input and output are the caller's", ""},
}

func TestImportsPointDown(t *testing.T) {
	files := token.NewFileSet()
	checked := 0
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(files, path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		rule := -1
		for i, l := range layers {
			if (dir == l.dir || strings.HasPrefix(dir, l.dir+"/")) && (rule < 0 || len(l.dir) > len(layers[rule].dir)) {
				rule = i
			}
		}
		if rule < 0 {
			t.Errorf("%s: folder %s is in no layer: give it one in architecture_test.go", path, dir)
			return nil
		}
		l := layers[rule]
		for _, spec := range f.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			checked++
			if name != "parallax" && !strings.HasPrefix(name, "parallax/") {
				if l.only == "std" && strings.Contains(strings.Split(name, "/")[0], ".") {
					t.Errorf("%s imports %s: %s", path, name, l.why)
				}
				continue
			}
			target := strings.TrimPrefix(strings.TrimPrefix(name, "parallax"), "/")
			if !allowed(dir, target, l.may) {
				t.Errorf("%s imports %s: %s", path, name, l.why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if checked < 20 {
		t.Fatalf("only %d imports were seen: the walk is broken", checked)
	}
}

func allowed(dir, target string, may []string) bool {
	if strings.HasPrefix(target, dir+"/") || target == dir {
		return true // a package's own inner folders
	}
	for _, m := range may {
		if target == m || m != "" && strings.HasPrefix(target, m+"/") {
			return true
		}
	}
	return false
}

func TestPipelineOrder(t *testing.T) {
	if _, err := New(Options{}); err != nil {
		t.Fatal(err)
	}
	late := []Step[int]{{Name: "late", Needs: []Layer{Tokens}, Gives: []Layer{Names}}}
	if err := checkOrder(late, map[Layer]bool{}); err == nil || !strings.Contains(err.Error(), `"late" needs layer "tokens"`) {
		t.Errorf("a step whose need nobody gives is let through: %v", err)
	}
	twice := []Step[int]{{Name: "one", Gives: []Layer{Names}}, {Name: "two", Gives: []Layer{Names}}}
	if err := checkOrder(twice, map[Layer]bool{}); err == nil || !strings.Contains(err.Error(), "has an owner already") {
		t.Errorf("two owners of one layer are let through: %v", err)
	}
}
