package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parallax/desk"
	"parallax/library"
	"parallax/report"
)

func storyCommand() *cobra.Command {
	var db libraryFlags
	var format, output, since string
	var full, list bool
	cmd := &cobra.Command{
		Use:   "story ID",
		Short: "Compare the reports of one story of the library",
		Long: `Story prints the report that "parallax compare" gives, over all articles of the
story that are in the library now. --since shows instead what has changed since a
time: new reports, texts that were edited, figures and statements that are new or
stand in another light. --articles lists the articles and why each is part of it.`,
		Example: `  parallax story s12
  parallax story s12 --since 2026-05-12T14:00
  parallax story s12 --format html --output story.html`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			number, err := parseStory(args[0])
			if err != nil {
				return err
			}
			write, ok := compareFormats[format]
			if !ok {
				return fmt.Errorf("--format %s: known formats are text, md, html and json", format)
			}
			var from time.Time
			if since != "" {
				if from, err = library.ParseTime(since); err != nil {
					return err
				}
				if format != "text" && format != "json" {
					return fmt.Errorf("--since: known formats are text and json")
				}
			}
			return db.use(cmd.Context(), func(l *library.Library) error {
				var told *library.Told
				var changes []library.Change
				switch {
				case since != "":
					told, changes, err = l.Since(cmd.Context(), number, from)
				default:
					told, err = l.Story(cmd.Context(), number)
				}
				if err != nil {
					return err
				}
				if told.Story != number {
					fmt.Fprintf(cmd.ErrOrStderr(), "parallax: %s was merged into %s\n", library.StoryName(number), library.StoryName(told.Story))
				}
				out, err := openOutput(cmd.OutOrStdout(), output)
				if err != nil {
					return err
				}
				switch {
				case list:
					err = writeMembers(out, told)
				case since != "" && format == "json":
					err = writeChangesJSON(out, told, changes)
				case since != "":
					err = writeChanges(out, told, changes)
				default:
					err = write(out.Writer, told.Report, full)
				}
				if err != nil {
					out.discard()
					return err
				}
				return out.keep()
			})
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "text", "text, md, html or json")
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to this file instead of standard output")
	cmd.Flags().BoolVar(&full, "full", false, "text: list everything, long lists are cut otherwise")
	cmd.Flags().StringVar(&since, "since", "", "show what has changed since a time")
	cmd.Flags().BoolVar(&list, "articles", false, "list the articles, and why each belongs to the story")
	db.register(cmd)
	complete(cmd, "format", "text", "md", "html", "json")
	return cmd
}

// writeMembers lists the articles of a story.
func writeMembers(w io.Writer, t *library.Told) error {
	for _, r := range t.Articles {
		why := r.Why
		if r.Decided {
			why = "placed by hand"
		}
		edited := ""
		if r.Revision > 1 {
			edited = fmt.Sprintf(" · edited %d times", r.Revision-1)
		}
		if _, err := fmt.Fprintf(w, "%s\n  %s%s\n  %s\n", report.Plain(r.Title), report.Plain(strings.Join(present(dayOf(r), r.PublisherName(), r.ID), " · ")), edited, report.Plain(why)); err != nil {
			return err
		}
	}
	return nil
}

// writeChanges shows what has changed, for a reader.
func writeChanges(w io.Writer, t *library.Told, changes []library.Change) error {
	if len(changes) == 0 {
		_, err := fmt.Fprintln(w, "Nothing has changed.")
		return err
	}
	titles := map[string]string{"report": "New reports", "edit": "Texts that were edited", "figure": "Figures", "claim": "Statements", "quote": "Quotes", "event": "Timeline"}
	section := ""
	for _, c := range changes {
		if c.Section != section {
			section = c.Section
			fmt.Fprintf(w, "%s\n", titles[section])
		}
		line := ""
		switch {
		case c.Edit != nil:
			line = fmt.Sprintf("%s, %s: %s → %s", c.Edit.Article, c.Edit.At.Format("2006-01-02 15:04"), orNothing(c.Edit.Old), orNothing(c.Edit.New))
		case c.Section == "report":
			line = strings.Join(present(c.After, c.What), ": ")
		case c.Before != "":
			line = fmt.Sprintf("%s: %s, was %s", c.What, c.After, c.Before)
		case c.Section == "event":
			line = c.After + ": " + c.What
		case c.Section == "quote":
			line = strings.Join(present(c.What, "“"+t.Report.Slice(c.Cites[0])+"”"), ": ")
		default:
			line = fmt.Sprintf("%s: %s", c.What, c.After)
		}
		fmt.Fprintf(w, "  %s\n", report.Plain(line))
		if c.Section == "figure" || c.Section == "claim" {
			for _, ref := range c.Cites {
				fmt.Fprintf(w, "    %s: %s\n", report.Plain(t.Report.Label(ref.Doc)), report.Plain(t.Report.Slice(ref)))
			}
		}
	}
	return nil
}

func orNothing(s string) string {
	if strings.TrimSpace(s) == "" {
		return "(nothing)"
	}
	return "“" + s + "”"
}

func writeChangesJSON(w io.Writer, t *library.Told, changes []library.Change) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(map[string]any{"story": library.StoryName(t.Story), "changes": desk.StoryChanges(t.Report, changes)})
}
