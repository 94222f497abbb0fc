package claim

// The classes below are the vocabulary of dispute in English news.
var (
	contests    = set("deny", "dispute", "refute", "rebut", "reject", "dismiss", "challenge", "contest", "question", "contradict", "debunk", "discredit", "repudiate", "disavow")
	complements = set("deny", "dispute", "contest")
	brands      = set("call", "brand", "label", "describe", "denounce", "slam", "deride", "decry", "blast", "term")
	misquotes   = set("misrepresent", "misconstrue", "mischaracterize", "misquote", "misinterpret")
	confirming  = set("confirm", "verify", "corroborate", "substantiate")
	replies     = set("counter", "retort", "insist", "maintain", "contend", "defend", "respond")
	retorted    = set("counter", "retort")
	claims      = set("claim", "say", "state", "suggest", "assert", "allege", "accuse", "imply", "declare", "insist", "believe", "report")
	accounts    = set("say", "report", "believe", "think", "fear", "describe", "suspect", "identify", "state", "claim", "announce", "tell", "indicate", "suggest", "estimate")
	contends    = set("argue", "contend", "claim", "insist", "maintain", "counter", "retort", "allege", "accuse", "complain", "dispute", "reject", "deny", "dismiss", "refute", "disagree", "defend",
		"criticize", "criticise", "blame", "charge")
	against = set("despite", "contradicting", "disputing", "rejecting", "denying", "dismissing", "rebutting", "refuting")
	untruly = set("falsely", "wrongly", "erroneously", "incorrectly", "mistakenly", "baselessly", "misleadingly")
	firstly = set("initially", "originally", "first", "earlier")
	turns   = set("but", "later", "however", "though", "although")
	proofs  = set("evidence", "proof", "indication", "truth")
	nominal = set("that", "of", "about")
	// titles stand before many names.
	titles   = set("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sen", "sen.", "rep", "rep.", "gov", "gov.", "president", "secretary", "senator")
	pointers = set("that", "those", "this", "these", "such")
	mutual   = set("they", "we", "where", "whom", "often", "percent", "%")
	commas   = set(",")
	openers  = set("and", "with", "who", "which", "whom", "where", "when")
	negators = set("not", "no", "never", "n't", "hardly", "cannot")
	media    = set("statement", "interview", "tweet", "letter", "speech", "briefing", "post", "series", "email", "video")
	untrue   = set("false", "untrue", "baseless", "unfounded", "groundless", "speculation", "speculative", "nonsense", "lie", "lies", "fabrication", "fabricated", "rumor", "rumors", "rumours", "propaganda",
		"fiction", "fictional", "fake", "hoax", "inaccurate", "misleading", "incorrect", "wrong", "absurd", "ridiculous", "preposterous", "ludicrous", "outrageous", "bogus", "unsubstantiated", "unproven",
		"exaggerated", "hyperbole")
	// spokenOf are the nouns for what somebody has said: those that are rejected as untrue,
	// and others.
	spokenOf = union(spoken, set("statement", "statements", "remark", "remarks", "comment", "comments", "tweet", "tweets", "figure", "figures", "number", "numbers", "estimate", "estimates", "theory", "theories",
		"insinuation", "insinuations", "description", "version", "narrative", "argument", "arguments", "assessment", "explanation", "insistence", "contention", "complaints"))
)

func union(a, b map[string]bool) map[string]bool {
	m := make(map[string]bool, len(a)+len(b))
	for w := range a {
		m[w] = true
	}
	for w := range b {
		m[w] = true
	}
	return m
}
