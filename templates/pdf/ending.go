package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// ended gives a file of the library the ending that it cannot write: metadata that name
// their language and time zone (XMP, ISO 16684), an identifier, and the wish that
// readers show the title and not the file's name. The library's last two objects,
// information and catalogue, are written anew, and an object for the metadata
// follows them.
func ended(file []byte, d *Document) ([]byte, error) {
	e, err := endingOf(file)
	if err != nil {
		return nil, err
	}
	out := append(make([]byte, 0, len(file)+2048), file[:e.offsets[e.info]]...)
	copy(out, "%PDF-1.7")
	object := func(number int, contents string) {
		e.offsets[number] = len(out)
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", number, contents)
	}
	metadata := e.size
	e.offsets = append(e.offsets, 0)
	object(e.info, information(d))
	object(e.root, fmt.Sprintf("<<\n/Type /Catalog\n/Pages 1 0 R\n%s/Metadata %d 0 R\n/ViewerPreferences <</DisplayDocTitle true>>\n>>", spoken(d), metadata))
	xmp := packet(d)
	object(metadata, fmt.Sprintf("<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", len(xmp), xmp))
	sum := sha256.Sum256(out)
	table := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(e.offsets))
	for _, at := range e.offsets[1:] {
		out = fmt.Appendf(out, "%010d 00000 n \n", at)
	}
	return fmt.Appendf(out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/ID [<%X> <%X>]\n>>\nstartxref\n%d\n%%%%EOF\n",
		len(e.offsets), e.root, e.info, sum[:16], sum[:16], table), nil
}

// spoken is the entry that tells readers in which voice to read a file aloud.
func spoken(d *Document) string {
	if lang := language(d.Lang); lang != "" {
		return "/Lang (" + lang + ")\n"
	}
	return ""
}

// ending is what the library's own ending says of its file.
type ending struct {
	size       int   // of objects, with the one that is none
	offsets    []int // of each object
	info, root int
}

// errEnding says that the library writes otherwise than it did.
var errEnding = errors.New("the PDF library ended the file in an unknown way")

func endingOf(file []byte) (e ending, err error) {
	_, told, _ := bytes.Cut(file[bytes.LastIndex(file, []byte("startxref"))+1:], []byte("\n"))
	at, err := strconv.Atoi(strings.TrimSuffix(string(told), "\n%%EOF\n"))
	if err != nil || at >= len(file) {
		return e, errEnding
	}
	lines := strings.Split(string(file[at:]), "\n")
	if n, err := fmt.Sscanf(strings.Join(lines[:min(2, len(lines))], " "), "xref 0 %d", &e.size); n != 1 || err != nil || e.size < 4 || len(lines) < e.size+5 {
		return e, errEnding
	}
	e.offsets = make([]int, e.size)
	for i := 1; i < e.size; i++ {
		if e.offsets[i], err = strconv.Atoi(lines[2+i][:10]); err != nil || e.offsets[i] >= at {
			return e, errEnding
		}
	}
	e.info, e.root = e.size-2, e.size-1
	if lines[2+e.size+3] != fmt.Sprintf("/Root %d 0 R", e.root) || lines[2+e.size+4] != fmt.Sprintf("/Info %d 0 R", e.info) ||
		!bytes.HasPrefix(file[e.offsets[e.info]:], fmt.Appendf(nil, "%d 0 obj\n", e.info)) {
		return e, errEnding
	}
	return e, nil
}

// program is what readers name as the maker of a file.
const program = "Anteroom"

// information is the dictionary that older readers show.
func information(d *Document) string {
	at := "(D:" + d.Created.UTC().Format("20060102150405") + "Z)"
	var b strings.Builder
	b.WriteString("<<\n")
	for _, entry := range [][2]string{{"Title", d.title()}, {"Subject", clean(d.Subject)}, {"Author", clean(d.Author)}, {"Creator", program}, {"Producer", program}} {
		if entry[1] != "" {
			fmt.Fprintf(&b, "/%s %s\n", entry[0], textString(entry[1]))
		}
	}
	fmt.Fprintf(&b, "/CreationDate %s\n/ModDate %s\n>>", at, at)
	return b.String()
}

// title names the document: "Invoice INV-0398".
func (d *Document) title() string { return clean(join(" ", d.Title, d.Number)) }

// textString is text in UTF-16, in hexadecimal digits (ISO 32000, 7.9.2.2).
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}

// packet is the same as XMP, which says in which language it is.
func packet(d *Document) string {
	lang, at := language(d.Lang), d.Created.UTC().Format(time.RFC3339)
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n" +
		"<dc:format>application/pdf</dc:format>\n")
	for _, property := range [][2]string{{"title", d.title()}, {"description", clean(d.Subject)}} {
		if property[1] == "" {
			continue
		}
		fmt.Fprintf(&b, "<dc:%s><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:%s>\n", property[0], escaped(property[1]), property[0])
	}
	if d.Author != "" {
		fmt.Fprintf(&b, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n", escaped(clean(d.Author)))
	}
	if lang != "" {
		fmt.Fprintf(&b, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n", lang)
	}
	fmt.Fprintf(&b, "<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n<xmp:CreatorTool>%s</xmp:CreatorTool>\n<pdf:Producer>%s</pdf:Producer>\n", at, at, program, program)
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	return b.String()
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}
