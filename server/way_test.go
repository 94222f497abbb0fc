package server_test

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"parallax/news"
	"parallax/read"
	"parallax/server/guard"
)

//go:embed testdata/accessible.js
var accessible string

// click clicks what sel selects and waits for the page that comes of it.
func (b *browser) click(sel string) {
	b.t.Helper()
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(chromedp.CSS(sel))); err != nil {
		b.t.Fatalf("click %s: %v", sel, err)
	}
}

// sees fails unless the words stand in what is shown under sel.
func (b *browser) sees(sel, words string) {
	b.t.Helper()
	got := eval[string](b, fmt.Sprintf(`[...document.querySelectorAll(%q)].map(e => e.innerText).join("\n")`, sel))
	if !strings.Contains(strings.Join(strings.Fields(got), " "), words) {
		b.t.Fatalf("%s: %q is not in %s: %.400s", eval[string](b, "location.pathname + location.search"), words, sel, got)
	}
}

// quiet fails if the browser has complained.
func (b *browser) quiet() {
	b.t.Helper()
	b.quietBut("-")
}

// quietBut lets complaints with these words pass.
func (b *browser) quietBut(words string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.complaints {
		if !strings.Contains(c, words) {
			b.t.Errorf("the browser says: %s", c)
		}
	}
	b.complaints = nil
}

func (b *browser) wait(expression string) {
	b.t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if eval[bool](b, expression) {
			return
		}
	}
	b.t.Fatalf("%s: %s does not come true", eval[string](b, "location.href"), expression)
}

func ferryFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "examples", "ferry", "*"))
	if err != nil || len(files) < 5 {
		t.Fatalf("the example has %d files: %v", len(files), err)
	}
	for i := range files {
		if files[i], err = filepath.Abs(files[i]); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestWay goes the way of a user through every page, in a browser.
func TestWay(t *testing.T) {
	b := startBrowser(t)
	s := open(t)
	b.screen(1280, false)

	// An empty library says what to do.
	b.open(s.URL + "/")
	b.sees("main", "The library has no stories yet")
	b.click(`main a[href="/add"]`)
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#files"), ferryFiles(t)))
	b.click(`form[action="/add/files"] button`)
	b.sees("main", "5 articles added")
	s.settle()

	// Find it and open it.
	b.click(`.menu a[href="/"]`)
	b.sees(".story", "3 conflicts")
	b.sees(".story .sharpest", "passengers")
	b.click(".story h2 a")
	b.sees("h1", "Calder Bay")

	// A citation opens the sentence in place, and leads on to the article.
	b.do(chromedp.Click(chromedp.CSS("#brief .cite")))
	b.wait(`document.querySelector(".cited :popover-open") !== null`)
	b.sees(".cited :popover-open", "Saint Orsa was on its way")
	b.picture("way-citation")
	b.click(".cited :popover-open a")
	if at := eval[string](b, "location.hash"); !strings.HasPrefix(at, "#s") {
		t.Errorf("the citation leads to %q, not to a sentence", at)
	}
	b.sees(":target", "Saint Orsa was on its way")
	b.picture("way-article")
	// The layers of the text can be switched.
	shadow := `getComputedStyle(document.querySelector(".layered .figures")).boxShadow`
	b.wait(shadow + ` !== "none"`)
	b.do(chromedp.Click(chromedp.CSS("#layer-figures")))
	b.wait(shadow + ` === "none"`)

	// See a difference.
	b.open(s.URL + "/story/1")
	b.sees("#glance tr.conflict", "about 260")
	b.sees("#glance tr.conflict", "at least 230")
	b.sees("#claims", "denied")
	b.sees("#quotes mark", "We are doing")
	if n := eval[int](b, `document.querySelectorAll("svg.rungs, .history svg, .graph svg").length`); n < 5 {
		t.Errorf("the story has %d drawings", n)
	}

	// Search, and a speaker.
	b.do(chromedp.SendKeys(chromedp.CSS("#find"), "sandbank"))
	b.click(".find button")
	b.sees("mark", "sandbank")
	b.sees("main", "Dovan calls off Calder Bay visit")
	b.open(s.URL + "/speaker?name=Reyl")
	b.sees("blockquote", "the water is very cold")
	b.open(s.URL + "/outlets")
	b.click(`main a[href^="/outlet/"]`)
	b.sees(".numbers", "articles")
	b.picture("way-outlet")

	// Split an article off, then merge it back.
	b.open(s.URL + "/story/1/order")
	b.do(chromedp.Click(chromedp.CSS(`.choose li:nth-child(2) input`)))
	b.do(chromedp.SendKeys(chromedp.CSS("#note-split"), "another event"))
	b.click(`form[action="/story/1/split"] p:not(.field) button`)
	b.sees("h1", "Eleven die as ferry overturns")
	split := strings.TrimPrefix(eval[string](b, "location.pathname"), "/story/")
	s.settle()
	b.open(s.URL + "/story/1")
	b.sees(".summary", "4 reports")
	b.open(s.URL + "/story/1/order")
	b.do(chromedp.SendKeys(chromedp.CSS("#with"), "s"+split))
	b.click(`form[action="/story/1/merge"] button`)
	b.sees(".summary", "5 reports")
	b.open(s.URL + "/story/" + split)
	if at := eval[string](b, "location.pathname"); at != "/story/1" {
		t.Errorf("a merged story is shown at %s", at)
	}
	s.settle()
	b.open(s.URL + "/story/1/order")
	b.sees("main", "another event")

	// Compare pasted texts: nothing of them is kept.
	before, err := s.Library.Store().Counts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	b.open(s.URL + "/compare")
	b.do(chromedp.SendKeys(chromedp.CSS("#text-1"), "Mill fire\n\nThree people were injured when a mill burned in Osthal on Monday, police said.\n"),
		chromedp.SendKeys(chromedp.CSS("#outlet-1"), "Osthal Post"),
		chromedp.SendKeys(chromedp.CSS("#text-2"), "Fire at Osthal mill\n\nNine people were injured when a mill burned in Osthal on Monday, the fire brigade said.\n"))
	b.click("button.main")
	b.sees("main", "2 reports")
	b.sees("main", "Osthal Post")
	b.picture("way-compared")
	b.do(chromedp.Click(chromedp.CSS("#brief .cite")))
	b.wait(`document.querySelector(".cited :popover-open") !== null`)
	if after, err := s.Library.Store().Counts(context.Background()); err != nil || after.Articles != before.Articles {
		t.Errorf("comparing changed the library: %v, %v", after, err)
	}

	// News while the page is open.
	b.open(s.URL + "/")
	b.wait(`"open" in document.getElementById("live").dataset`)
	s.add(read.Bytes(context.Background(), "late", []byte("Ferry captain charged\n\nThe captain of the ferry Saint Orsa, which sank off Calder Bay, was charged on Saturday. Nineteen people died when the Saint Orsa overturned on the way to Lunn, coast guard commander Tomas Reyl said.\n"), "", "", read.Options{}))
	b.wait(`document.querySelector("#live p") !== null`)
	b.picture("way-live")

	// Dark on request, without a script's help.
	b.click(`footer button[value=dark]`)
	if c := eval[string](b, `getComputedStyle(document.body).backgroundColor`); c != "rgb(22, 24, 27)" {
		t.Errorf("dark is %s", c)
	}
	b.quiet()
}

// TestKeys goes with the keyboard alone.
func TestKeys(t *testing.T) {
	b := startBrowser(t)
	s := open(t)
	s.add(ferry())
	b.screen(1280, false)
	b.open(s.URL + "/")
	b.do(chromedp.KeyEvent("\t"))
	if got := eval[string](b, "document.activeElement.className"); got != "skip" {
		t.Errorf("the first stop is %q, not the link to the content", got)
	}
	for range 12 {
		b.do(chromedp.KeyEvent("\t"))
		if !eval[bool](b, `document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle !== "none"`) {
			t.Errorf("the focus does not show at %s", eval[string](b, "document.activeElement.outerHTML.slice(0, 80)"))
		}
	}
	b.open(s.URL + "/")
	b.wait(`document.documentElement.classList.contains("scripted")`)
	b.do(chromedp.KeyEvent("j"))
	b.wait(`document.activeElement.pathname === "/story/1"`)
	b.do(chromedp.KeyEvent("/"))
	b.wait(`document.activeElement.id === "find"`)
	b.quiet()
}

// TestWithoutScript goes the same way in a browser that runs none.
func TestWithoutScript(t *testing.T) {
	b := startBrowser(t)
	s := open(t)
	s.add(ferry())
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.screen(390, false)
	b.open(s.URL + "/")
	if eval[bool](b, `document.documentElement.classList.contains("scripted")`) {
		t.Fatal("the browser runs scripts")
	}
	b.click(".story h2 a")
	b.do(chromedp.Click(chromedp.CSS("#brief .cite")))
	b.wait(`document.querySelector(".cited :popover-open") !== null`)
	b.sees(".cited :popover-open", "Saint Orsa was on its way")
	b.picture("phone-citation")
	b.click(".cited :popover-open a")
	b.sees(":target", "Saint Orsa was on its way")
	b.do(chromedp.Click(chromedp.CSS("#layer-names")))
	b.wait(`getComputedStyle(document.querySelector(".layered .names")).borderBottomStyle === "dotted"`)
	b.do(chromedp.SendKeys(chromedp.CSS("#find"), "sandbank"))
	b.click(".find button")
	b.sees("mark", "sandbank")
	b.open(s.URL + "/compare")
	b.do(chromedp.SendKeys(chromedp.CSS("#text-1"), "Fire at Osthal\n\nNine people died in the fire at Osthal on Monday, police said.\n"))
	b.click("button.main")
	b.sees("main", "1 report")
	b.quiet()
}

// TestAccessible looks at every page, narrow and wide, light and dark.
func TestAccessible(t *testing.T) {
	b := startBrowser(t)
	axe := loadAxe(t)
	s := open(t)
	s.add(ferry())
	edit(t, s)
	for _, size := range []int64{390, 1280} {
		for _, dark := range []bool{false, true} {
			b.screen(size, dark)
			for _, path := range []string{"/", "/?disputed", "/story/1", "/story/1?all", "/story/1?since=2020-01-01", "/story/1/order", "/article/edited", "/article/edited?against=1",
				"/search?q=ferry", "/search", "/speaker?name=Reyl", "/outlets", "/outlet/maraviaobserver.example", "/compare", "/add", "/nothing"} {
				b.open(s.URL + path)
				b.picture(fmt.Sprintf("page-%d-%v-%s", size, dark, strings.NewReplacer("/", "_", "?", "_").Replace(path)))
				for _, bad := range append(eval[[]string](b, accessible), b.axe(axe)...) {
					t.Errorf("%s, %d wide, dark %v: %s", path, size, dark, bad)
				}
			}
		}
	}
	b.quietBut("404 (Not Found)")
}

// edit adds an article whose text changes later.
func edit(t *testing.T, s *site) {
	t.Helper()
	for i, toll := range []string{"Three people died", "Four people died"} {
		if i > 0 {
			time.Sleep(1100 * time.Millisecond) // the library counts in seconds
		}
		a := news.Article{ID: "edited", Title: "Bridge falls at Osthal", URL: "https://post.example/bridge", Outlet: "post.example", Publisher: "Osthal Post",
			Published: news.Published{At: "2026-05-12T10:00:00Z", From: news.FromMetadata},
			Text:      "Bridge falls at Osthal\n\n" + toll + " when a bridge fell at Osthal on Tuesday, mayor Ida Lorn said.\n\n\"It fell at once,\" Lorn said.\n"}
		s.add(func(yield func(news.Article, error) bool) { yield(a, nil) })
	}
}

// TestSignIn tries to come in where one has to sign in.
func TestSignIn(t *testing.T) {
	b := startBrowser(t)
	s := open(t)
	s.add(ferry())
	accounts := guard.Accounts{Store: s.Library.Store()}
	for name, role := range map[string]guard.Role{"ida": guard.Reader, "leo": guard.Editor} {
		if err := accounts.Add(context.Background(), name, role, "a long enough word", false); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(1100 * time.Millisecond) // the guard takes notice within a second
	b.screen(1280, false)
	b.open(s.URL + "/story/1")
	if at := eval[string](b, "location.pathname"); at != "/signin" {
		t.Fatalf("a stranger sees %s", at)
	}
	for _, bad := range eval[[]string](b, accessible) {
		t.Errorf("sign in: %s", bad)
	}
	b.quiet()
	signIn := func(name, password string) {
		b.do(chromedp.SetValue(chromedp.CSS("#name"), name), chromedp.SetValue(chromedp.CSS("#password"), password))
		b.click("form.signin button")
	}
	signIn("ida", "a wrong word")
	b.sees("main", "Name or password is wrong")
	b.picture("way-signin")
	signIn("ida", "a long enough word")
	if at := eval[string](b, "location.pathname"); at != "/story/1" {
		t.Fatalf("signed in, one comes to %s", at)
	}
	b.sees("footer", "Signed in as ida")
	b.open(s.URL + "/story/1/order")
	b.sees("main", "needs an account of an editor")
	// A reader compares, but adds nothing.
	b.open(s.URL + "/add")
	if eval[bool](b, `document.querySelector("main form") !== null`) {
		t.Error("a reader is offered to add")
	}
	b.click(`form[action="/signout"] button`)
	b.open(s.URL + "/")
	if at := eval[string](b, "location.pathname"); at != "/signin" {
		t.Errorf("signed out, one still sees %s", at)
	}
	signIn("leo", "a long enough word")
	b.open(s.URL + "/story/1/order")
	b.sees("h1", "Merge, split, move")
}

// TestHostile opens an article whose words try to get out of the page.
func TestHostile(t *testing.T) {
	b := startBrowser(t)
	s := open(t)
	s.add(hostile())
	b.screen(1280, false)
	for _, path := range hostilePaths(t, s) {
		b.open(s.URL + path)
		if eval[bool](b, `window.hacked === true`) {
			t.Errorf("%s: the words of an article ran", path)
		}
	}
	b.quietBut("404 (Not Found)")
}

// TestPrint looks at a story on paper: the cited sentences stand at the end.
func TestPrint(t *testing.T) {
	b := startBrowser(t)
	s := open(t)
	s.add(ferry())
	b.open(s.URL + "/story/1")
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	b.sees(".cited", "Saint Orsa was on its way")
	if eval[bool](b, `["header.desk", ".actions", "nav.sections", "footer form"].some(sel => document.querySelector(sel)?.checkVisibility())`) {
		t.Error("a menu or form stands on paper")
	}
	b.picture("print")
	paper, err := chromedp.Run(b.ctx, chromedp.PrintToPDF())
	if err != nil {
		t.Fatal(err)
	}
	if len(paper) < 20_000 {
		t.Errorf("a story on paper has %d bytes", len(paper))
	}
	if folder := os.Getenv("PARALLAX_SCREENS"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, "story.pdf"), paper, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b.quiet()
}
