package text

import "testing"

func TestOutlet(t *testing.T) {
	for in, want := range map[string]string{
		"example.com":                       "example.com",
		"www.example.com:80":                "example.com",
		"WWW.Example.COM.":                  "example.com",
		"apps.news.example.co.uk":           "example.co.uk",
		"https://m.example.com/a/b?c=d#e":   "example.com",
		"//cdn.example.org/a":               "example.org",
		"example.com/path":                  "example.com",
		"http://user@example.com/":          "example.com",
		"harbour-post.example":              "harbour-post.example",
		"http://blog.harbour-post.example/": "harbour-post.example",
		"somebody.blogspot.com":             "somebody.blogspot.com",
		"http://web.archive.org/web/20170313015946/http://apps.example.com/x/y/":                  "example.com",
		"http://web.archive.org/web/20170313015946id_/https://www.example.com:443":                "example.com",
		"web.archive.org/web/2017/www.example.com/a":                                              "example.com",
		"https://web.archive.org/web/20170313015946/http:/www.example.com/a":                      "example.com",
		"https://archive.ph/20200101000000/https://www.example.net/a":                             "example.net",
		"https://archive.org/details/something":                                                   "archive.org",
		"https://web.archive.org/":                                                                "archive.org",
		"http://web.archive.org/web/2017/http://web.archive.org/web/2016/http://www.example.org/": "example.org",
		"https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a":                        "example.com",
		"http://xn--bcher-kva.example.com/":                                                       "example.com",
		"http://münze.example.de/":                                                                "example.de",

		"":                     "",
		"The Harbour Post":     "",
		"Reuters":              "",
		"A.P.":                 "",
		"No. 10":               "",
		"127.0.0.1:8080":       "",
		"http://[::1]:80/a":    "",
		"com":                  "",
		"co.uk":                "",
		"http://localhost/a":   "",
		"http://%zz/":          "",
		"http://":              "",
		"somebody@example.com": "example.com",
	} {
		if got := Outlet(in); got != want {
			t.Errorf("Outlet(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzOutlet(f *testing.F) {
	for _, s := range []string{"example.com", "http://web.archive.org/web/2017/http://a.example.com/", "x://[", "é.com"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		o := Outlet(s)
		if o != "" && Outlet(o) != o && Outlet("http://"+o) != o {
			t.Errorf("Outlet(%q) = %q, whose outlet is %q", s, o, Outlet(o))
		}
	})
}
