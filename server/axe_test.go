package server_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeFile is axe-core (Deque, MPL-2.0), which script/test takes from npm.
const axeFile = "testdata/axe/node_modules/axe-core/axe.min.js"

// loadAxe returns "" where axe-core is not installed.
func loadAxe(t *testing.T) string {
	source, err := os.ReadFile(axeFile)
	if err != nil {
		t.Log("left out: axe-core is not installed ('npm ci --prefix server/testdata/axe')")
	}
	return string(source)
}

// axe returns what axe-core holds against the page that is open: everything of
// serious or critical impact, by the rules of WCAG 2.2 AA and its own.
func (b *browser) axe(source string) []string {
	b.t.Helper()
	if source == "" {
		return nil
	}
	eval[bool](b, source+"\n;true")
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](`axe.run().then(r => r.violations
		.filter(v => v.impact == "serious" || v.impact == "critical")
		.map(v => v.id + ": " + v.help + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join("; ")))`,
		chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	return found
}

// TestAxe: the check finds what it should, a button without a name.
func TestAxe(t *testing.T) {
	source := loadAxe(t)
	if source == "" {
		t.Skip("left out: axe-core is not installed")
	}
	b := startBrowser(t)
	b.open("data:text/html,<html lang=en><title>T</title><main><h1>T</h1><button></button></main>")
	if got := fmt.Sprint(b.axe(source)); !strings.Contains(got, "button-name") {
		t.Errorf("a button without a name is let through: %s", got)
	}
}
