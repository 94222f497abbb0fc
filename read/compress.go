package read

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// sniffed is how many bytes of a stream are looked at to tell what it holds:
// enough for the comments and declarations that may precede a root element.
const sniffed = 16 << 10

// windows is the largest zstd window that is opened; the command-line tool
// refuses larger ones too unless told otherwise.
const windows = 128 << 20

// damagedError is an error of a compressed stream, as against one of the disk.
type damagedError struct{ err error }

func (e damagedError) Error() string { return e.err.Error() }
func (e damagedError) Unwrap() error { return e.err }

// opened is the decompressors of a stream.
type opened struct {
	layers int
	zstds  []*zstd.Decoder
}

func (o *opened) close() {
	for _, z := range o.zstds {
		z.Close()
	}
}

// decompress opens what is packed with gzip or Zstandard, also when it was
// packed twice.
func decompress(br *bufio.Reader) (*bufio.Reader, *opened, error) {
	o := &opened{}
	for o.layers < 3 {
		magic, err := br.Peek(4)
		if err != nil && !errors.Is(err, io.EOF) {
			o.close()
			return nil, o, err
		}
		var unpacked io.Reader
		switch {
		case bytes.HasPrefix(magic, []byte{0x1F, 0x8B}):
			z, err := gzip.NewReader(br)
			if err != nil {
				o.close()
				return nil, o, damagedError{err}
			}
			unpacked = z
		case bytes.Equal(magic, []byte{0x28, 0xB5, 0x2F, 0xFD}):
			z, err := zstd.NewReader(br, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(windows))
			if err != nil {
				o.close()
				return nil, o, damagedError{err}
			}
			o.zstds = append(o.zstds, z)
			unpacked = z
		default:
			return br, o, nil
		}
		o.layers++
		br = bufio.NewReaderSize(damageReader{unpacked}, sniffed)
	}
	return br, o, nil
}

// damageReader marks the errors of a decompressor.
type damageReader struct{ in io.Reader }

func (d damageReader) Read(p []byte) (int, error) {
	n, err := d.in.Read(p)
	if err != nil && err != io.EOF {
		var damaged damagedError
		var path *fs.PathError
		if !errors.As(err, &damaged) && !errors.As(err, &path) && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
			err = damagedError{err}
		}
	}
	return n, err
}

// readError says why a stream broke off.
func readError(err error) *Error {
	var damaged damagedError
	if errors.As(err, &damaged) {
		detail := damaged.Error()
		if errors.Is(err, io.ErrUnexpectedEOF) {
			detail = "it ends early"
		}
		return fail(Damaged, detail, "get the file again").because(err)
	}
	return openError(err, "")
}

func tooLarge(limit int64) *Error {
	return fail(TooLarge, fmt.Sprintf("an article may have %s", bytesText(limit)), "split it, or raise the limit")
}

func bytesText(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
