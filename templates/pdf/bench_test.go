package pdf

import (
	"io"
	"testing"
)

func BenchmarkInvoicePDF(b *testing.B) { bench(b, invoice()) }

func BenchmarkSignedQuotePDF(b *testing.B) { bench(b, signedQuote()) }

func Benchmark200LinesPDF(b *testing.B) { bench(b, long(200, "Described in a few words.")) }

func bench(b *testing.B, d Document) {
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}
