package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parallax/library"
	"parallax/news"
)

// What a person decides about stories: merge, split and move differ in what
// they name only.

const decidedHelp = `

The decision holds: no later analysis undoes it, articles that arrive later are
judged by it, and "parallax story --articles" shows it as made by hand.`

func mergeCommand() *cobra.Command {
	return decideCommand("merge STORY STORY...", "Make one story of several",
		"Merge puts all articles of the stories into the first one.", `  parallax merge s12 s40`, 2,
		func(args []string) (d news.Decision, err error) {
			d.Verb = "merge"
			if d.To, err = parseStory(args[0]); err != nil {
				return d, err
			}
			for _, a := range args[1:] {
				story, err := parseStory(a)
				if err != nil {
					return d, err
				}
				if story == d.To {
					return d, fmt.Errorf("%w: %s would be merged with itself", news.ErrDecision, a)
				}
				d.Stories = append(d.Stories, story)
			}
			return d, nil
		})
}

func splitCommand() *cobra.Command {
	return decideCommand("split ARTICLE...", "Make a story of its own of some articles",
		"Split takes articles, by their IDs, out of their story and makes a new one of them.", `  parallax split valley.example-ferry coast.example-ferry-2`, 1,
		func(args []string) (news.Decision, error) {
			return news.Decision{Verb: "split", Articles: args}, nil
		})
}

func moveCommand() *cobra.Command {
	return decideCommand("move ARTICLE... STORY", "Put articles into another story",
		"Move takes articles, by their IDs, to the story that is named last.", `  parallax move valley.example-ferry s12`, 2,
		func(args []string) (news.Decision, error) {
			story, err := parseStory(args[len(args)-1])
			return news.Decision{Verb: "move", Articles: args[:len(args)-1], To: story}, err
		})
}

func decideCommand(use, short, long, example string, least int, read func([]string) (news.Decision, error)) *cobra.Command {
	var db libraryFlags
	var note string
	cmd := &cobra.Command{
		Use: use, Short: short, Long: long + decidedHelp, Example: example, Args: cobra.MinimumNArgs(least),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := read(args)
			if err != nil {
				return err
			}
			d.Note, d.At = note, time.Now()
			return db.use(cmd.Context(), func(l *library.Library) error {
				d, err := l.Store().Decide(cmd.Context(), d)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s now has %s\n", library.StoryName(d.To), strings.Join(d.Articles, ", "))
				return err
			})
		},
	}
	cmd.Flags().StringVar(&note, "note", "", "why, kept with the decision")
	db.register(cmd)
	return cmd
}
