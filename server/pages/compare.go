package pages

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"io"
	"iter"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"parallax"
	"parallax/news"
	"parallax/read"
	"parallax/report"
)

// Limits of what a visitor may hand over to be compared. It is read, compared, shown and forgotten.
const (
	mostComparisons  = 2        // at the same time, of stories too; the others wait
	compareBytes     = 16 << 20 // of one request
	compareArticles  = 60
	compareAddresses = 12
	compareTime      = 60 * time.Second
	pasteFields      = 4
)

type comparePage struct {
	Fields           []pasted
	Addresses        string
	Fetches          bool
	MostAddresses    int
	Headline         string
	Summary          string
	Body             template.HTML
	Failures         []string
	Done             bool
	MostBytes        int
	MostArticles     int
	NothingToCompare string
}

type pasted struct {
	N            int
	Text, Outlet string
}

func (p *Pages) newComparePage() comparePage {
	page := comparePage{Fetches: p.opts.Fetch != nil, MostAddresses: compareAddresses, MostBytes: compareBytes >> 20, MostArticles: compareArticles}
	for n := range pasteFields {
		page.Fields = append(page.Fields, pasted{N: n + 1})
	}
	return page
}

func (p *Pages) compareForm(w http.ResponseWriter, r *http.Request) error {
	return p.render(w, r, http.StatusOK, "compare", frame{Title: "Compare", Here: "/compare", Page: p.newComparePage()})
}

// compare reads what was pasted, dropped or named, and shows the report.
func (p *Pages) compare(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, compareBytes+1<<16)
	err := r.ParseMultipartForm(8 << 20) // the rest waits in a file
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large), formSize(r) > compareBytes: // the guard may have read the form already
		return &problem{http.StatusRequestEntityTooLarge, fmt.Sprintf("That is more than %d MB: compare it with the command \"parallax compare\".", compareBytes>>20)}
	case err != nil && !errors.Is(err, http.ErrNotMultipart):
		return wrong("The form could not be read.")
	}
	defer func() {
		if r.MultipartForm != nil {
			r.MultipartForm.RemoveAll()
		}
	}()
	ctx, cancel := context.WithTimeout(r.Context(), compareTime)
	defer cancel()
	page := p.newComparePage()
	page.Done = true
	page.Addresses = r.PostFormValue("addresses")
	texts, outlets := r.PostForm["text"], r.PostForm["outlet"]
	page.Fields = nil
	for i := range max(len(texts), pasteFields) {
		one := pasted{N: i + 1}
		if i < len(texts) {
			one.Text = texts[i]
		}
		if i < len(outlets) {
			one.Outlet = outlets[i]
		}
		page.Fields = append(page.Fields, one)
	}
	done, err := p.turn(ctx)
	if err != nil {
		return err
	}
	defer done()
	rep, err := p.opts.Parallax.Compare(ctx, p.handedOver(ctx, r, &page))
	switch {
	case ctx.Err() != nil:
		return &problem{http.StatusServiceUnavailable, "This takes too long here: compare it with the command \"parallax compare\"."}
	case rep == nil && errors.Is(err, parallax.ErrNoArticles), rep != nil && len(rep.Articles) == 0:
		page.NothingToCompare = "There is nothing to compare yet: paste two texts, choose files or name addresses."
		return p.render(w, r, http.StatusUnprocessableEntity, "compare", frame{Title: "Compare", Here: "/compare", Page: page})
	case rep == nil:
		return err
	case err != nil:
		page.Failures = append(page.Failures, sentence(err.Error()))
	}
	f, err := report.NewFragment(rep, report.FragmentOptions{})
	if err != nil {
		return err
	}
	page.Headline, page.Summary, page.Body = f.Headline, f.Summary, f.Body
	return p.render(w, r, http.StatusOK, "compare", frame{Title: "Comparison: " + f.Headline, Here: "/compare", Page: page})
}

// turn waits until there is room for one more comparison. Pages that need none go on meanwhile.
func (p *Pages) turn(ctx context.Context) (done func(), err error) {
	select {
	case p.busy <- struct{}{}:
		return func() { <-p.busy }, nil
	case <-ctx.Done():
		return nil, &problem{http.StatusServiceUnavailable, "Too many comparisons are under way. Try again in a minute."}
	}
}

// handedOver yields the articles of a request; what cannot be read is noted on the page.
func (p *Pages) handedOver(ctx context.Context, r *http.Request, page *comparePage) iter.Seq2[news.Article, error] {
	failed := func(err error) { page.Failures = append(page.Failures, sentence(err.Error())) }
	options := read.Options{MaxBytes: compareBytes}
	return func(yield func(news.Article, error) bool) {
		ids := map[string]bool{}
		n := 0
		take := func(all iter.Seq2[news.Article, error], outlet string) bool {
			for a, err := range all {
				if err != nil {
					failed(err)
					continue
				}
				if n++; n > compareArticles {
					failed(fmt.Errorf("only the first %d articles are compared here", compareArticles))
					return false
				}
				for base, k := a.ID, 2; ids[a.ID]; k++ {
					a.ID = fmt.Sprintf("%s-%d", base, k)
				}
				ids[a.ID] = true
				if outlet != "" {
					a.Publisher, a.Outlet = outlet, outlet
				}
				if !yield(a, nil) {
					return false
				}
			}
			return true
		}
		for _, one := range page.Fields {
			if strings.TrimSpace(one.Text) == "" {
				continue
			}
			text := strings.ReplaceAll(one.Text, "\r\n", "\n") // as browsers send it
			if !take(read.Bytes(ctx, fmt.Sprintf("text-%d", one.N), []byte(text), "", "", options), strings.TrimSpace(bounded(one.Outlet))) {
				return
			}
		}
		if r.MultipartForm != nil {
			for _, h := range r.MultipartForm.File["files"] {
				b, err := uploaded(h)
				if err != nil {
					failed(fmt.Errorf("%s: %w", h.Filename, err))
					continue
				}
				if len(b) > 0 && !take(read.Bytes(ctx, h.Filename, b, "", "", options), "") {
					return
				}
			}
		}
		addresses := strings.Fields(page.Addresses)
		if len(addresses) > 0 && p.opts.Fetch == nil {
			failed(errors.New("addresses are not fetched here"))
			return
		}
		if len(addresses) > compareAddresses {
			failed(fmt.Errorf("only the first %d addresses are fetched here", compareAddresses))
			addresses = addresses[:compareAddresses]
		}
		for _, address := range addresses {
			if web(address) == "" { // a path would be read from this machine
				failed(fmt.Errorf("%s: only http and https addresses are fetched", address))
				continue
			}
			fetching := options
			fetching.Fetch = p.opts.Fetch
			if !take(read.Open(ctx, []string{address}, fetching), "") {
				return
			}
		}
	}
}

// formSize is how much a form holds.
func formSize(r *http.Request) (n int64) {
	for _, values := range r.PostForm {
		for _, v := range values {
			n += int64(len(v))
		}
	}
	if r.MultipartForm != nil {
		for _, all := range r.MultipartForm.File {
			for _, h := range all {
				n += h.Size
			}
		}
	}
	return n
}

func uploaded(h *multipart.FileHeader) ([]byte, error) {
	f, err := h.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}
