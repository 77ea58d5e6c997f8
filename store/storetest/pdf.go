package storetest

import "fmt"

// PDF is a sound PDF of one empty page, written as the house's printer writes; the
// words stand in its title.
func PDF(words string) []byte {
	out := []byte("%PDF-1.7\n")
	var offsets []int
	for i, object := range []string{
		"<</Type /Pages\n/Kids [3 0 R ]\n/Count 1\n/MediaBox [0 0 595.28 841.89]\n>>",
		"<</ProcSet [/PDF]>>",
		"<</Type /Page\n/Parent 1 0 R\n/Resources 2 0 R\n/Contents 4 0 R>>",
		"<</Length 0>>\nstream\n\nendstream",
		fmt.Sprintf("<<\n/Title <%X>\n>>", words),
		"<<\n/Type /Catalog\n/Pages 1 0 R\n>>",
	} {
		offsets = append(offsets, len(out))
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	at := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		out = fmt.Appendf(out, "%010d 00000 n \n", offset)
	}
	return fmt.Appendf(out, "trailer\n<<\n/Size %d\n/Root 6 0 R\n/Info 5 0 R\n>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, at)
}
