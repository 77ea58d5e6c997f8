package handlers_test

import (
	"bytes"
	"encoding/binary"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"

	"golang.org/x/image/font/gofont/goregular"
)

// drawnWith tells whether a client's PDF of a quote uses a font of the studio's.
func (h *House) drawnWith(t *testing.T, job *storetest.Job, name string) bool {
	t.Helper()
	q := job.Sent(t, func(c *store.Content) { c.Sections[0].Lines[0].Title = "Window seat ╬ two" })
	priya, base := h.client(t, job, "quote", q.ID)
	return bytes.Contains([]byte(priya.Open(base+"/pdf").Is(http.StatusOK).Body), []byte(name))
}

func TestTheOwnerAddsAFontForOtherScripts(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	owner := house.Owner(t)
	if house.drawnWith(t, job, "extra0") {
		t.Fatal("there is a font before one was added")
	}
	page := owner.Open("/studio/settings/branding").Shows("Fonts for other scripts", "up to 16 MB")
	page = page.Submit("Add font", "font", Upload{Name: `C:\fonts\Go-Regular.ttf`, Data: goregular.TTF})
	page.IsAt("/studio/settings/branding").Shows("Added.", "Go-Regular.ttf", "characters, 145 KB").Hides(`C:\fonts`)
	if !house.drawnWith(t, job, "extra0") {
		t.Error("a document with a character that only the new font has is drawn without it")
	}
	page.Submit("Add font", "font", Upload{Name: "again.ttf", Data: goregular.TTF}).Is(http.StatusConflict).Shows("This font is there already.")
	page.Submit("Remove Go-Regular.ttf").IsAt("/studio/settings/branding").Shows("The font is gone.").Hides("Go-Regular.ttf")
	if house.drawnWith(t, job, "extra0") {
		t.Error("a font that was removed is still used")
	}
}

// forbidden is a font whose maker does not allow it to be embedded (OS/2, fsType 2).
func forbidden() []byte {
	file := bytes.Clone(goregular.TTF)
	record := bytes.Index(file[:400], []byte("OS/2"))
	binary.BigEndian.PutUint16(file[binary.BigEndian.Uint32(file[record+8:])+8:], 2)
	return file
}

func TestAFileThatIsNoGoodFontIsRefusedAtTheField(t *testing.T) {
	house := newHouse(t)
	page := house.Owner(t).Open("/studio/settings/branding")
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"nothing":   {nil, "Please choose a font first."},
		"no font":   {[]byte("<svg/>"), "This is not a TrueType font."},
		"outlines":  {append([]byte("OTTO"), goregular.TTF[4:]...), "This font is drawn with PostScript outlines"},
		"forbidden": {forbidden(), "does not allow it to be put into documents"},
		"variable":  {bytes.Replace(goregular.TTF, []byte("gasp"), []byte("fvar"), 1), "This is a variable font"},
		"too large": {make([]byte, store.FontLimit+1), "larger than 16 MB"},
	} {
		refused := page.Submit("Add font", "font", Upload{Name: "a.ttf", Data: c.data}).Is(http.StatusUnprocessableEntity)
		if got := refused.Error("font"); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if n := storetest.Count(t, house.Store, "SELECT count(*) FROM font"); n != 0 {
		t.Errorf("%d fonts are kept", n)
	}
}
