package server_test

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestAlertPages sets a rule in a browser, sees what it tells of, makes the
// address of a feed and drops the rule.
func TestAlertPages(t *testing.T) {
	b := startBrowser(t)
	s := open(t)
	b.screen(1280, false)
	b.open(s.URL + "/")
	b.click(`.menu a[href="/alerts"]`)
	b.sees("main", "No rule is set yet")
	b.do(chromedp.SendKeys(chromedp.CSS("#place"), "Calder Bay"), chromedp.Click(chromedp.CSS("input[name=conflict]")),
		chromedp.SendKeys(chromedp.CSS("#webhook"), "https://hooks.example/desk"), chromedp.SendKeys(chromedp.CSS("#name"), "The bay"))
	b.click(`form[action="/alerts/add"] button`)
	b.sees("h1", "The bay")
	b.sees("main", "whsec_")
	b.sees("main", "a story in Calder Bay that has a conflict")
	time.Sleep(1100 * time.Millisecond) // a rule tells of what arrives after the second it was made in
	s.add(ferry())
	b.open(s.URL + "/alerts")
	b.sees("main", "against")
	b.click(`main a[href^="/alerts/"]`)
	b.sees("main", "waiting") // nobody delivers here
	b.click(`form[action$="/test"] button`)
	b.sees("main", "A test is on its way")
	rule := eval[string](b, "location.pathname")
	for _, size := range []int64{390, 1280} {
		for _, dark := range []bool{false, true} {
			b.screen(size, dark)
			for name, path := range map[string]string{"alerts": "/alerts", "alert": rule} {
				b.open(s.URL + path)
				b.picture(name)
				for _, bad := range eval[[]string](b, accessible) {
					t.Errorf("%s, %d wide, dark %v: %s", path, size, dark, bad)
				}
			}
		}
	}
	b.open(s.URL + "/alerts")
	b.click(`form[action="/alerts/feed"] button`)
	b.sees("#feed code", "/alerts/feed.atom?token=")
	b.open(s.URL + rule)
	b.click(`form[action$="/switch"] button`)
	b.sees("main", "This rule is off: switched off by hand.")
	b.click(`form[action$="/drop"] button`)
	b.sees("main", "The rule is dropped.")
	b.quiet()
}
