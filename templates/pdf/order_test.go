package pdf

import (
	"math"
	"strings"
	"testing"
)

// set is text as it is seen on its lines, from left to right.
func set(t *testing.T, text string, width float64) []string {
	t.Helper()
	fonts, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	for _, l := range fonts.wrap([]span{{text, bodyText}}, width, textLead) {
		var b strings.Builder
		for _, r := range l.runs {
			b.WriteString(string(r.text))
		}
		seen = append(seen, b.String())
	}
	return seen
}

// TestScriptsFromTheRight has letters that stand for themselves: אבגד is written
// alef, bet, gimel, dalet from right to left, so it is seen as דגבא.
func TestScriptsFromTheRight(t *testing.T) {
	for text, want := range map[string]string{
		"plain (text) 12":        "plain (text) 12",
		"אבגד":                   "דגבא",
		"אב גד":                  "דג בא",
		"to אבגד, please":        "to דגבא, please",
		"to אב גד 12 הו, please": "to וה 12 דג בא, please", // a number goes the other way
		"אב 12, 34":              "34 ,12 בא",
		"אב 1,234.50 גד":         "דג 1,234.50 בא",
		"אב (גד) abc":            "abc (דג) בא",
		"אב 45% abc":             "abc 45% בא", // base from the right: the words of the other script keep theirs
		"[אב] and <גד>":          "<דג> and [בא]",
		"שָׁם":                   "םשָׁ", // marks stay behind their letter
		"abc\nאב, גד":            "abc|דג ,בא",
		"٢٠٢٦ عام":               "ماع ٢٠٢٦",
	} {
		if got := strings.Join(set(t, text, 500), "|"); got != want {
			t.Errorf("%q is seen as %q, want %q", text, got, want)
		}
	}
	// A line goes the way of its paragraph, not of its own first letter.
	lines := set(t, "Words before אבגד הוזח, and after", 36)
	if len(lines) != 2 || lines[1] != "חזוה, and after" {
		t.Errorf("wrapped it is seen as %q", lines)
	}
}

func TestArabicLettersJoin(t *testing.T) {
	for word, want := range map[string]string{
		"سلام":   "\uFEB3\uFEFC\uFEE1", // lam and alef are one
		"لا":     "\uFEFB",
		"بب":     "\uFE91\uFE90",
		"ببب":    "\uFE91\uFE92\uFE90",
		"دار":    "\uFEA9\uFE8D\uFEAD", // none of these reaches to the next
		"ماء":    "\uFEE3\uFE8E\uFE80",
		"بَب":    "\uFE91\u064E\uFE90", // a mark parts nothing
		"پژ":     "\uFB58\uFB8B",
		"abc":    "abc",
		"ب-ب":    "\uFE8F-\uFE8F",
		"ـب":     "ـ\uFE90",
		"Ελλάδα": "Ελλάδα",
	} {
		if got := string(joined([]rune(word))); got != want {
			t.Errorf("%s is shaped as %+q, want %+q", word, got, want)
		}
	}
}

func TestMarksStandOverTheirLetters(t *testing.T) {
	fonts, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	width := func(s string) float64 { return fonts.shape([]rune(s), bodyText)[0].width }
	for marked, bare := range map[string]string{"ọ̀": "ọ", "M̄": "M", "ẹ́̄": "ẹ"} {
		if got, want := width(marked+"ọx"), width(bare+"ọx"); math.Abs(got-want) > 0.02 {
			t.Errorf("%s takes %.3f of room, its letter %.3f", marked, got, want)
		}
	}
	r := fonts.shape([]rune("M̄q̃"), bodyText)[0]
	if !r.isRaised(1) || r.isRaised(3) {
		t.Error("a mark is raised over a capital, and only there")
	}
	if text := strings.Join(words(t, drawn(t, Document{Title: "Ẹ̀kọ́ ọ̀pọ̀lọpọ̀", Intro: "M̄q̃ ė̃ȧ, ọ̀pọ̀ on"})), ""); !strings.Contains(text, "Ẹ̀kọ́ ọ̀pọ̀lọpọ̀") || !strings.Contains(text, "M̄q̃ ė̃ȧ, ọ̀pọ̀ on") {
		t.Errorf("what is read back is %q", text)
	}
}

func TestLinesOfChineseEndBetweenCharacters(t *testing.T) {
	const text = "Kitchen 厨房改造工程包括拆除旧橱柜、安装新橱柜（含水电）。保修两年。"
	lines := set(t, text, 40)
	if got := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); got != strings.ReplaceAll(text, " ", "") {
		t.Fatalf("it became %q", got)
	}
	if len(lines) < 3 || !strings.Contains(lines[0], "厨") {
		t.Errorf("the lines are %q", lines)
	}
	for _, l := range lines[1:] {
		if strings.ContainsRune("、。）", []rune(l)[0]) {
			t.Errorf("a line begins with what closes: %q", lines)
		}
	}
	for _, l := range lines[:len(lines)-1] {
		if r := []rune(l); r[len(r)-1] == '（' {
			t.Errorf("a line ends with what opens: %q", lines)
		}
	}
}
