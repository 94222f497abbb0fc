package eval

import (
	"path/filepath"
	"testing"
)

// TestTolls holds the killed and injured of reports of shootings against the
// registry that people keep of them: of single reports, and of incidents with
// several, where the vote of the reports must be right more often than the
// first report is. Many reports count a whole weekend, and some are early, so 1
// cannot be reached.
func TestTolls(t *testing.T) {
	if testing.Short() {
		t.Skip("left out: reads 3,000 articles")
	}
	dir := needShared(t, "corpora", "gunviolence")
	articles := filepath.Join(dir, "articles.jsonl.gz")
	var got map[string]any
	scorer(t, analyze(t, articles, nil), &got, "score_registry.py", dir)
	scores := map[string]float64{}
	for _, measure := range []string{"killed", "injured"} {
		article, story := got[measure+"_article"].(map[string]any), got[measure+"_story"].(map[string]any)
		scores[measure+"_article"] = article["right"].(float64)
		scores[measure+"_vote"] = story["vote_right"].(float64)
		if vote, first := scores[measure+"_vote"], story["first_report_right"].(float64); vote <= first {
			t.Errorf("%s: the vote of several reports is right in %.4f of the incidents, the first report alone in %.4f", measure, vote, first)
		}
	}
	hold(t, "tolls", []string{articles, filepath.Join(dir, "registry.jsonl.gz")}, scores)
}
