package guard

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"parallax/news"
)

// A Role is what somebody may do.
type Role int

const (
	Nobody Role = iota // may see the sign-in page
	Reader             // may read everything and compare texts of his own
	Editor             // may add, put stories in order, follow feeds, set alerts
)

var roleNames = []string{"nobody", "reader", "editor"}

func (r Role) String() string { return roleNames[r] }

// ParseRole reads the role of an account.
func ParseRole(s string) (Role, error) {
	if i := slices.Index(roleNames, s); i > 0 {
		return Role(i), nil
	}
	return Nobody, fmt.Errorf("there is no role %q: known roles are reader and editor", s)
}

func (r Role) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

func (r *Role) UnmarshalText(text []byte) (err error) {
	*r, err = ParseRole(string(text))
	return err
}

// An Account is somebody who may come in.
type Account struct {
	ID       string // another one with each password: what was signed in with an earlier one ends
	Name     string
	Role     Role
	Password string // hashed, in the PHC string format
	Since    time.Time
	Tokens   []Token
}

// A Token lets a program in, in the name of an account.
type Token struct {
	ID    string // the open part, which names it
	Label string // what it is for
	Role  Role   // never more than the account's, see Account.role
	Hash  string // of the secret part
	Since time.Time
}

// role is what a token may do now: the account may have lost rights since.
func (a *Account) role(t *Token) Role { return min(a.Role, t.Role) }

// Errors about accounts, for what the caller can do about them.
var (
	ErrName    = errors.New("an account's name is 1 to 64 letters, digits and . _ - @, and begins with a letter or digit")
	ErrTaken   = errors.New("there is such an account already")
	ErrUnknown = errors.New("there is no such account or token")
)

var validName = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{0,63}$`)

// accountState is where all accounts are kept. One entry: the commands that
// change it are typed by a person, and a list beside the accounts could come
// apart from them.
const accountState = "account/all"

// Accounts are the accounts of one library. Every call reads what is kept, so
// that a running server sees what a command has changed.
type Accounts struct {
	Store news.Store
	Now   func() time.Time // nil: [time.Now]
	cost  cost
}

func (a *Accounts) now() time.Time {
	if a.Now == nil {
		return time.Now().UTC()
	}
	return a.Now().UTC()
}

func (a *Accounts) hash(password string) string {
	if a.cost == (cost{}) {
		return hashPassword(password, usualCost)
	}
	return hashPassword(password, a.cost)
}

// List returns all accounts by name.
func (a *Accounts) List(ctx context.Context) ([]Account, error) {
	raw, err := a.Store.State(ctx, accountState)
	if err != nil {
		return nil, err
	}
	return readAccounts(raw)
}

func readAccounts(raw []byte) ([]Account, error) {
	if raw == nil {
		return nil, nil
	}
	var all []Account
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, fmt.Errorf("%w: the accounts cannot be read", news.ErrBadStore)
	}
	return all, nil
}

func (a *Accounts) save(ctx context.Context, all []Account) error {
	slices.SortFunc(all, func(x, y Account) int { return strings.Compare(x.Name, y.Name) })
	raw, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return a.Store.SetState(ctx, accountState, raw)
}

// Add makes an account. With replace, an account of that name gets a new
// password and role, keeps its tokens, and is signed out everywhere.
func (a *Accounts) Add(ctx context.Context, name string, role Role, password string, replace bool) error {
	name = strings.ToLower(name)
	if !validName.MatchString(name) {
		return fmt.Errorf("%q: %w", name, ErrName)
	}
	if err := checkPassword(password); err != nil {
		return err
	}
	fresh := Account{ID: random(9), Name: name, Role: role, Password: a.hash(password), Since: a.now()}
	all, err := a.List(ctx)
	if err != nil {
		return err
	}
	switch i := find(all, name); {
	case i < 0:
		all = append(all, fresh)
	case !replace:
		return fmt.Errorf("%s: %w", name, ErrTaken)
	default:
		fresh.Tokens, fresh.Since = all[i].Tokens, all[i].Since
		all[i] = fresh
	}
	return a.save(ctx, all)
}

// Drop removes an account with its tokens; what it is signed in with ends.
func (a *Accounts) Drop(ctx context.Context, name string) error {
	all, err := a.List(ctx)
	if err != nil {
		return err
	}
	i := find(all, strings.ToLower(name))
	if i < 0 {
		return fmt.Errorf("%s: %w", name, ErrUnknown)
	}
	return a.save(ctx, slices.Delete(all, i, i+1))
}

func find(all []Account, name string) int {
	return slices.IndexFunc(all, func(x Account) bool { return x.Name == name })
}

// NewToken makes a token for an account and returns it: it is kept hashed and
// cannot be shown again.
func (a *Accounts) NewToken(ctx context.Context, name, label string, role Role) (string, error) {
	all, err := a.List(ctx)
	if err != nil {
		return "", err
	}
	i := find(all, strings.ToLower(name))
	if i < 0 {
		return "", fmt.Errorf("%s: %w", name, ErrUnknown)
	}
	if role > all[i].Role {
		return "", fmt.Errorf("%s is a %s: its tokens cannot be more", name, all[i].Role)
	}
	id := make([]byte, 6)
	rand.Read(id)
	t := Token{ID: hex.EncodeToString(id), Label: label, Role: role, Since: a.now()}
	secret := random(tokenBytes)
	t.Hash = hashSecret(secret)
	all[i].Tokens = append(all[i].Tokens, t)
	return tokenMark + t.ID + "_" + secret, a.save(ctx, all)
}

// DropToken removes the token that an open part names.
func (a *Accounts) DropToken(ctx context.Context, id string) error {
	all, err := a.List(ctx)
	if err != nil {
		return err
	}
	for i := range all {
		for j := range all[i].Tokens {
			if all[i].Tokens[j].ID == id {
				all[i].Tokens = slices.Delete(all[i].Tokens, j, j+1)
				return a.save(ctx, all)
			}
		}
	}
	return fmt.Errorf("%s: %w", id, ErrUnknown)
}

// A token reads "plx_" ID "_" SECRET: the mark lets scanners for leaked
// secrets know it, and the ID finds its hash without trying them all.
const (
	tokenMark  = "plx_"
	tokenBytes = 32
)

func parseToken(s string) (id, secret string, ok bool) {
	rest, ok := strings.CutPrefix(s, tokenMark)
	if !ok {
		return "", "", false
	}
	id, secret, ok = strings.Cut(rest, "_")
	if raw, err := hex.DecodeString(id); !ok || err != nil || len(raw) != 6 || hex.EncodeToString(raw) != id || !validSecret(secret) {
		return "", "", false
	}
	return id, secret, true
}

// byToken finds whom a token lets in.
func byToken(all []Account, s string) (*Account, *Token) {
	id, secret, ok := parseToken(s)
	if !ok {
		return nil, nil
	}
	hash := hashSecret(secret)
	for i := range all {
		for j := range all[i].Tokens {
			t := &all[i].Tokens[j]
			if t.ID == id && subtle.ConstantTimeCompare([]byte(t.Hash), []byte(hash)) == 1 {
				return &all[i], t
			}
		}
	}
	return nil, nil
}

// random returns n random bytes in letters that fit an address and a cookie.
func random(n int) string {
	b := make([]byte, n)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// validSecret reports whether s is what random(32) may return.
func validSecret(s string) bool {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(s)
	return err == nil && len(raw) == tokenBytes && base64.RawURLEncoding.EncodeToString(raw) == s
}

// hashSecret hashes what was drawn at random: 256 bits cannot be guessed, so a
// slow hash would only cost.
func hashSecret(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
