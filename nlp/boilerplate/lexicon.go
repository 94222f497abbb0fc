package boilerplate

import (
	"strings"
	"sync"
)

// Classes of words that tell prose from what stands around it.
const (
	wordNone uint8 = iota
	wordFunction
	wordReporting
	wordSecond
	wordDate
	wordURL
	wordOpen // a function word that no line ends with, unless the sentence goes on
)

var wordClasses = map[uint8]string{
	wordOpen: `the a an of to in at by for from with without as and or but nor if than his its their my our your`,
	wordFunction: `on so yet then that this
		these those which who whom whose what where when while because since until although though
		is are was were be been being has have had having do does did will would can could may might must should
		he she it they him her them himself herself itself themselves i me
		not no there here into over under after before between during through about against
		out up down off again once all any both each few more most other some such only own same too very just also
		it's he's she's that's there's don't didn't doesn't isn't wasn't weren't won't can't couldn't wouldn't hasn't`,
	wordReporting: `said says say saying told tells added adds asked according wrote warned announced claimed
		insisted explained noted confirmed believe believes believed denied argued reported suggested`,
	wordSecond: `you your yours we us our ours you're we're you'll we'll you've we've`,
	wordDate: `january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec
		monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
		am pm a.m p.m a p m et est edt ct cst cdt mt mst mdt pt pst pdt gmt bst utc ist cet
		#am #pm #st #nd #rd #th #h updated published posted last modified on at first noon midnight today yesterday hours hour
		minutes mins ago date time local t z`,
	wordURL: `http https www com net org html htm`,
}

var lexicon = sync.OnceValue(func() map[uint32]uint8 {
	table := map[uint32]uint8{}
	// "may", "at" and "our" stand in two classes: in this order, the first keeps
	// the word.
	for _, class := range []uint8{wordSecond, wordOpen, wordFunction, wordReporting, wordDate, wordURL} {
		for _, w := range strings.Fields(wordClasses[class]) {
			if h := hashWord(w); table[h] == wordNone {
				table[h] = class
			}
		}
	}
	return table
})
