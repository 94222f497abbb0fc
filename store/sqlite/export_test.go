package sqlite

import "fmt"

// Pragma asks the writing connection.
func (s *Store) Pragma(name string) (value string) {
	if err := s.write.QueryRow("PRAGMA " + name).Scan(&value); err != nil {
		return err.Error()
	}
	return value
}

// ReadPragma asks a reading connection.
func (s *Store) ReadPragma(name string) (value string) {
	if err := s.read.QueryRow("PRAGMA " + name).Scan(&value); err != nil {
		return err.Error()
	}
	return value
}

// LimitPages makes a full disk.
func (s *Store) LimitPages(n int) {
	if _, err := s.write.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", n)); err != nil {
		panic(err)
	}
}
