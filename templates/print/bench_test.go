package print_test

import (
	"io"
	"testing"

	"anteroom/store/storetest"
)

// BenchmarkStatementPDF draws a client's account of a year with an invoice and a payment
// each week, into words and figures and on paper.
func BenchmarkStatementPDF(b *testing.B) {
	s, _ := storetest.Studio(b, storetest.NewClock())
	p := printer(b, s)
	v, at := history(b, 52)
	b.ReportAllocs()
	for b.Loop() {
		if err := p.Statement(io.Discard, v, "en-GB", at); err != nil {
			b.Fatal(err)
		}
	}
}
