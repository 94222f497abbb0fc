// Package pack turns the findings of an article into few bytes and back. It
// knows no field by name: whatever a type holds is written, so that a new
// layer of news.Doc is kept without a change here.
//
// The bytes open with a mark of the type's shape. Bytes of another shape give
// [ErrShape]: their article is to be analysed again.
package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"reflect"
	"sync"

	"github.com/klauspost/compress/zstd"

	"parallax/news"
)

// ErrShape says that bytes were packed from a type of another shape, by an
// older or newer Parallax.
var ErrShape = errors.New("packed by another version of parallax")

var errBroken = errors.New("packed bytes are damaged")

// Pack writes v, a struct, a slice, a string, a number, a truth value, or a
// pointer to one of them. Maps, functions, interfaces and nil pointers panic.
func Pack(v any) []byte {
	root := reflect.Indirect(reflect.ValueOf(v))
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.b, w.last = w.b[:0], 0
	clear(w.seen)
	w.value(root)
	out := binary.LittleEndian.AppendUint32(make([]byte, 0, 4+len(w.b)/3), shapeOf(root.Type()))
	return encoder().EncodeAll(w.b, out)
}

// Unpack reads what Pack wrote into v, a pointer.
func Unpack(b []byte, v any) (err error) {
	root := reflect.ValueOf(v).Elem()
	if len(b) < 4 {
		return errBroken
	}
	if binary.LittleEndian.Uint32(b) != shapeOf(root.Type()) {
		return ErrShape
	}
	raw, err := decoder().DecodeAll(b[4:], nil)
	if err != nil {
		return fmt.Errorf("%w: %w", errBroken, err)
	}
	defer func() {
		if fault := recover(); fault != nil {
			if fault != errBroken {
				panic(fault)
			}
			err = errBroken
		}
	}()
	r := &reader{b: raw}
	r.value(root)
	if len(r.b) > 0 {
		return errBroken
	}
	return nil
}

// One coder of each kind serves all goroutines: EncodeAll and DecodeAll may be
// called at the same time. Concurrency 1 would make them wait for each other.
var (
	encoder = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))
		if err != nil {
			panic(err) // the options are constant
		}
		return e
	})
	decoder = sync.OnceValue(func() *zstd.Decoder {
		const most = 256 << 20 // bytes; a text of 64 MiB has fewer findings
		d, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(most))
		if err != nil {
			panic(err)
		}
		return d
	})
	writers = sync.Pool{New: func() any { return &writer{seen: map[string]uint64{}} }}
)

var spanType = reflect.TypeFor[news.Span]()

// columns visits the elements of a slice; of structs the first field of all,
// then the second of all: equals side by side compress a tenth better.
func columns(slice reflect.Value, visit func(reflect.Value)) {
	t := slice.Type().Elem()
	if t.Kind() != reflect.Struct || t == spanType {
		for i := range slice.Len() {
			visit(slice.Index(i))
		}
		return
	}
	for f := range t.NumField() {
		for i := range slice.Len() {
			visit(slice.Index(i).Field(f))
		}
	}
}

// writer appends values: numbers as varints, a span as its distance from the
// start of the one before it, a string in full the first time and by number
// from then on.
type writer struct {
	b    []byte
	last int64
	seen map[string]uint64
}

func (w *writer) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == spanType {
			start, end := v.Field(0).Int(), v.Field(1).Int()
			w.b = binary.AppendVarint(w.b, start-w.last)
			w.b = binary.AppendVarint(w.b, end-start)
			w.last = start
			return
		}
		for i := range v.NumField() {
			w.value(v.Field(i))
		}
	case reflect.Pointer:
		w.value(v.Elem())
	case reflect.Slice:
		w.b = binary.AppendUvarint(w.b, uint64(v.Len()))
		columns(v, w.value)
	case reflect.String:
		s := v.String()
		if s == "" {
			w.b = append(w.b, 0)
			return
		}
		if n, ok := w.seen[s]; ok {
			w.b = binary.AppendUvarint(w.b, n)
			return
		}
		w.seen[s] = uint64(len(w.seen)) + 2
		w.b = append(w.b, 1)
		w.b = binary.AppendUvarint(w.b, uint64(len(s)))
		w.b = append(w.b, s...)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.b = binary.AppendVarint(w.b, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.b = binary.AppendUvarint(w.b, v.Uint())
	case reflect.Float32, reflect.Float64:
		w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(v.Float()))
	case reflect.Bool:
		w.b = append(w.b, byte(binaryOf(v.Bool())))
	default:
		panic("pack: " + v.Type().String() + " cannot be packed")
	}
}

func binaryOf(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}

// reader takes values off b; it panics with errBroken.
type reader struct {
	b    []byte
	last int64
	seen []string
}

func (r *reader) uvarint() uint64 {
	n, size := binary.Uvarint(r.b)
	if size <= 0 {
		panic(errBroken)
	}
	r.b = r.b[size:]
	return n
}

func (r *reader) varint() int64 {
	n, size := binary.Varint(r.b)
	if size <= 0 {
		panic(errBroken)
	}
	r.b = r.b[size:]
	return n
}

func (r *reader) take(n uint64) []byte {
	if n > uint64(len(r.b)) {
		panic(errBroken)
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == spanType {
			r.last += r.varint()
			v.Field(0).SetInt(r.last)
			v.Field(1).SetInt(r.last + r.varint())
			return
		}
		for i := range v.NumField() {
			r.value(v.Field(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.value(v.Elem())
	case reflect.Slice:
		n := r.uvarint()
		if n > uint64(len(r.b)) { // every element takes a byte at least
			panic(errBroken)
		}
		if n == 0 {
			return // nil, as the steps leave an empty layer
		}
		v.Set(reflect.MakeSlice(v.Type(), int(n), int(n)))
		columns(v, r.value)
	case reflect.String:
		switch n := r.uvarint(); {
		case n == 0:
		case n == 1:
			s := string(r.take(r.uvarint()))
			r.seen = append(r.seen, s)
			v.SetString(s)
		case n-2 < uint64(len(r.seen)):
			v.SetString(r.seen[n-2])
		default:
			panic(errBroken)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(r.varint())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(r.uvarint())
	case reflect.Float32, reflect.Float64:
		v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64(r.take(8))))
	case reflect.Bool:
		v.SetBool(r.take(1)[0] != 0)
	default:
		panic("pack: " + v.Type().String() + " cannot be packed")
	}
}

var shapes sync.Map // reflect.Type -> uint32

// shapeOf marks a type by the names and kinds of all its fields.
func shapeOf(t reflect.Type) uint32 {
	if known, ok := shapes.Load(t); ok {
		return known.(uint32)
	}
	h := fnv.New32a()
	var walk func(reflect.Type)
	walk = func(t reflect.Type) {
		fmt.Fprint(h, t.Kind(), " ")
		switch t.Kind() {
		case reflect.Struct:
			for i := range t.NumField() {
				fmt.Fprint(h, t.Field(i).Name, " ")
				walk(t.Field(i).Type)
			}
			fmt.Fprint(h, "; ")
		case reflect.Slice, reflect.Pointer:
			walk(t.Elem())
		}
	}
	walk(t)
	shapes.Store(t, h.Sum32())
	return h.Sum32()
}
