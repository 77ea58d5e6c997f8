package web

import (
	"bytes"
	"encoding/csv"
	"io"
	"mime"
	"strconv"
	"strings"

	"anteroom/store"
	"anteroom/store/money"
)

// Cell is one value of a spreadsheet, as it stands in the file. Make one with
// [Words], [Sum], [Share] or [Day]: a text that people have written is never a
// Cell by itself.
type Cell struct{ text string }

// Words is a text that a spreadsheet will show and never run. A text that
// begins as a formula does gets an apostrophe before it, and so does what
// follows a separator inside of it: a spreadsheet set to semicolons would begin
// a new cell there. It is one line.
func Words(text string) Cell {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
	var b strings.Builder
	begins := true // of a cell, for some spreadsheet
	for _, r := range text {
		if begins && strings.ContainsRune("=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212|%", r) {
			b.WriteByte('\'')
		}
		begins = strings.ContainsRune(";,|\"", r) || begins && r == ' '
		b.WriteRune(r)
	}
	return Cell{b.String()}
}

// Sum is an amount as a plain number, with a point and no currency: -1234.50.
func Sum(amount int64, currency string) Cell { return Cell{money.Plain(amount, currency)} }

// Share is a percentage as a plain number, without its sign: 7.7.
func Share(rate money.Rate) Cell { return Cell{rate.String()} }

// Number is a whole number.
func Number(n int) Cell { return Cell{strconv.Itoa(n)} }

// Day is a date as spreadsheets everywhere read it: 2026-11-23.
func Day(d store.Date) Cell { return Cell{string(d)} }

// Decimal is a number as the store keeps it, with a point: -12.5.
func Decimal(kept string) Cell {
	if _, err := strconv.ParseFloat(kept, 64); err != nil {
		return Words(kept)
	}
	return Cell{kept}
}

// Heads are the texts of a first row.
func Heads(texts ...string) []Cell {
	row := make([]Cell, len(texts))
	for i, text := range texts {
		row[i] = Words(text)
	}
	return row
}

// Sheet hands over rows as a CSV file (RFC 4180): commas, CRLF, UTF-8 with a
// byte order mark, without which Excel takes it for the machine's old code page.
// LibreOffice, Numbers and Google Sheets pass over the mark.
func (x *Exchange) Sheet(name string, rows [][]Cell) error {
	var file bytes.Buffer
	if err := WriteSheet(&file, rows); err != nil {
		return err
	}
	h := x.W.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8; header=present")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": fileName(name) + ".csv"}))
	h.Set("Content-Length", strconv.Itoa(file.Len()))
	h.Set("Cache-Control", "private, no-store")
	_, err := file.WriteTo(x.W)
	return gone(err)
}

// WriteSheet writes what Sheet hands over.
func WriteSheet(w io.Writer, rows [][]Cell) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	file := csv.NewWriter(w)
	file.UseCRLF = true
	var record []string
	for _, row := range rows {
		record = record[:0]
		for _, cell := range row {
			record = append(record, cell.text)
		}
		if err := file.Write(record); err != nil {
			return err
		}
	}
	file.Flush()
	return file.Error()
}
