package text

// IsStop reports whether word is an English word that carries structure rather
// than content: articles, pronouns, prepositions, conjunctions, auxiliaries,
// degree and time adverbs of no content, and their contractions, with a
// straight or a curly apostrophe, in any case. Negations ("not", "never",
// "no") are stop words too: a caller to whom they matter looks for them.
func IsStop(word string) bool {
	const longest = 12 // bytes of the longest entry
	var buf [longest]byte
	n := 0
	for i := 0; i < len(word); i++ {
		c := word[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c == 0xE2 && i+2 < len(word) && word[i+1] == 0x80 && (word[i+2] == 0x99 || word[i+2] == 0x98): // ’ ‘
			c = '\''
			i += 2
		case c >= 0x80:
			return false
		}
		if n == longest {
			return false
		}
		buf[n] = c
		n++
	}
	_, stop := stopWords[string(buf[:n])]
	return stop
}

// stopWords are the closed classes of English. Words of reporting ("said") are
// content here: the steps that want to pass over them know their verbs.
var stopWords = set(
	// articles, determiners, quantifiers
	"a", "an", "the", "this", "that", "these", "those", "such", "some", "any", "each", "every", "either", "neither",
	"no", "all", "both", "few", "fewer", "less", "many", "more", "most", "much", "other", "others", "another", "own",
	"same", "several", "enough", "half", "none",
	// pronouns
	"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself",
	"yourselves", "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they", "them",
	"their", "theirs", "themselves", "themself", "one", "ones", "oneself", "who", "whom", "whose", "which", "what",
	"whoever", "whichever", "whatever", "someone", "somebody", "something", "anyone", "anybody", "anything", "everyone",
	"everybody", "everything", "nobody", "nothing", "there", "here",
	// prepositions
	"about", "above", "across", "after", "against", "along", "alongside", "amid", "amidst", "among", "amongst", "around",
	"as", "at", "atop", "before", "behind", "below", "beneath", "beside", "besides", "between", "beyond", "by",
	"despite", "down", "during", "except", "for", "from", "in", "inside", "into", "like", "near", "of", "off", "on",
	"onto", "out", "outside", "over", "past", "per", "since", "than", "through", "throughout", "till", "to", "toward",
	"towards", "under", "underneath", "unlike", "until", "unto", "up", "upon", "via", "with", "within", "without",
	// conjunctions, subordinators
	"and", "but", "or", "nor", "so", "yet", "if", "unless", "because", "although", "though", "while", "whilst",
	"whereas", "whether", "when", "whenever", "where", "wherever", "why", "how", "however", "therefore", "thus", "hence",
	"meanwhile", "moreover", "furthermore", "nevertheless", "nonetheless", "otherwise", "instead",
	// auxiliaries and their contractions
	"am", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "done", "doing", "have", "has", "had",
	"having", "can", "cannot", "could", "may", "might", "must", "shall", "should", "will", "would", "ought",
	"ain't", "aren't", "can't", "couldn't", "didn't", "doesn't", "don't", "hadn't", "hasn't", "haven't", "isn't",
	"mightn't", "mustn't", "needn't", "shan't", "shouldn't", "wasn't", "weren't", "won't", "wouldn't",
	"i'm", "i've", "i'd", "i'll", "you're", "you've", "you'd", "you'll", "he's", "he'd", "he'll", "she's", "she'd",
	"she'll", "it's", "it'd", "it'll", "we're", "we've", "we'd", "we'll", "they're", "they've", "they'd", "they'll",
	"that's", "that'd", "that'll", "there's", "there'd", "there'll", "here's", "what's", "who's", "who'd", "who'll",
	"where's", "when's", "why's", "how's", "let's", "'s", "'re", "'ve", "'d", "'ll", "'m", "n't", "s", "t", "ll", "ve",
	"re", "d", "m",
	// adverbs and particles without content
	"not", "never", "also", "too", "very", "just", "only", "even", "still", "already", "again", "ever", "once", "quite",
	"rather", "almost", "perhaps", "maybe", "then", "now", "well", "else", "away", "back", "further", "far", "soon",
	"often", "always", "sometimes", "usually", "really", "simply", "indeed", "anyway", "etc",
)

func set(words ...string) map[string]struct{} {
	m := make(map[string]struct{}, len(words))
	for _, w := range words {
		m[w] = struct{}{}
	}
	return m
}
