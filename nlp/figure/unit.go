package figure

import "strings"

// unitKind is what a unit measures; values of one kind can be converted.
type unitKind uint8

const (
	otherUnit unitKind = iota
	money
	percent
	length
	mass
	area
	volume
	speed
	duration
	temperature
	energy
	information
	angle
)

// A unit is one measure with the name that Figure.Unit carries: the symbol of
// the SI or of common use (km, mi, kg), an ISO 4217 code for money, a plural
// for durations.
type unit struct {
	name string
	kind unitKind
	// glue: the word may follow its number without a space and is a unit only
	// there or right after a numeral (m, g, s: too short to be one elsewhere).
	glue bool
	// factor converts to the unit whose name is base; 0 when the unit stands for itself.
	factor float64
	base   string
}

func addUnits(at func(string) *entry) {
	add := func(name string, kind unitKind, words string) {
		u := &unit{name: name, kind: kind}
		for _, w := range strings.Fields(words) {
			at(w).unit = u
			at(w).flags |= unitWord
		}
	}
	short := func(name string, kind unitKind, words string) {
		u := &unit{name: name, kind: kind, glue: true}
		for _, w := range strings.Fields(words) {
			at(w).unit = u
			at(w).flags |= unitWord
		}
	}
	add("percent", percent, "percent percentage percents pct")
	short("percent", percent, "pc")

	add("m", length, "meter meters metre metres")
	short("m", length, "m")
	add("km", length, "kilometer kilometers kilometre kilometres km kms")
	add("cm", length, "centimeter centimeters centimetre centimetres cm cms")
	add("mm", length, "millimeter millimeters millimetre millimetres mm")
	add("dm", length, "decimeter decimetre decimeters decimetres")
	short("dm", length, "dm")
	add("mi", length, "mile miles")
	add("ft", length, "foot feet ft")
	add("in", length, "inch inches")
	short("in", length, "in")
	add("yd", length, "yard yards yds")
	add("pm", length, "picometer picometers picometre")
	add("nm", length, "nanometer nanometers nanometre nanometres")
	add("ly", length, "lightyear lightyears")

	add("kg", mass, "kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs")
	add("g", mass, "gram grams gramme grammes")
	short("g", mass, "g")
	add("mg", mass, "milligram milligrams mg")
	add("ug", mass, "microgram micrograms microgramme microgrammes μg mcg")
	add("lb", mass, "pound pounds lb lbs")
	add("oz", mass, "ounce ounces oz")
	add("t", mass, "tonne tonnes")
	add("ton", mass, "ton tons")
	add("st", mass, "stone")

	add("ac", area, "acre acres")
	add("ha", area, "hectare hectares ha")
	add("km2", area, "km² sqkm")
	add("m2", area, "m² sqm")
	add("sq ft", area, "sqft")

	add("l", volume, "liter liters litre litres")
	short("l", volume, "l")
	add("ml", volume, "milliliter milliliters millilitre millilitres ml")
	add("gal", volume, "gallon gallons")
	add("bbl", volume, "barrel barrels bpd")

	add("mph", speed, "mph")
	add("km/h", speed, "kph kmph kmh")
	add("kn", speed, "knot knots")

	add("seconds", duration, "seconds secs")
	short("seconds", duration, "s sec")
	add("minutes", duration, "minute minutes mins min")
	add("hours", duration, "hour hours hrs hr")
	add("days", duration, "day days")
	add("nights", duration, "nights")
	add("weeks", duration, "week weeks")
	add("months", duration, "month months")
	add("years", duration, "year years yrs yr")
	add("decades", duration, "decade decades")
	add("centuries", duration, "century centuries")

	add("degrees", temperature, "degree degrees")
	add("celsius", temperature, "celsius")
	add("fahrenheit", temperature, "fahrenheit")

	add("MW", energy, "megawatt megawatts mw")
	add("GW", energy, "gigawatt gigawatts gw")
	add("kW", energy, "kilowatt kilowatts kw")
	add("kWh", energy, "kwh")
	add("MB", information, "megabyte megabytes mb")
	add("GB", information, "gigabyte gigabytes gb")
	add("TB", information, "terabyte terabytes tb")
	add("bits", information, "bit bits")

	add("points", otherUnit, "points")
	add("times", otherUnit, "times")

	currency := func(code, words string) {
		u := &unit{name: code, kind: money}
		for _, w := range strings.Fields(words) {
			at(w).unit = u
			at(w).flags |= unitWord | moneyWord
		}
	}
	currency("USD", "dollar dollars usd bucks")
	currency("EUR", "euro euros eur")
	currency("GBP", "gbp quid")
	currency("JPY", "yen jpy")
	currency("CNY", "yuan renminbi rmb cny 元")
	currency("INR", "rupee rupees inr rs")
	currency("RUB", "rouble roubles ruble rubles rub")
	currency("CHF", "franc francs chf")
	currency("AUD", "aud")
	currency("CAD", "cad")
	currency("KRW", "won")
	currency("MXN", "peso pesos")
	currency("ZAR", "rand")
	currency("BRL", "reais")
	currency("TRY", "lira")
	currency("SEK", "krona kronor sek")
	currency("NOK", "kroner krone nok")
	currency("ILS", "shekel shekels")
	currency("UAH", "hryvnia hryvnias")
	currency("NGN", "naira")
	currency("IRR", "rial rials")
	currency("IDR", "rupiah")
	currency("THB", "baht")
	currency("PHP", "php")
	currency("KES", "shilling shillings")
	currency("SAR", "riyal riyals")
	currency("AED", "dirham dirhams")
	currency("KWD", "dinar dinars")
	currency("PLN", "zloty zlotys")
	currency("HUF", "forint forints")
	currency("CZK", "koruna korunas koruny")
	currency("MYR", "ringgit ringgits")
	currency("BTC", "btc bitcoins")
	currency("ESP", "peseta pesetas")
	currency("FIM", "markka")
	currency("NLG", "guilder guilders")
	currency("DEM", "deutschmarks")
	part := func(words string, base string, factor float64) {
		u := &unit{name: base, kind: money, factor: factor, base: base}
		for _, w := range strings.Fields(words) {
			at(w).unit = u
			at(w).flags |= unitWord | moneyWord
		}
	}
	part("cent cents", "USD", 0.01)
	part("penny pennies pence", "GBP", 0.01)
	at("won").unit = nil // a verb far more often than the currency: "won" is money only after a scale
	at("rand").unit = nil
	at("second").unit = &unit{name: "seconds", kind: duration, glue: true}
	at("min").unit.glue = false
}

// Units that only their neighbours make units.
var (
	unitLightYear  = &unit{name: "ly", kind: length}
	unitMPH        = &unit{name: "mph", kind: speed}
	unitKMH        = &unit{name: "km/h", kind: speed}
	unitPoundMoney = &unit{name: "GBP", kind: money}
	unitPoints     = &unit{name: "percentage points", kind: percent}
	unitBasis      = &unit{name: "basis points", kind: otherUnit}
	unitTonne      = &unit{name: "t", kind: mass}
	unitNautical   = &unit{name: "nmi", kind: length}
	unitPercent    = &unit{name: "percent", kind: percent}
	unitCelsius    = &unit{name: "celsius", kind: temperature}
	unitFahrenheit = &unit{name: "fahrenheit", kind: temperature}
	unitWon        = &unit{name: "KRW", kind: money}
)

// squares and cubes of a length, by its symbol.
var squares = map[string]*unit{
	"m": {name: "m2", kind: area}, "km": {name: "km2", kind: area}, "mi": {name: "sq mi", kind: area}, "ft": {name: "sq ft", kind: area},
	"cm": {name: "cm2", kind: area}, "in": {name: "sq in", kind: area}, "yd": {name: "sq yd", kind: area},
}

var cubes = map[string]*unit{
	"m": {name: "m3", kind: volume}, "km": {name: "km3", kind: volume}, "ft": {name: "cu ft", kind: volume},
	"cm": {name: "cm3", kind: volume}, "in": {name: "cu in", kind: volume}, "yd": {name: "cu yd", kind: volume},
}

var nationalMoney = map[string]string{
	"us": "USD", "american": "USD", "u.s": "USD", "u.s.": "USD", "canadian": "CAD", "australian": "AUD", "hong": "HKD", "kong": "HKD",
	"singapore": "SGD", "zealand": "NZD", "taiwan": "TWD", "swiss": "CHF", "hk": "HKD", "c": "CAD", "a": "AUD", "nz": "NZD", "s": "SGD", "nt": "TWD",
	"r": "BRL", "ca": "CAD", "au": "AUD", "usd": "USD", "egyptian": "EGP", "syrian": "SYP", "lebanese": "LBP", "philippine": "PHP",
	"argentine": "ARS", "chilean": "CLP", "colombian": "COP", "iraqi": "IQD", "jordanian": "JOD", "pakistani": "PKR", "danish": "DKK", "norwegian": "NOK",
}

// moneySign gives the currency of a symbol.
func moneySign(r rune) *unit {
	switch r {
	case '$':
		return &signs[0]
	case '£':
		return &signs[1]
	case '€':
		return &signs[2]
	case '¥':
		return &signs[3]
	case '₹':
		return &signs[4]
	case '₽':
		return &signs[5]
	case '₩':
		return &signs[6]
	case '₪':
		return &signs[7]
	case '₴':
		return &signs[8]
	case '₦':
		return &signs[9]
	case '₺':
		return &signs[10]
	case '₡':
		return &signs[11]
	case '₾':
		return &signs[12]
	case '₭':
		return &signs[13]
	case '฿':
		return &signs[14]
	case '₫':
		return &signs[15]
	case '₱':
		return &signs[16]
	}
	return nil
}

var signs = [...]unit{
	{name: "USD", kind: money}, {name: "GBP", kind: money}, {name: "EUR", kind: money}, {name: "JPY", kind: money},
	{name: "INR", kind: money}, {name: "RUB", kind: money}, {name: "KRW", kind: money}, {name: "ILS", kind: money},
	{name: "UAH", kind: money}, {name: "NGN", kind: money}, {name: "TRY", kind: money}, {name: "CRC", kind: money},
	{name: "GEL", kind: money}, {name: "LAK", kind: money}, {name: "THB", kind: money}, {name: "VND", kind: money},
	{name: "PHP", kind: money},
}
