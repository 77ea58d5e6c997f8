// Package seal closes a finished PDF with a digital signature, so that any reader
// of PDFs can tell that not a byte has changed since, and examines files that
// claim to be so closed.
//
// The signature is detached PKCS#7 in the form ETSI.CAdES.detached (ISO 32000-2,
// 12.8; PAdES baseline B-B), added as an incremental update: the bytes of the PDF
// stay as they are and what the seal needs follows them. It certifies the document
// and allows no change (DocMDP, level 1). The package is pure: it knows no clock and
// no database.
package seal

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
)

// room is how many bytes are kept free for the signature; what it does not need
// stays zero. Ours take some 1,100.
const room = 4096

// gap is the length of the place that the signature does not cover: itself, in
// hexadecimal digits between angle brackets.
const gap = 2*room + 2

// stamp is how a PDF writes an instant, before its zone.
const stamp = "20060102150405"

// Label is what readers show beside a seal.
type Label struct {
	Name   string    // who sealed it
	Reason string    // what for
	At     time.Time // when, to the second
}

// Seal adds a seal to a PDF as the house's printer writes it, and the SHA-256 of
// what the seal covers. Any other PDF may be refused.
func (k Key) Seal(pdf []byte, l Label) (sealed []byte, digest [sha256.Size]byte, err error) {
	f, err := open(pdf)
	if err != nil {
		return nil, digest, fmt.Errorf("seal a PDF: %w", err)
	}
	u := update{file: f, out: append([]byte(nil), pdf...)}
	from := u.write(l)
	copy(u.out[u.ranges:], fmt.Sprintf("[0 %d %d %d]", from, from+gap, len(u.out)-from-gap))
	digest = around(u.out, from, from+gap)
	signed, err := message(digest, k.certificate, k.sign)
	if err != nil {
		return nil, digest, fmt.Errorf("seal a PDF: %w", err)
	}
	if len(signed) > room {
		return nil, digest, fmt.Errorf("seal a PDF: a signature of %d bytes does not fit", len(signed))
	}
	copy(u.out[from:], filled(signed))
	return u.out, digest, nil
}

// filled is the gap with a signature in it.
func filled(signed []byte) []byte {
	out := append(make([]byte, 0, gap), '<')
	out = append(out, upperHex(signed)...)
	for len(out) < gap-1 {
		out = append(out, '0')
	}
	return append(out, '>')
}

// around is the SHA-256 of a file without its gap.
func around(file []byte, from, to int) (digest [sha256.Size]byte) {
	h := sha256.New()
	h.Write(file[:from])
	h.Write(file[to:])
	h.Sum(digest[:0])
	return digest
}

// update is an incremental update in the making.
type update struct {
	file
	out     []byte
	offsets []offset
	ranges  int // where the byte range stands
}

// offset is where an object of the update begins.
type offset struct{ object, at int }

// write adds the objects of the seal, the cross-reference table and the trailer,
// and returns where the gap begins.
func (u *update) write(l Label) (from int) {
	signature, field := u.size, u.size+1
	u.object(u.root.number, splice(u.root.text, fmt.Sprintf("/AcroForm <</Fields [%d 0 R] /SigFlags 3>>\n/Perms <</DocMDP %d 0 R>>\n/Version /1.7\n", field, signature)))
	u.object(u.page.number, withAnnotation(u.page.text, field))
	u.object(field, fmt.Sprintf("<</Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /V %d 0 R /P %d 0 R /Rect [0 0 0 0] /F 132>>\n", signature, u.page.number))
	head := "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached\n/Name " + text(l.Name) + "\n/Reason " + text(l.Reason) +
		"\n/M (D:" + l.At.UTC().Format(stamp) + "+00'00')\n" +
		"/Reference [<</Type /SigRef /TransformMethod /DocMDP /TransformParams <</Type /TransformParams /V /1.2 /P 1>>>>]\n/ByteRange "
	const ranges = "[0 0000000000 0000000000 0000000000]"
	at := u.object(signature, head+ranges+"\n/Contents "+string(filled(nil))+">>\n")
	u.ranges = at + len(head)
	copy(u.out[u.ranges:], strings.Repeat(" ", len(ranges)))
	from = u.ranges + len(ranges) + len("\n/Contents ")
	u.trailer(field + 1)
	return from
}

// object adds an object and returns where its contents begin.
func (u *update) object(number int, contents string) int {
	u.offsets = append(u.offsets, offset{number, len(u.out)})
	u.out = fmt.Appendf(u.out, "%d 0 obj\n", number)
	at := len(u.out)
	u.out = append(append(u.out, contents...), "endobj\n"...)
	return at
}

// trailer ends the update: each object is a section of its own in the table.
func (u *update) trailer(size int) {
	at := len(u.out)
	u.out = append(u.out, "xref\n"...)
	for _, o := range u.offsets {
		u.out = fmt.Appendf(u.out, "%d 1\n%010d 00000 n \n", o.object, o.at)
	}
	u.out = fmt.Appendf(u.out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n%s/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n", size, u.root.number, u.kept, u.xref, at)
}

// splice adds entries at the end of a dictionary.
func splice(dictionary, entries string) string {
	end := strings.LastIndex(dictionary, ">>")
	return dictionary[:end] + entries + dictionary[end:]
}

// withAnnotation adds an annotation to a page.
func withAnnotation(page string, object int) string {
	const list = "/Annots ["
	if before, after, found := strings.Cut(page, list); found {
		return before + list + fmt.Sprintf("%d 0 R ", object) + after
	}
	return splice(page, fmt.Sprintf("\n/Annots [%d 0 R]", object))
}

// text is a text string of a PDF: UTF-16 in hexadecimal digits, so that nothing in it
// needs to be escaped.
func text(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(strings.ToValidUTF8(s, "\uFFFD"))) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}

func upperHex(b []byte) string { return strings.ToUpper(hex.EncodeToString(b)) }
