package read

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// errBreak stands in a stream of members where one is damaged: what was begun
// is lost, and the next member follows.
var errBreak = errors.New("a packed record is damaged")

var gzipMagic = []byte{0x1F, 0x8B, 0x08}

// archiveOf returns the records of a web archive, unpacked; false when the
// stream is none. Archives pack each record by itself, so that one which is
// damaged costs no other.
func archiveOf(raw *bufio.Reader) (*bufio.Reader, func(), bool) {
	head, _ := raw.Peek(sniffed)
	isArchive := func(s []byte) bool {
		return bytes.HasPrefix(s, []byte("WARC/")) || bytes.HasPrefix(s, []byte("filedesc://"))
	}
	first := make([]byte, 16)
	switch {
	case isArchive(head):
		return raw, func() {}, true
	case bytes.HasPrefix(head, gzipMagic):
		z, err := gzip.NewReader(bytes.NewReader(head))
		if err != nil {
			return nil, nil, false
		}
		n, _ := io.ReadFull(z, first)
		if !isArchive(first[:n]) {
			return nil, nil, false
		}
		return bufio.NewReaderSize(&members{raw: raw}, sniffed), func() {}, true
	}
	dict, skip := dictionary(head)
	if skip == 0 && !bytes.HasPrefix(head, []byte{0x28, 0xB5, 0x2F, 0xFD}) {
		return nil, nil, false
	}
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(windows)}
	if dict != nil {
		options = append(options, zstd.WithDecoderDicts(dict))
	}
	z, err := zstd.NewReader(bytes.NewReader(head[skip:]), options...)
	if err != nil {
		return nil, nil, false
	}
	n, _ := io.ReadFull(z, first)
	if !isArchive(first[:n]) {
		z.Close()
		return nil, nil, false
	}
	raw.Discard(skip)
	if z.Reset(raw) != nil {
		z.Close()
		return nil, nil, false
	}
	return bufio.NewReaderSize(damageReader{z}, sniffed), z.Close, true
}

// dictionary finds the dictionary that .warc.zst files open with: a frame to
// be skipped whose content is the dictionary, itself packed or not
// (iipc.github.io/warc-specifications/specifications/warc-zstd). skip is the
// length of that frame. One larger than the head that was read is not opened.
func dictionary(head []byte) (dict []byte, skip int) {
	if len(head) < 8 || binary.LittleEndian.Uint32(head) != 0x184D2A5D {
		return nil, 0
	}
	length := int(binary.LittleEndian.Uint32(head[4:]))
	if length < 0 || 8+length > len(head) {
		return nil, 0
	}
	dict = head[8 : 8+length]
	if packed(dict) {
		z, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(windows))
		if err != nil {
			return nil, 0
		}
		defer z.Close()
		if dict, err = z.DecodeAll(dict, nil); err != nil {
			return nil, 0
		}
	}
	return bytes.Clone(dict), 8 + length
}

// members reads gzip members one after the other.
type members struct {
	raw *bufio.Reader
	z   *gzip.Reader // of the present member, nil between two
}

func (m *members) Read(p []byte) (int, error) {
	for {
		if m.z == nil {
			head, err := m.raw.Peek(len(gzipMagic))
			if len(head) == 0 {
				return 0, err
			}
			if !bytes.Equal(head, gzipMagic) {
				return 0, m.resume()
			}
			z, err := gzip.NewReader(m.raw)
			if err != nil {
				return 0, m.resume()
			}
			z.Multistream(false)
			m.z = z
		}
		n, err := m.z.Read(p)
		switch {
		case err == io.EOF:
			m.z = nil
			if n > 0 {
				return n, nil
			}
		case err != nil:
			m.z = nil
			if n > 0 {
				m.z = nil
				return n, m.resume()
			}
			return 0, m.resume()
		default:
			return n, nil
		}
	}
}

// resume looks for the next member behind a damaged one.
func (m *members) resume() error {
	if _, err := m.raw.Discard(1); err != nil {
		return errBreak // at the end; the next read says so
	}
	for {
		window, err := m.raw.Peek(sniffed / 2)
		if i := bytes.Index(window, gzipMagic); i >= 0 {
			m.raw.Discard(i)
			if m.opensRecord() {
				return errBreak
			}
			m.raw.Discard(1)
			continue
		}
		if err != nil {
			m.raw.Discard(len(window))
			return errBreak
		}
		m.raw.Discard(len(window) - len(gzipMagic) + 1)
	}
}

// opensRecord tells a member from three bytes that look like one.
func (m *members) opensRecord() bool {
	window, _ := m.raw.Peek(sniffed / 2)
	z, err := gzip.NewReader(bytes.NewReader(window))
	if err != nil {
		return false
	}
	first := make([]byte, 5)
	n, _ := io.ReadFull(z, first)
	return n > 0 && strings.HasPrefix("WARC/", string(first[:n])) || n == 5 && first[4] != 0 && bytes.Contains(first, []byte(":"))
}
