package figure

// A dimension is what can be compared at all: a length never agrees or
// disagrees with a mass.
type dimension uint8

const (
	otherDim dimension = iota // things counted
	peopleDim
	moneyDim
	percentDim
	ageDim
	clockDim
	durationDim
	rankDim
	dateDim
	lengthDim
	massDim
	areaDim
	volumeDim
	speedDim
	temperatureDim
	shareDim
	scoreDim
	pointsDim
	timesDim
	dimensions // how many
)

// A conversion leads from a unit to the canonical one of its dimension.
type conversion struct {
	dim    dimension
	factor float64
}

// conversions has the units that package nlp/figure gives. Factors are exact
// by definition (international yard and pound, 1959) but for months and
// years, which are mean Gregorian ones, and the "ton", which is nowhere
// defined: short, long and metric tons lie within 12 % and news rarely tell.
var conversions = map[string]conversion{
	"percent": {percentDim, 1}, "percentage points": {percentDim, 1}, "basis points": {percentDim, 0.01}, "share": {percentDim, 100},
	"clock": {clockDim, 1}, "rank": {rankDim, 1}, "date": {dateDim, 1}, "people": {peopleDim, 1}, "score": {scoreDim, 1}, "points": {pointsDim, 1}, "times": {timesDim, 1},

	"m": {lengthDim, 1}, "km": {lengthDim, 1e3}, "cm": {lengthDim, 1e-2}, "mm": {lengthDim, 1e-3}, "dm": {lengthDim, 0.1}, "nm": {lengthDim, 1e-9}, "pm": {lengthDim, 1e-12},
	"mi": {lengthDim, 1609.344}, "ft": {lengthDim, 0.3048}, "in": {lengthDim, 0.0254}, "yd": {lengthDim, 0.9144}, "nmi": {lengthDim, 1852}, "ly": {lengthDim, 9.4607304725808e15},
	"kg": {massDim, 1}, "g": {massDim, 1e-3}, "mg": {massDim, 1e-6}, "ug": {massDim, 1e-9}, "lb": {massDim, 0.45359237}, "oz": {massDim, 0.028349523125},
	"t": {massDim, 1e3}, "ton": {massDim, 1e3}, "st": {massDim, 6.35029318},
	"ac": {areaDim, 4046.8564224}, "ha": {areaDim, 1e4}, "km2": {areaDim, 1e6}, "m2": {areaDim, 1}, "sq mi": {areaDim, 2589988.110336}, "sq ft": {areaDim, 0.09290304},
	"sq yd": {areaDim, 0.83612736}, "sq in": {areaDim, 0.00064516}, "cm2": {areaDim, 1e-4},
	"l": {volumeDim, 1}, "ml": {volumeDim, 1e-3}, "gal": {volumeDim, 3.785411784}, "bbl": {volumeDim, 158.987294928}, "m3": {volumeDim, 1e3}, "cu ft": {volumeDim, 28.316846592},
	"mph": {speedDim, 1.609344}, "km/h": {speedDim, 1}, "kn": {speedDim, 1.852}, "m/h": {speedDim, 1e-3},
	"seconds": {durationDim, 1.0 / 3600}, "minutes": {durationDim, 1.0 / 60}, "hours": {durationDim, 1}, "days": {durationDim, 24}, "nights": {durationDim, 24},
	"weeks": {durationDim, 168}, "months": {durationDim, 730.485}, "years": {durationDim, 8765.82}, "decades": {durationDim, 87658.2}, "centuries": {durationDim, 876582},
}

// temperatures and all that has an offset stay in their own unit.
func convert(unit, measure string) (conversion, string) {
	if measure == "age" {
		c, ok := conversions[unit]
		if !ok || c.dim != durationDim {
			return conversion{ageDim, 1}, "years"
		}
		return conversion{ageDim, c.factor / conversions["years"].factor}, "years"
	}
	if c, ok := conversions[unit]; ok {
		return c, ""
	}
	switch unit {
	case "celsius", "fahrenheit", "degrees":
		return conversion{temperatureDim, 1}, unit
	}
	if isCurrency(unit) {
		return conversion{moneyDim, 1}, unit
	}
	return conversion{otherDim, 1}, ""
}

// isCurrency knows an ISO 4217 code by its form; no other unit has it.
func isCurrency(unit string) bool {
	if len(unit) != 3 {
		return false
	}
	for i := range 3 {
		if unit[i] < 'A' || unit[i] > 'Z' {
			return false
		}
	}
	return true
}
