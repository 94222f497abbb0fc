package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// An output is where a command prints. A file that --output names is replaced
// only when the command has done its work: a failed run leaves the old one.
type output struct {
	io.Writer
	file *os.File // nil for standard output
	path string   // renamed to at the end, "" when written in place
}

func openOutput(stdout io.Writer, path string) (*output, error) {
	if path == "" {
		return &output{Writer: stdout}, nil
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		file, err := os.OpenFile(path, os.O_WRONLY, 0) // a pipe or a device
		if err != nil {
			return nil, fmt.Errorf("--output: %w", err)
		}
		return &output{Writer: file, file: file}, nil
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return nil, fmt.Errorf("--output %s: %w", path, err)
	}
	return &output{Writer: file, file: file, path: path}, nil
}

// keep closes the file and puts it in its place.
func (o *output) keep() error {
	if o.file == nil {
		return nil
	}
	if err := o.file.Close(); err != nil {
		return fmt.Errorf("--output: %w", err)
	}
	if o.path == "" {
		return nil
	}
	const mode = 0o644 // a report is no secret; CreateTemp makes 0600
	if err := os.Chmod(o.file.Name(), mode); err != nil {
		return fmt.Errorf("--output: %w", err)
	}
	if err := os.Rename(o.file.Name(), o.path); err != nil {
		return fmt.Errorf("--output: %w", err)
	}
	return nil
}

// discard removes what has been written.
func (o *output) discard() {
	if o.file == nil {
		return
	}
	o.file.Close()
	if o.path != "" {
		os.Remove(o.file.Name())
	}
}
