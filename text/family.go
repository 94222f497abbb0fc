package text

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"sync"
)

//go:embed families.txt
var familyList string

// Families tells which outlets are of one house: one owner, many names.
type Families struct{ of map[string]string }

// KnownFamilies are those of families.txt.
var KnownFamilies = sync.OnceValue(func() *Families {
	f, err := ReadFamilies(strings.NewReader(familyList))
	if err != nil {
		return &Families{} // part of the build: a test reads it
	}
	return f
})

// ReadFamilies reads lines of "House: outlet, outlet, ..."; an outlet is a
// domain or a name. Empty lines and those that begin with # are passed over.
func ReadFamilies(r io.Reader) (*Families, error) {
	f := &Families{of: map[string]string{}}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		house, outlets, ok := strings.Cut(line, ":")
		house = strings.TrimSpace(house)
		if !ok || house == "" {
			return nil, fmt.Errorf("line %d: want \"House: outlet, outlet\"", n)
		}
		for _, o := range strings.Split(outlets, ",") {
			key := outletKey(o)
			if key == "" {
				continue
			}
			if other, twice := f.of[key]; twice && other != house {
				return nil, fmt.Errorf("line %d: %s is of %s already", n, strings.TrimSpace(o), other)
			}
			f.of[key] = house
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	return f, nil
}

// Of is the house of an outlet, given by domain or name; an outlet that is not
// listed is a house of its own.
func (f *Families) Of(outlet string) string {
	if house, ok := f.of[outletKey(outlet)]; ok {
		return house
	}
	return outlet
}

// outletKey folds an outlet's name; a host counts by its registrable domain.
func outletKey(s string) string {
	if domain := Outlet(s); domain != "" {
		return domain
	}
	return strings.TrimPrefix(strings.TrimSpace(Fold(s).Text), "the ")
}
