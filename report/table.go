package report

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"iter"
	"strconv"
	"strings"
)

// WriteTableJSON writes a table as JSON Lines. It keeps the order of the columns, as a map would not.
func WriteTableJSON(w io.Writer, columns []string, rows iter.Seq2[[]any, error]) error {
	keys := make([]string, len(columns))
	for i, c := range columns {
		b, err := json.Marshal(c)
		if err != nil {
			return err
		}
		keys[i] = string(b) + ":"
	}
	var value strings.Builder
	enc := json.NewEncoder(&value)
	enc.SetEscapeHTML(false)
	for row, err := range rows {
		if err != nil {
			return err
		}
		open := "{"
		for i, v := range row {
			value.Reset()
			if err := enc.Encode(v); err != nil {
				return err
			}
			if _, err := io.WriteString(w, open+keys[i]+strings.TrimSuffix(value.String(), "\n")); err != nil {
				return err
			}
			open = ","
		}
		if _, err := io.WriteString(w, "}\n"); err != nil {
			return err
		}
	}
	return nil
}

// WriteTableCSV writes a table as CSV, with the names of its columns first.
func WriteTableCSV(w io.Writer, columns []string, rows iter.Seq2[[]any, error]) error {
	out := csv.NewWriter(w)
	if err := out.Write(columns); err != nil {
		return err
	}
	cells := make([]string, len(columns))
	for row, err := range rows {
		if err != nil {
			return err
		}
		for i, v := range row {
			switch v := v.(type) {
			case nil:
				cells[i] = ""
			case string:
				cells[i] = guarded(v)
			case int64:
				cells[i] = strconv.FormatInt(v, 10)
			case float64:
				cells[i] = strconv.FormatFloat(v, 'g', -1, 64)
			}
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// guarded keeps a spreadsheet from taking the words of an article for a formula
// (owasp.org/www-community/attacks/CSV_Injection).
func guarded(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
