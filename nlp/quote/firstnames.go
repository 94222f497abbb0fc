package quote

// firstNames tells the gender of frequent first names in English-language
// news, so that "she" is not taken for a man who spoke last. Names that both
// use (Alex, Jordan, Kim) are left out.
var firstNames = func() map[string]gender {
	m := map[string]gender{}
	for w := range wordSet(`
		james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
		mark donald steven steve paul andrew joshua kenneth kevin brian george timothy tim ronald edward jason jeffrey
		jeff ryan jacob gary nicholas nick eric jonathan stephen larry justin scott brandon benjamin ben samuel sam
		gregory greg alexander frank patrick raymond jack dennis jerry tyler aaron jose henry adam douglas nathan
		peter zachary kyle walter harold jeremy ethan carl keith roger gerald christian terry sean arthur austin noah
		lawrence jesse joe bryan billy albert dylan bruce willie gabriel alan juan logan wayne roy ralph
		randy eugene vincent russell louis bobby philip phil johnny bill mike jim tom bob dan chris matt tony rick
		ted ron ken don barack joe mitt marco bernie vladimir sergei sergey dmitry ivan igor oleg boris mikhail
		nikolai alexei yuri viktor petro volodymyr mohammed muhammad mohamed ahmed ali hassan hussein ibrahim
		abdullah omar khalid mustafa recep bashar benjamin shimon ariel francois emmanuel nicolas pierre
		jacques michel hans klaus wolfgang jürgen stefan thomas rainer karl heinz helmut sigmar silvio matteo
		giuseppe giovanni luigi carlos luis miguel pedro jorge antonio francisco javier manuel rafael fernando
		narendra rajiv rahul arun anil sanjay shinzo hiroshi takeshi wei jun ming xi ban kofi nelson jacob cyril
		tony gordon nigel boris jeremy ed hugh ian colin neil craig stuart graham simon martin
		roger derek trevor clive barry geoffrey nigel adrian gavin lewis liam oliver harry leo max oscar felix
		jay earl ray glenn chuck dick rudy newt jeb rand mick jared`) {
		m[w] = male
	}
	for w := range wordSet(`
		mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra
		ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura
		cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra
		rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria lauren
		christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison
		frances kathryn janice abigail alice julia judy sophia grace denise amber doris marilyn danielle
		beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori hillary nikki kamala
		ivanka melania condoleezza angela marine ursula christine federica aung yulia tatiana natalia
		olga irina svetlana elena ekaterina anastasia marina galina valentina fatima aisha leila layla nadia amina
		zainab khadija benazir indira sonia priya sushma kellyanne sheryl oprah michelle jill tammy elise claire
		kirsten dianne nancy maxine loretta sally susan anne fiona nicola ruth harriet yvette priti amber
		penny caroline sophie chloe lucy kate katie jane joanna gillian isabel carmen rosa dolores ana lucia
		gabriela valeria mariana ingrid astrid greta sigrid birgit ursula petra heike sabine monika renate mirela
		ida`) {
		m[w] = female
	}
	return m
}()
