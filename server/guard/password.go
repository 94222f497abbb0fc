package guard

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// cost is what checking one password takes. Each figure is bounded when it is
// read back, so that a damaged entry cannot ask for all memory.
type cost struct {
	memory  uint32 // KiB
	passes  uint32
	threads uint8
}

// usualCost is the second choice of RFC 9106, section 4: about a tenth of a
// second, and 64 MiB, for each guess.
var usualCost = cost{memory: 64 << 10, passes: 3, threads: 4}

const (
	saltBytes = 16
	hashBytes = 32
)

// Limits of a password: the shortest that NIST SP 800-63B lets stand, and a
// longest that keeps hashing cheap.
const (
	minPassword = 8
	maxPassword = 1024
)

// ErrPassword says that a password cannot be taken.
var ErrPassword = errors.New("the password cannot be taken")

func checkPassword(password string) error {
	switch {
	case !utf8.ValidString(password) || strings.ContainsAny(password, "\r\n\x00"):
		return fmt.Errorf("%w: it is not one line of text", ErrPassword)
	case utf8.RuneCountInString(password) < minPassword:
		return fmt.Errorf("%w: it has fewer than %d characters", ErrPassword, minPassword)
	case len(password) > maxPassword:
		return fmt.Errorf("%w: it has more than %d bytes", ErrPassword, maxPassword)
	}
	return nil
}

// hashPassword returns a password's hash in the PHC string format.
func hashPassword(password string, c cost) string {
	salt := make([]byte, saltBytes)
	rand.Read(salt)
	key := argon2.IDKey([]byte(password), salt, c.passes, c.memory, c.threads, hashBytes)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.passes, c.threads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

// matches reports whether a password is the one that was hashed.
func matches(phc, password string) bool {
	c, salt, want, ok := parsePHC(phc)
	if !ok {
		return false
	}
	got := argon2.IDKey([]byte(password), salt, c.passes, c.memory, c.threads, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1
}

func parsePHC(phc string) (c cost, salt, hash []byte, ok bool) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprint("v=", argon2.Version) {
		return c, nil, nil, false
	}
	if n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.passes, &c.threads); n != 3 || err != nil ||
		parts[3] != fmt.Sprintf("m=%d,t=%d,p=%d", c.memory, c.passes, c.threads) {
		return c, nil, nil, false
	}
	if c.memory < 8*uint32(c.threads) || c.memory > 1<<20 || c.passes < 1 || c.passes > 16 || c.threads < 1 || c.threads > 16 {
		return c, nil, nil, false
	}
	salt, err := base64.RawStdEncoding.Strict().DecodeString(parts[4])
	if err != nil || len(salt) < 8 || len(salt) > 64 {
		return c, nil, nil, false
	}
	hash, err = base64.RawStdEncoding.Strict().DecodeString(parts[5])
	if err != nil || len(hash) < 16 || len(hash) > 64 {
		return c, nil, nil, false
	}
	return c, salt, hash, true
}
