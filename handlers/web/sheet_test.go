package web_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"anteroom/handlers/web"
	"anteroom/store/money"
)

// hostile are texts that a spreadsheet must not run, whichever separator it
// goes by.
var hostile = []string{"=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r\n=1+1", " =1+1", `=HYPERLINK("https://evil.example";"Refund")`,
	"=cmd|' /C calc'!A0", "Smith;=1+1", "Smith,=1+1", "Smith; \t=1+1", `"=1+1"`, `";=1+1`, "\u2212\u20091", "\uFF1D1", "a\n=1+1", "\xff=1", "|=1", "%0A=1"}

func TestNoCellRuns(t *testing.T) {
	for _, text := range hostile {
		var file bytes.Buffer
		if err := web.WriteSheet(&file, [][]web.Cell{{web.Words(text), web.Sum(-1250, "GBP")}}); err != nil {
			t.Fatal(err)
		}
		for _, separator := range ",;\t|" {
			read := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.String(), "\uFEFF")))
			read.Comma, read.LazyQuotes, read.FieldsPerRecord = separator, true, -1
			rows, err := read.ReadAll()
			if err != nil {
				t.Fatalf("%q with %q: %v", text, separator, err)
			}
			for _, row := range rows {
				for _, cell := range row {
					// As a spreadsheet takes it: its spaces and a quote left over do not count.
					if cell = strings.TrimLeft(cell, " \t\r\n\""); cell != "" && cell != "-12.50" && strings.ContainsAny(cell[:1], "=+-@|") {
						t.Errorf("%q, separated by %q, begins a cell with %q", text, separator, cell)
					}
				}
			}
		}
		if !strings.Contains(file.String(), ",-12.50\r\n") {
			t.Errorf("the number beside %q is not plain: %q", text, file.String())
		}
	}
}

func TestASheetIsPlain(t *testing.T) {
	var file bytes.Buffer
	rows := [][]web.Cell{web.Heads("On", "Who", "Net", "Rate", "Invoices"),
		{web.Day("2026-11-23"), web.Words(`Zoë "Ink", & Söhne`), web.Sum(1234567, "KWD"), web.Share(money.Rate(7_700)), web.Number(3)},
		{web.Day(""), web.Words("3-5 High Street"), web.Sum(-9, "JPY"), web.Share(0), web.Number(0)}}
	if err := web.WriteSheet(&file, rows); err != nil {
		t.Fatal(err)
	}
	want := "\uFEFFOn,Who,Net,Rate,Invoices\r\n2026-11-23,\"Zoë \"\"Ink\"\", & Söhne\",1234.567,7.7,3\r\n,3-5 High Street,-9,0,0\r\n"
	if file.String() != want {
		t.Errorf("%q\nwant\n%q", file.String(), want)
	}
}
