package names

import "strings"

// spelling returns the one spelling that stands for all usual spellings of a
// folded word: names carried over from other scripts, and renamed places.
func spelling(word string) string {
	if to, ok := spellings[word]; ok {
		return to
	}
	return word
}

// Respell copies folded words, each in the spelling that stands for all.
func Respell(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = spelling(w)
	}
	return out
}

// Respelt is the spelling that stands for all of one folded word.
func Respelt(word string) string { return spelling(word) }

// spellings maps each usual spelling to the first of its row. A row holds one
// word in the Roman spellings that English-language papers use side by side.
var spellings = rows(`
kyiv kiev; odesa odessa; kharkiv kharkov; lviv lvov; luhansk lugansk; chernobyl chornobyl; dnipro dnepr; zaporizhzhia zaporozhye
zaporizhia; mykolaiv nikolaev; volodymyr vladimir; zelensky zelenskyy zelenskiy zelenski; lukashenko lukashenka;
poroshenko porochenko; yanukovych yanukovich; navalny navalnyi; sergei sergey serguei; dmitry dmitri dimitri dmitriy dmytro;
alexei aleksei alexey aleksey oleksii; alexander aleksandr aleksander oleksandr alexandr; yevgeny evgeny yevgeni evgeni;
mikhail michail; nikolai nikolay; yuri yury iouri; andrei andrey andriy; igor ihor; sergeyevich sergeevich;
muhammad mohammad mohammed mohamed muhammed mohamad mahomet mehmed mohamud; ahmed ahmad; hussein husayn hussain husain
hossein hussin; hassan hasan; yousef yusuf youssef yousuf yusef; omar umar omer; osama usama; abdullah abdallah abdulla;
abdul abdel abdal; ali aly; ibrahim ebrahim; khaled khalid; saeed said saaed; mustafa mustapha moustafa; mahmoud mahmud;
gaddafi qaddafi kadafi gadhafi qadhafi khadafy; assad asad; khomeini khomeyni; khamenei khamenai; rouhani rohani ruhani;
soleimani suleimani solaimani; ahmadinejad ahmedinejad; aleppo halab; mosul mossul; raqqa raqa rakka raqqah; idlib edlib;
homs hims; kobani kobane; fallujah falluja; sana sanaa; hodeidah hodeida hudaydah; houthi huthi; houthis huthis;
hezbollah hizbollah hizbullah hezbullah; qaeda qaida; taliban taleban; koran quran; mecca makkah;
jeddah jidda; riyadh riad; doha dawha; kabul kaboul; kandahar qandahar; peshawar peshawer;
beijing peking; guangzhou canton; nanjing nanking; tianjin tientsin; chongqing chungking; xian sian; kaohsiung gaoxiong;
mumbai bombay; chennai madras; kolkata calcutta; bengaluru bangalore; pune poona; varanasi benares; kochi cochin;
myanmar burma; yangon rangoon; eswatini swaziland;
turkiye turkey; belarus byelorussia; moldova moldavia;
tchaikovsky chaikovsky; dostoevsky dostoyevsky; tolstoy tolstoi; gorbachev gorbachov; yeltsin eltsin; khrushchev khruschev;
netanyahu netanyahou; milosevic milosevich; jong chong; macys macy; center centre; defense defence; organization organisation;
labor labour; tennessee tenn; california calif; florida fla; connecticut conn; wisconsin wis; minnesota minn; arizona ariz;
oklahoma okla; theater theatre; harbor harbour; honor honour; color colour; airplane aeroplane; program programme
`)

func rows(table string) map[string]string {
	m := map[string]string{}
	for _, row := range strings.Split(table, ";") {
		words := strings.Fields(row)
		if len(words) == 0 {
			continue
		}
		for _, w := range words[1:] {
			m[w] = words[0]
		}
	}
	return m
}

// Syllable reports whether a word in lower case has the form of one syllable of
// a Korean or Chinese given name in Roman letters: at most a consonant, one
// vowel, and n, ng, m, k, p, h, l or r. "led" and "based" have not.
func Syllable(word string) bool {
	const longest = 6 // letters: "kyoung"
	rest := strings.TrimLeft(word, "bcdfghjklmnpqrstvwxyz")
	onset := word[:len(word)-len(rest)]
	coda := strings.TrimLeft(rest, "aeiouy")
	if len(word) > longest || len(coda) == len(rest) {
		return false
	}
	switch onset {
	case "ch", "sh", "zh", "ts", "hs", "kh", "ph", "th", "ky", "hy", "gy", "my", "ny", "by", "ry", "ly", "py":
	default:
		if len(onset) > 1 {
			return false
		}
	}
	switch coda {
	case "", "n", "ng", "m", "k", "p", "h", "l", "r", "t":
		return len(rest)-len(coda) <= 3
	}
	return false
}

// romanised spells a folded word as all usual ways of writing its sounds in
// Roman letters do: "Saleh" and "Salih", "Tariq" and "Tarek", "Mary" and
// "Marie".
func romanised(word string) string {
	var out []byte
	word = soundings.Replace(word)
	for i := 0; i < len(word); i++ {
		b := word[i]
		switch b {
		case 'i', 'y':
			b = 'e'
		case 'u':
			b = 'o'
		case 'w':
			b = 'v'
		case 'q', 'c':
			b = 'k'
		case 'h':
			if i == len(word)-1 {
				continue
			}
		}
		if n := len(out); n == 0 || out[n-1] != b {
			out = append(out, b)
		}
	}
	return string(out)
}

var soundings = strings.NewReplacer("ph", "f", "kh", "h", "gh", "g", "dj", "j", "ck", "k", "tz", "z", "dz", "z", "ch", "ch", "sh", "sh",
	"ei", "e", "ey", "e", "ai", "e", "ay", "e", "ou", "o", "oo", "o", "ee", "e")
