package handlers_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"anteroom/store"
)

// shot is a wide picture whose middle is red.
func shot(t *testing.T) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 900, 300))
	for x := range 900 {
		for y := range 300 {
			picture.Set(x, y, map[bool]color.Color{true: color.RGBA{200, 0, 0, 255}, false: color.White}[x >= 300 && x < 600])
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return append(out.Bytes(), []byte("<script>hidden behind the picture</script>")...)
}

func TestClientsSeeWhoLooksAfterThem(t *testing.T) {
	s := newStreet(t)
	owner := s.Owner(t)
	overview := fmt.Sprintf("/portal/projects/%d", s.job.Project.ID)
	if err := s.job.EditProject(t.Context(), s.job.Owner, s.job.Project.ID, store.ProjectDetails{Name: "Kitchen", Status: "active",
		Contacts: []int64{s.job.Priya.ID}, Staff: []int64{s.job.Owner.ID}}); err != nil {
		t.Fatal(err)
	}
	priya := s.signIn(t, s.job)
	priya.Open(overview).Shows("HR", "Looked after by Hannah Rowe.")
	owner.Open("/studio/account").Submit("Save photo", "photo", Upload{Name: "me.png", Data: shot(t)}).Is(http.StatusOK).Shows("Clients whose projects you look after see you now.")
	page := priya.Open(overview).Shows("Looked after by Hannah Rowe.")
	src := regexp.MustCompile(`/portal/staff/[0-9a-f]{64}`).FindString(page.Body)
	photo := priya.Open(src).Is(http.StatusOK)
	if strings.Contains(photo.Body, "hidden") {
		t.Error("what hid behind the picture is kept")
	}
	seen, err := jpeg.Decode(strings.NewReader(photo.Body))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, _, _ := seen.At(128, 128).RGBA(); seen.Bounds().Dx() != 256 || seen.Bounds().Dy() != 256 || r < 0x9000 || g > 0x4000 {
		t.Errorf("the portrait is %v with %x %x in its middle", seen.Bounds(), r, g)
	}
	// Who is not looked after by her does not see her.
	s.signIn(t, s.stranger).Open(src).Is(http.StatusNotFound)
	s.Visitor(t).Open(src).IsAt("/portal/sign-in")
	owner.Open("/studio/account").Submit("Remove").Is(http.StatusOK)
	priya.Open(src).Is(http.StatusNotFound)
	for _, bad := range []Upload{{}, {Name: "a.svg", Data: []byte("<svg xmlns='http://www.w3.org/2000/svg'/>")}, {Name: "a.png", Data: []byte("no picture")}} {
		if refused := owner.Open("/studio/account").Submit("Save photo", "photo", bad).Is(http.StatusUnprocessableEntity); refused.Error("photo") == "" {
			t.Errorf("%q is refused without a word", bad.Name)
		}
	}
}
