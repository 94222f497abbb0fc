package read

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// input reads one argument: "-", an address, a directory or a file.
func (r *reader) input(name string) bool {
	if !r.going() {
		return false
	}
	switch {
	case name == "-":
		if r.opts.Stdin == nil {
			return r.error(fail(Unreadable, "there is no standard input", ""), name)
		}
		if !r.first("-") {
			return r.error(skip(GivenTwice, ""), name)
		}
		return r.stream(source{name: name, base: baseOf(name)}, r.opts.Stdin, -1)
	case isAddress(name):
		return r.fetch(name)
	}
	info, err := os.Stat(name)
	if err != nil {
		return r.error(openError(err, name), name)
	}
	if info.IsDir() {
		return r.directory(name)
	}
	return r.file(name, info, false)
}

func isAddress(name string) bool {
	scheme, _, ok := strings.Cut(name, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// first reports whether this is the first time that the run meets a source.
func (r *reader) first(key string) bool {
	if _, again := r.seen[key]; again {
		return false
	}
	r.seen[key] = struct{}{}
	return true
}

// file reads one file, which may be a pipe when the user names it.
func (r *reader) file(name string, info fs.FileInfo, walked bool) bool {
	if info.Mode().IsRegular() && !r.first(realPath(name)) {
		return r.error(skip(GivenTwice, ""), name)
	}
	f, err := os.Open(name)
	if err != nil {
		return r.error(openError(err, name), name)
	}
	defer f.Close()
	size := int64(-1)
	if info.Mode().IsRegular() {
		size = info.Size()
	}
	return r.stream(source{name: name, base: baseOf(name), walked: walked}, f, size)
}

// realPath is what tells that two names are one file.
func realPath(name string) string {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	if abs, err := filepath.Abs(name); err == nil {
		name = abs
	}
	return name
}

// directory reads every file below dir, in the order of names.
func (r *reader) directory(dir string) bool {
	heard, passed := r.heard, false
	going := true
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		var passOver *Error
		switch {
		case !r.going():
			going = false
			return fs.SkipAll
		case err != nil:
			going = r.error(openError(err, name), name)
			if entry != nil && entry.IsDir() {
				return skipIf(going, fs.SkipDir)
			}
			return skipIf(going, nil)
		case name == dir:
			return nil
		case strings.HasPrefix(entry.Name(), "."):
			passOver = skip(Hidden, "")
		case entry.IsDir():
			return nil
		}
		if passOver == nil {
			info, err := os.Stat(name) // follows a link
			switch {
			case err != nil:
				going = r.error(openError(err, name), name)
				return skipIf(going, nil)
			case info.IsDir():
				passOver = skip(Special, "a link to a directory, which could lead in circles")
			case !info.Mode().IsRegular():
				passOver = skip(Special, "")
			default:
				passed = true // for what it holds, when it gives nothing
				going = r.file(name, info, true)
				return skipIf(going, nil)
			}
		}
		passed = true
		going = r.error(passOver, name)
		if entry.IsDir() {
			return skipIf(going, fs.SkipDir)
		}
		return skipIf(going, nil)
	})
	if err != nil && going {
		going = r.error(openError(err, dir), dir)
	}
	if going && r.heard == heard {
		detail := "it has no files"
		if passed {
			detail = "all files in it were passed over"
		}
		going = r.error(fail(NoInput, detail, "name a directory with text, HTML or JSON files"), dir)
	}
	return going
}

func skipIf(going bool, otherwise error) error {
	if !going {
		return fs.SkipAll
	}
	return otherwise
}

// fetch reads the document at an address.
func (r *reader) fetch(address string) bool {
	if !r.first(address) {
		return r.error(skip(GivenTwice, ""), address)
	}
	if r.opts.Fetch == nil {
		return r.error(fail(NotFetched, "the network is not used", "save the page to a file"), address)
	}
	body, contentType, final, err := r.opts.Fetch(r.ctx, address)
	if err != nil {
		e := fail(NotFetched, err.Error(), "").because(err)
		return r.error(e, address)
	}
	if final == "" {
		final = address
	}
	src := source{name: address, base: baseOf(address), address: final, contentType: contentType}
	return r.stream(src, bytes.NewReader(body), int64(len(body)))
}

// openError says why a file cannot be opened.
func openError(err error, name string) *Error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		remedy := "check the path"
		if strings.Contains(name, ".") && !strings.ContainsAny(name, " \\") && strings.Contains(name, "/") && !strings.HasPrefix(name, "/") && !strings.HasPrefix(name, ".") {
			remedy = "check the path; an address starts with https://"
		}
		return fail(NotFound, "no such file or directory", remedy).because(err)
	case errors.Is(err, fs.ErrPermission):
		return fail(Unreadable, "permission denied", "check the file's permissions").because(err)
	}
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return fail(Unreadable, pathErr.Err.Error(), "").because(err)
	}
	return fail(Unreadable, err.Error(), "").because(err)
}
