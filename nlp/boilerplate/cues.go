package boilerplate

import (
	"strings"
	"sync"

	"parallax/news"
)

// How much a cue says on its own.
type strength uint8

const (
	weak    strength = iota // common in boilerplate, seen in prose too
	strong                  // seldom in prose, unless the prose is long
	certain                 // no reporter writes it
	numStrengths
)

// kinds fixes the order in which features and evidence count kinds.
var kinds = [...]news.BoilerplateKind{
	news.Caption, news.Credit, news.Stamp, news.Breadcrumb, news.Share,
	news.Plea, news.Related, news.Bio, news.Legal, news.Repeat, news.Other,
}

const (
	caption = iota
	credit
	stamp
	breadcrumb
	share
	plea
	related
	bio
	legal
	repeat
	other
	numKinds
)

// cueTable lists phrases that mark boilerplate, one to a line, folded as by
// scanWords: lower case, each sign a word of its own, digits as '#'. "^" is the
// start of the line, "$" its end, "..." a gap of at most eight words.
//
// The phrases are what news sites print around articles, gathered from lines
// that recur in many articles of one publisher (see mine_test.go) and from the
// vocabulary of content management systems; none belongs to a single story.
var cueTable = [numKinds][numStrengths]string{
	caption: {
		certain: `
			image copyright
			image caption
			media caption
			hide caption
			show caption
			toggle caption
			enlarge this image
			click to enlarge
			^ image # of
			^ photo # of
			^ slide # of
			^ next slide
			image # of / #
			image # of # $
			play slideshow
			view slideshow
			view gallery
			open gallery
			view as gallery
			view as list
			view photos
			slideshow ( # images )
			^ photos :
			^ # / #
			^ # of #
			( file photo )
			( file image )
			file photo : 
			^ file photo
			^ file - in
			^ file - this
			^ file :
			^ file - 
			in this file photo
			file photo $
			( reuters photo :
			reuters /
			( stock image )
			stock image
			( pictured )
			^ pictured
			. pictured ,
			( photo by
			photo courtesy
			^ image :
			^ photo :
			^ photos by
			^ photo by
			^ image credit
			^ photograph :
			photo credit
			picture credit
			image source ,
			image source :
			photo :
			photograph :
			credit : 
			media playback is unsupported
			javascript to watch this video
			enable javascript
			scroll down for video
			click to expand
			expand image
			view image in fullscreen
			^ watch :
			^ watch the video
			this video is not available
			prev next
			^ prev image
			^ next image
			replay more videos
			^ loading ... $
			caption close
			via shutterstock
			via getty images
			/ getty images
			getty images )
			^ getty images
			/ ap )
			/ ap $
			/ afp )
			/ reuters )
			/ epa )
			ap photo
			( ap photo /
			( ap )  $
			( reuters ) $
			( afp ) $
			( getty ) $
			^ graphic :
			^ infographic
			^ chart :
			^ source :
			^ sources :
			via ap , file )
			via ap )
			/ associated press )
			/ press association
			/ bloomberg )
			/ the new york times )
			/ usa today
			for the washington post )
			show all candidates
			^ ap :
			^ pa wire
			^ shutterstock
			^ istock
			^ nasa /
			/ shutterstock
			/ alamy
			/ zuma
			/ sipa
			/ wireimage
			/ file photo
			handout via
			screengrab
			( screenshot )
			`,
		strong: `
			slideshow
			( file )
			^ ( file
			this file photo
			image via
			photo via
			image :
			picture :
			pic :
			scroll down to see
			fullscreen
			autoplay
			^ video :
			video playback
			watch video
			just watched
			must watch
			^ getty
			• getty
			* getty
			/ afp
			* reuters $
			/ xinhua
			+ show all
			^ epa
			^ afp
			^ rex
			^ alamy
			/ rex
			pool via
			screenshot via
			photographed
			file photo
			is seen in
			are seen in
			is pictured
			are pictured
			was pictured
			pictured :
			pictured in
			, pictured
			pictured above
			pictured left
			pictured right
			pictured with
			pictured at
			seen here
			shown here
			in this photo
			in this image
			in this picture
			in this photograph
			in an undated photo
			in this undated
			in this frame
			in this still
			this photo shows
			this image shows
			image shows
			photo shows
			shown above
			, left ,
			, right ,
			, center ,
			, centre ,
			( left )
			( right )
			( centre )
			( center )
			( l )
			( r )
			from left
			( above )
			( below )
			( top )
			( bottom )
			, above ,
			file image
			undated photo
			handout photo
			courtesy of
			courtesy :
			jail photo )
			photo )
			image )
			screenshot
			shutterstock
			getty images
			getty
			istock
			alamy
			unsplash
			pixabay
			flickr
			photographer
			slide show
			photo gallery
			gallery
			caption
			video
			looks on
			look on
			poses for
			gestures
			speaks to the media
			speaks during
			speaks at
			walks past
			stands outside
			stand outside
			arrives at
			arrive at
			artist's impression
			artist's rendering
			satellite image
			aerial view
			`,
		weak: `
			photo
			photos
			image
			images
			picture
			pictures
			photograph
			afp
			epa
			reuters
			ap
			left
			right
			stands
			sits
			speaks
			walks
			waves
			holds
			listens
			smiles
			attends
			arrives
			watch
			map
			chart
			graphic
			`,
	},
	credit: {
		certain: `
			contributed to this report
			contributed to this article
			contributed to this story
			contributed reporting
			contributed from
			^ contributing :
			reporting by ... editing by
			( reporting by
			( editing by
			; editing by
			^ reporting by
			^ additional reporting
			additional reporting by
			with additional reporting
			^ with reporting by
			^ with files from
			with contributions from
			^ compiled by
			^ written by
			^ edited by
			^ posted by
			^ story by
			^ text by
			^ produced by
			^ by : 
			contains material from
			from wire reports
			^ associated press writer
			^ associated press writers
			^ the associated press $
			^ associated press $
			^ reuters $
			^ afp $
			^ ap $
			^ usa today $
			^ staff and wire
			^ staff reports
			^ staff report
			^ staff writer
			^ afp contributed
			^ source : associated
			^ courtesy :
			`,
		strong: `
			was used in this report
			is based in part on wire
			^ by
			staff writer
			^ opinion contributor
			^ opinion columnist
			^ special for
			^ special to
			^ from staff
			correspondent $
			correspondents $
			, cnn $
			reporter $
			editor $
			news service
			wire service
			contributor $
			`,
		weak: `
			contributed
			associated press
			contributor
			`,
	},
	stamp: {
		certain: `
			^ update : # : #
			^ last updated
			^ last update
			^ last modified
			^ published :
			^ published #
			^ published on
			^ first published
			^ posted :
			^ posted on
			^ posted #
			^ created :
			^ date :
			this story has been updated
			this article has been updated
			this post has been updated
			this report has been updated
			this story was updated
			this article was updated
			this report was updated
			this post was updated
			this story was originally published
			this article was originally published
			this story will be updated
			this article is more than # years old
			this article is more than # year old
			this article is more than # months old
			# min read
			# minute read
			# minutes read
			read time
			reading time
			estimated reading
			# hours ago $
			# hour ago $
			# days ago $
			# mins ago $
			# minutes ago $
			# years ago $
			a version of this article appears in print
			a version of this story
			^ correction :
			^ corrections &
			^ editor's note
			^ editors ' note
			^ editor ' s note
			^ clarification :
			( adds
			( updates
			( recasts
			( writes through
			is breaking and will be
			check back for updates
			refresh for updates
			`,
		strong: `
			^ updated
			^ posted at
			was first published
			originally appeared
			first appeared
			^ dateline
			is a developing story
			updated
			published
			posted
			last updated
			story continues
			breaking news :
			check back
			developing story
			`,
		weak: `
			edt
			est
			et
			gmt
			bst
			utc
			pst
			pdt
			cdt
			cst
			ist
			`,
	},
	breadcrumb: {
		certain: `
			^ home >
			^ home /
			^ home »
			^ news >
			^ you are here
			skip to content
			skip to main
			^ back to top
			^ section :
			^ topics :
			^ topic :
			^ tags :
			^ tag :
			^ tagged :
			^ categories :
			^ category :
			^ filed under
			^ filed in
			^ posted in
			^ related topics
			^ related tags
			^ keywords
			^ main menu
			^ menu $
			^ search $
			`,
		strong: `
			^ back to
			^ more in
			^ topics
			>
			»
			`,
		weak: `
			|
			/
			`,
	},
	share: {
		certain: `
			share this
			share on facebook
			share on twitter
			share via email
			share with
			^ share $
			^ tweet $
			^ tweet this
			^ email $
			^ e-mail $
			^ print $
			^ email this
			^ print this
			^ copy link
			copy link
			share tweet
			tweet share
			facebook twitter
			facebook | twitter
			facebook messenger
			email print
			print email
			share or comment
			share it with
			like this : like
			like us on
			follow us on
			follow us @
			^ follow @
			^ - follow
			follow him on
			follow her on
			follow them on
			follow me on
			follow ... on twitter
			follow ... on facebook
			find us on
			join us on
			connect with us
			join the conversation
			join the discussion
			join the debate
			have your say
			let us know in the comments
			tell us what you think
			leave a comment
			post a comment
			add a comment
			view comments
			show comments
			read comments
			comments ( #
			^ comments $
			^ comment $
			comments are closed
			comments are moderated
			^ on twitter
			^ on facebook
			^ @
			listen to article
			flipboard
			read or share this story
			`,
		strong: `
			^ share
			shares $
			# shares
			^ facebook
			^ twitter
			^ whatsapp
			^ linkedin
			^ pinterest
			^ reddit
			^ google
			^ save $
			^ send $
			facebook , twitter
			^ follow
			what do you think ?
			# comments
			comments below
			in the comments
			share
			tweets by
			on twitter @
			on twitter :
			comment section
			comments section
			can you comment
			comments
			on instagram
			hashtag
			@
			`,
		weak: `
			twitter
			facebook
			instagram
			youtube
			comment
			tweet
			`,
	},
	plea: {
		certain: `
			sign up for
			sign up to
			sign up here
			sign up now
			sign up today
			sign up $
			^ sign up
			^ sign in
			^ log in
			^ log out
			signing up , you agree
			you agree to our
			you agree to receive
			by signing up
			by subscribing
			by submitting
			newsletter sign up
			newsletter sign - up
			newsletter signup
			^ newsletter
			our newsletter
			our free newsletter
			email newsletter
			email newsletters
			daily newsletter
			manage newsletters
			get the ... newsletter
			subscribe to
			subscribe now
			subscribe here
			subscribe today
			subscribe for
			subscribe $
			^ already a subscriber
			already have an account
			create an account
			create your account
			your subscription
			subscribers only
			for subscribers
			unlimited access
			digital access
			become a member
			become a subscriber
			become a supporter
			become a patron
			support our journalism
			support our work
			support the guardian
			support independent
			support quality journalism
			reader supported
			reader - supported
			reader - funded
			make a contribution
			make a donation
			please donate
			please consider
			donate now
			donate to
			chip in $
			click here to get
			click here for
			click for more
			click to get
			delivered to your inbox
			in your inbox
			to your inbox
			straight to your
			e - mail address
			invalid email
			verification email
			confirmation email
			confirmation message
			verify you're not a robot
			not a robot
			recaptcha
			spam or junk
			turn on notifications
			push notifications
			desktop notifications
			breaking news alerts
			news alerts
			download the app
			download our app
			get the app
			news app
			mobile app
			do you have a story
			do you have a tip
			got a tip
			got a story
			have a story
			have a tip
			send tips
			send a tip
			send letters
			e - mail us
			e - mail :
			contact us
			write to us
			contact the author
			contact the reporter
			contact this reporter
			please include a contact
			reach him at
			reach her at
			reach them at
			can be reached by
			reach the reporter
			whatsapp :
			special offers
			promotional offers
			cookie policy
			privacy notice
			this site uses cookies
			we use cookies
			use of cookies
			accept cookies
			ad blocker
			adblocker
			advertisement continue
			continue reading
			^ advertisement
			^ advertisement $
			^ ad $
			^ ads by
			sponsored content
			paid content
			promoted content
			^ anzeige
			story continues below
			article continues
			continues below
			continue reading below
			continued below
			thank you for signing
			thanks for signing
			thanks for subscribing
			thank you for subscribing
			thanks for reading
			thank you for reading
			we have sent you
			we've sent
			if you enjoyed this
			if you like this story
			if you like this
			if you liked this
			like what you
			love what you
			stay up to date
			stay in the know
			get breaking news
			get up to speed
			want more
			want to see more
			want to read more
			oops ,
			help us report
			tell us more
			were you affected
			did you witness
			have you been affected
			order reprints
			today's paper
			^ just one more thing
			track this story
			`,
		strong: `
			^ subscribe
			free trial
			^ donate
			^ support
			click here to
			click here .
			^ click here
			your email
			your inbox
			email address
			download the
			our app
			send us
			send your
			email us
			email :
			call us
			text us
			^ contact
			^ call
			be reached at
			reached at
			get in touch
			privacy policy
			^ sponsored
			get all the latest
			stay informed
			stay connected
			never miss
			don't miss
			get our
			get the latest
			are you a
			were you there
			newsletter
			newsletters
			subscribe
			subscription
			subscriber
			inbox
			sign up
			click
			donate
			tips
			download
			podcast
			advertisement
			disclosure :
			add ... as an interest
			star ... this story
			`,
		weak: `
			email
			e - mail
			free
			you
			your
			us
			please
			here
			app
			`,
	},
	related: {
		certain: `
			^ read more
			^ read :
			^ read also
			^ also read
			^ also :
			^ also see
			^ see also
			^ see :
			^ see more
			^ see related
			^ read next
			^ up next
			^ next :
			^ more on
			^ more from
			^ more about
			^ more news
			^ more stories
			^ more coverage
			^ more like this
			^ more to
			read more $
			read more .
			read more :
			read more on
			^ related :
			related stories
			related articles
			related content
			related links
			related coverage
			related news
			related :
			recommended for you
			recommended stories
			^ most read
			^ most popular
			^ most viewed
			^ must read
			^ must - read
			trending now
			trending right now
			^ top deals
			^ latest news
			^ previous story
			^ previous :
			^ previously :
			^ previously on
			^ earlier :
			^ earlier story
			^ flashback
			^ go deeper
			^ dig deeper
			^ special report
			^ special coverage
			^ full coverage
			^ complete coverage
			^ live updates
			^ live :
			^ opinion :
			^ analysis :
			^ explained :
			^ fact check :
			^ in pictures
			^ in photos
			^ in - depth
			^ photo gallery
			^ listen :
			^ podcast :
			^ check out
			check out :
			^ don't miss
			you may also like
			you might also like
			you may be interested
			you might be interested
			might also be interested
			^ what to read
			^ [ read
			^ [ see
			^ [ watch
			^ [ also
			^ ( photos
			^ ( watch
			^ ( read
			^ ( also
			^ ( see
			^ ( more
			^ ( quiz
			^ ( full
			^ click here for more
			^ map :
			^ tracker :
			^ quiz :
			^ interactive :
			^ how to follow
			^ recap :
			^ key points
			^ key takeaways
			^ in this article
			^ in this story
			^ table of contents
			^ jump to
			^ other developments
			^ the latest :
			more stories
			top stories :
			for more on this
			for the latest
			for more stories
			to see more stories
			`,
		strong: `
			^ more :
			^ related
			^ recommended
			^ popular
			^ trending
			^ top stories
			^ latest
			^ headlines
			^ further reading
			^ explainer
			^ in depth
			^ photos
			^ gallery
			^ you may
			^ you might
			^ what else
			^ this week's
			^ timeline :
			^ by the numbers
			^ contents
			^ watch live
			^ watch more
			^ watch this
			^ watch
			^ video
			story here
			stories here
			for more information
			for more details
			to read more
			to learn more
			read the full
			full story
			full article
			full report
			see story
			see page
			our coverage
			special coverage
			visit
			`,
		weak: `
			read
			more
			see
			latest
			`,
	},
	bio: {
		certain: `
			^ about the author
			^ about the writer
			^ about author
			about the author
			about the authors
			^ about us
			^ who we are
			^ our standards
			is a freelance
			is a contributing
			is a contributor
			is a columnist
			is a syndicated
			is a staff writer
			is a staff reporter
			is a senior staff
			is a senior reporter
			is a senior correspondent
			is a senior editor
			is a reporter for
			is a reporter at
			is a reporter based
			is a reporter covering
			is a correspondent
			is a journalist based
			is an associate editor
			is editor emeritus
			is a nationally syndicated
			writes for
			opinions expressed
			views expressed
			is the opinion of
			is a nonpartisan
			is an independent media
			is an independent news
			he tweets
			she tweets
			tweets @
			editorial policies
			editorial standards
			strict set of editorial
			`,
		strong: `
			is a writer
			is an editor
			is editor of
			is the editor
			is the author of
			is author of
			is the host of
			is a fellow at
			is a senior fellow
			is senior fellow
			is an opinion
			is a radio
			covers ... for
			covers politics
			covers breaking
			reports for the
			writes about
			a former editor
			a nonprofit newsroom
			is a nonprofit
			is owned by
			tweets at
			a leading provider
			is a leading
			our mission
			columnist
			freelance
			writer
			is based in
			based in
			previously worked
			joined the
			graduate of
			graduated from
			lives in
			her work
			his work
			`,
		weak: `
			author
			editor
			reporter
			`,
	},
	legal: {
		certain: `
			©
			copyright #
			copyright ©
			( c ) #
			^ copyright
			all rights reserved
			may not be published
			may not be reproduced
			be republished
			not be redistributed
			rewritten or redistributed
			reprint permission
			reprinted with permission
			republished with permission
			terms of service
			terms and conditions
			terms for use
			licensing opportunities
			permission to reprint
			permission to republish
			is available without charge
			rush transcript
			copy may not be in its final
			transcript provided
			transcripts are created
			^ disclaimer
			should not be taken as
			not necessarily reflect
			do not represent the views
			affiliate links
			may earn a commission
			standards and practices
			trust principles
			fcc public file
			eeo report
			`,
		strong: `
			copyright by
			terms of use
			user agreement
			creative commons
			investment advice
			is not responsible for
			does not constitute
			do not necessarily
			does not necessarily
			for immediate release
			press release
			registered trademark
			commission on
			do not sell
			copyright
			disclaimer
			reprint
			licensing
			™
			®
			`,
		weak: `
			rights
			permission
			`,
	},
	other: {
		certain: `
			^ [ pullquote ]
			[ pullquote ]
			^ [ break ]
			^ [ image ]
			[ embedtweet
			[ caption
			[ embed ]
			^ < ! -
			/ / ->
			poster = "
			upgrade your browser
			^ close $
			^ dismiss $
			^ q & a $
			show hide
			^ vote now
			^ poll :
			^ take our poll
			^ analysis / opinion :
			^ opinion $
			^ commentary $
			^ analysis $
			^ correction
			^ quick facts
			^ fast facts
			^ at a glance
			^ highlights $
			^ key facts
			^ story highlights
			^ photo $
			^ image $
			^ video $
			^ photos $
			^ videos $
			^ audio $
			^ swipe
			^ page # of
			^ next $
			^ previous $
			^ end $
			^ ends $
			- # - $
			^ more $
			your notification has been
			problem saving your notification
			comment policy
			abusive comments
			report abuse
			be respectful
			`,
		strong: `
			your browser
			does not support
			^ loading
			^ none $
			^ null
			^ tap here
			^ scroll
			your password
			your account
			your profile
			your comment
			your privacy
			be civil
			notification
			cookies
			browser
			javascript
			password
			`,
		weak: `
			http
			https
			www
			com
			`,
	},
}

// A cue is one compiled phrase.
type cue struct {
	words    []uint32 // hashes; 0 is a gap
	kind     uint8
	strength strength
	atStart  bool
	atEnd    bool
}

const maxGap = 8 // words that "..." may stand for

// cues maps the hash of a phrase's first word to the phrases.
var cues = sync.OnceValue(func() map[uint32][]cue {
	table := map[uint32][]cue{}
	for kind, rows := range cueTable {
		for s, rows := range rows {
			for _, row := range strings.Split(rows, "\n") {
				c := cue{kind: uint8(kind), strength: strength(s)}
				for _, field := range strings.Fields(row) {
					switch field {
					case "^":
						c.atStart = true
					case "$":
						c.atEnd = true
					case "...":
						c.words = append(c.words, 0)
					default:
						c.words = append(c.words, hashWord(field))
					}
				}
				if len(c.words) > 0 {
					table[c.words[0]] = append(table[c.words[0]], c)
				}
			}
		}
	}
	return table
})

// A hit is a cue found in a line.
type hit struct {
	*cue
	first, last int // words
}

// findCues appends the cues in words to hits.
func findCues(hits []hit, words []word) []hit {
	table := cues()
	for i := range words {
		list := table[words[i].hash]
		for k := range list {
			c := &list[k]
			if c.atStart && i > 0 {
				continue
			}
			if last, ok := match(c.words, words, i); ok && (!c.atEnd || last == len(words)-1 || last == len(words)-2 && words[last+1].isSign()) {
				hits = append(hits, hit{c, i, last})
			}
		}
	}
	return hits
}

// match reports whether pattern stands at words[i] and where it ends.
func match(pattern []uint32, words []word, i int) (last int, ok bool) {
	for p, h := range pattern {
		if h != 0 {
			if i >= len(words) || words[i].hash != h {
				return 0, false
			}
			i++
			continue
		}
		for gap := 0; gap <= maxGap; gap++ { // phrases have one gap at most
			if last, ok := match(pattern[p+1:], words, i+gap); ok {
				return last, true
			}
		}
		return 0, false
	}
	return i - 1, true
}
