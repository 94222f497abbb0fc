package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"parallax/alert"
	"parallax/news"
	"parallax/watch"
)

// faultDetail is all that a caller is told of a fault of the program.
const faultDetail = "something went wrong here; the log of the server says what"

// problem turns an error of the library into one that a caller can act on.
func (a *API) problem(err error) error {
	var known huma.StatusError
	detail := func(status int) error { return huma.NewError(status, err.Error()) }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.Is(err, news.ErrNotFound):
		return detail(http.StatusNotFound)
	case errors.Is(err, news.ErrQuery), errors.Is(err, news.ErrDecision), errors.Is(err, watch.ErrAddress), errors.Is(err, alert.ErrRule):
		return detail(http.StatusUnprocessableEntity)
	case errors.Is(err, news.ErrBusyStore):
		return huma.ErrorWithHeaders(detail(http.StatusServiceUnavailable), http.Header{"Retry-After": {"5"}})
	case errors.Is(err, news.ErrFullStore):
		return detail(http.StatusInsufficientStorage)
	case errors.Is(err, context.DeadlineExceeded):
		return huma.NewError(http.StatusServiceUnavailable, "this takes too long: ask for less at once")
	case errors.Is(err, context.Canceled):
		const gone = 499 // the caller has hung up: nobody reads it
		return huma.NewError(gone, "the request was ended")
	}
	a.opts.Errors(err)
	return huma.NewError(http.StatusInternalServerError, faultDetail)
}

// shortValues keeps what was sent from coming back whole in every error.
func shortValues(_ huma.Context, _ string, v any) (any, error) {
	const most = 100 // bytes
	if e, ok := v.(*huma.ErrorModel); ok {
		for _, one := range e.Errors {
			text, isText := one.Value.(string)
			if !isText && one.Value != nil {
				if b, err := json.Marshal(one.Value); err == nil && len(b) > most {
					text, isText = string(b), true
				}
			}
			if isText && len(text) > most {
				text = text[:most]
				for !utf8.ValidString(text) && len(text) > most-utf8.UTFMax {
					text = text[:len(text)-1]
				}
				one.Value = text + "…"
			}
		}
	}
	return v, nil
}

func writeProblem(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(huma.NewError(status, detail))
}

// refuse answers for paths and methods that there are not; handler is the
// standard library's, which knows the methods that there are.
func refuse(w http.ResponseWriter, r *http.Request, handler http.Handler) {
	said := httptest.NewRecorder()
	handler.ServeHTTP(said, r)
	switch allow := said.Header().Get("Allow"); {
	case said.Code == http.StatusMethodNotAllowed:
		w.Header().Set("Allow", allow)
		writeProblem(w, said.Code, "this address answers to "+allow)
	default:
		writeProblem(w, http.StatusNotFound, "there is nothing at this address: "+Prefix+"/openapi.json says what there is")
	}
}

// readBody reads the body of a request before anything is done with it, and
// reports whether to go on. A body must say that it is JSON: a form on a page
// elsewhere cannot, so that no other site speaks with a reader's rights.
func readBody(w http.ResponseWriter, r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead || r.Body == nil || r.Body == http.NoBody {
		return true
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); r.ContentLength != 0 && (err != nil || kind != "application/json" && !strings.HasSuffix(kind, "+json")) {
		writeProblem(w, http.StatusUnsupportedMediaType, "send the body as application/json")
		return false
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		writeProblem(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("a request may have %d bytes", maxBody))
		return false
	case err != nil:
		writeProblem(w, http.StatusBadRequest, "the body broke off")
		return false
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return true
}
