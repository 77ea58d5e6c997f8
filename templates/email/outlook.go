package email

import (
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"
)

// Outlook on Windows lays out with Word, and is reached by comments that only it
// reads. html/template drops comments, so these are written here, and whatever
// comes from outside into them is escaped here: without "<", ">" and quotes nothing
// can leave the comment or an attribute.

func msoHead() template.HTML {
	return `<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->`
}

// msoOpen gives the column its width, since Word knows no max-width.
func msoOpen() template.HTML {
	return `<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`
}

func msoClose() template.HTML { return `<!--[if mso]></td></tr></table><![endif]-->` }

func notMSO() template.HTML { return `<!--[if !mso]><!-->` }

func endNotMSO() template.HTML { return `<!--<![endif]-->` }

// vmlButton draws the rounded button in Word's own language. Its width is guessed
// from the label: VML does not grow with its text.
func vmlButton(b *Button, p paint) template.HTML {
	width := 80 + 10*utf8.RuneCountInString(b.Label)
	return template.HTML(fmt.Sprintf(`<!--[if mso]><v:roundrect xmlns:w="urn:schemas-microsoft-com:office:word" href="%s" style="height:50px;v-text-anchor:middle;width:%dpx;" arcsize="50%%" strokecolor="%s" fillcolor="%s"><w:anchorlock/><center style="color:%s;font-family:'Segoe UI',sans-serif;font-size:17px;font-weight:bold;">%s</center></v:roundrect><![endif]-->`,
		inComment(b.URL), min(width, 460), p.Edge, p.Button, p.OnButton, inComment(b.Label)))
}

func inComment(s string) string {
	return strings.ReplaceAll(template.HTMLEscapeString(s), "--", "&#45;&#45;")
}

// filler keeps the inbox from showing the letter's first words after the preheader.
var filler = template.HTML(strings.Repeat("&#8199;&#65279;&#847; ", 30))
