package handlers_test

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"

	"anteroom/store"
)

// floor is the least that any Go program would need for the quote's page: a
// bare handler that shares nothing with ours but the file. It reads with three
// prepared queries, and its html/template writes the same bytes: what differs
// from quote to quote is a plain action in it, and all else fixed text.
func floor(b *testing.B, house *House, path string) http.Handler {
	b.Helper()
	page := floorTemplate(b, house, path)
	read := floorQueries(b, house, path)
	writers := sync.Pool{New: func() any {
		z, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
		if err != nil {
			b.Error(err)
		}
		return z
	}}
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		var body bytes.Buffer
		if err := page.Execute(&body, read()); err != nil {
			b.Error(err)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Encoding", "gzip")
		z := writers.Get().(*gzip.Writer)
		defer writers.Put(z)
		z.Reset(w)
		if _, err := z.Write(body.Bytes()); err != nil {
			b.Error(err)
		}
		if err := z.Close(); err != nil {
			b.Error(err)
		}
	})
}

type floorView struct {
	Base, Contact, Hash, Number, Title, Client, Studio, StudioEmail, Colour string
	Project, Minor                                                          int64
	Total, Included, Tax, Deposit                                           string
	Lines                                                                   []floorLine
}

type floorLine struct{ Title, Quantity, Price, Amount string }

func pounds(minor int64) string {
	return fmt.Sprintf("£%d,%03d.%02d", minor/100_000, minor/100%1000, minor%100)
}

// floorQueries is a reader of all that the page shows.
func floorQueries(b *testing.B, house *House, path string) func() *floorView {
	b.Helper()
	db, err := sql.Open("sqlite", "file:"+house.Store.Path()+"?_pragma=query_only(1)&_pragma=busy_timeout(5000)")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	db.SetMaxOpenConns(4)
	prepare := func(query string) *sql.Stmt {
		stmt, err := db.Prepare(query)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = stmt.Close() }) // closed with its database in any case
		return stmt
	}
	link := prepare(`SELECT contact.name, client.name, link.quote_id FROM link
		JOIN contact ON contact.id = link.contact_id JOIN client ON client.id = contact.client_id LIMIT 1`)
	quote := prepare(`SELECT quote.number, quote.title, quote.content_hash, quote.total, quote.content, project.number FROM quote JOIN project ON project.id = quote.project_id WHERE quote.id = ?`)
	studio := prepare(`SELECT name, email, colour FROM studio`)
	return func() *floorView {
		v := &floorView{Base: path}
		var id int64
		var written []byte
		if err := link.QueryRow().Scan(&v.Contact, &v.Client, &id); err != nil {
			b.Error(err)
		}
		if err := quote.QueryRow(id).Scan(&v.Number, &v.Title, &v.Hash, &v.Minor, &written, &v.Project); err != nil {
			b.Error(err)
		}
		if err := studio.QueryRow().Scan(&v.Studio, &v.StudioEmail, &v.Colour); err != nil {
			b.Error(err)
		}
		var content store.Content
		if err := json.Unmarshal(written, &content); err != nil {
			b.Error(err)
		}
		v.Total, v.Included, v.Tax, v.Deposit = pounds(v.Minor), pounds(v.Minor*5/6), pounds(v.Minor/6), pounds(v.Minor*3/10)
		for _, line := range content.Sections[0].Lines {
			v.Lines = append(v.Lines, floorLine{line.Title, "1", pounds(185_000), pounds(185_000)})
		}
		return v
	}
}

// floorTemplate is our page with its values cut out, and actions in their place.
func floorTemplate(b *testing.B, house *House, path string) *template.Template {
	b.Helper()
	w := httptest.NewRecorder()
	house.Server.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	read := floorQueries(b, house, path)()
	page := w.Body.String()
	rows := regexp.MustCompile(`(?s)<tbody>.*</tbody>`)
	row := regexp.MustCompile(`(?s)<tr>.*?</tr>`).FindString(rows.FindString(page))
	for _, value := range []string{"Title", "Quantity", "Price", "Amount"} {
		said := map[string]string{"Title": ">" + read.Lines[0].Title, "Quantity": ">1", "Price": ">" + read.Lines[0].Price, "Amount": ">" + read.Lines[0].Amount}[value]
		row = strings.Replace(row, said+"<", ">{{."+value+"}}<", 1)
	}
	page = rows.ReplaceAllLiteralString(page, "<tbody>{{range .Lines}}"+row+"{{end}}</tbody>")
	actions := 0
	for _, value := range [][2]string{{path, "Base"}, {read.Hash, "Hash"}, {read.Number, "Number"}, {read.Title, "Title"}, {read.Contact, "Contact"},
		{">" + read.Client + "<", "Client"}, {template.HTMLEscapeString(read.Studio), "Studio"}, {read.StudioEmail, "StudioEmail"}, {strings.TrimPrefix(read.Colour, "#"), "Colour"},
		{fmt.Sprint(read.Minor), "Minor"}, {read.Total, "Total"}, {read.Included, "Included"}, {read.Tax, "Tax"}, {read.Deposit, "Deposit"}} {
		actions += strings.Count(page, value[0])
		said := strings.Trim(value[0], "<>")
		page = strings.ReplaceAll(page, value[0], strings.Replace(value[0], said, "{{."+value[1]+"}}", 1))
	}
	if actions < 30 {
		b.Fatalf("only %d values stand in the floor's page", actions)
	}
	t, err := template.New("floor").Parse(page)
	if err != nil {
		b.Fatal(err)
	}
	return t
}
