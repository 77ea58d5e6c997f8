package mailbox_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"anteroom/handlers/mail"
	"anteroom/handlers/mail/mailbox"
)

func open(t *testing.T) *mailbox.Mailbox {
	t.Helper()
	b, err := mailbox.Open(t.Context(), mailbox.Options{Studio: "Alder & Rowe"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func send(t *testing.T, b *mailbox.Mailbox, all ...mail.Message) {
	t.Helper()
	session := mail.New(mail.Settings{Host: b.Host, Port: b.Port, From: "studio@alder.example", FromName: "Alder & Rowe", TLS: mail.None}).Session()
	defer session.Close()
	for _, m := range all {
		if err := session.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
}

func get(b *mailbox.Mailbox, path string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	b.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, mailbox.Path+path, nil))
	return answer
}

func TestAMailIsShownInAFrameThatCanDoNothing(t *testing.T) {
	b := open(t)
	send(t, b, mail.Message{To: "zoë@exämple.test", ToName: "Zoë <b>", Subject: "Your <quote>", Text: "words",
		HTML:        `<html><head><title>x</title></head><body><img src="cid:logo"><script>alert(1)</script><a href="/d/x">View quote</a></body></html>`,
		Inline:      []mail.Inline{{ContentID: "logo", Name: "logo.png", Type: "image/png", Data: []byte("png")}},
		Attachments: []mail.Attachment{{Name: "Q-1 é.pdf", Type: "application/pdf", Data: []byte("%PDF")}}})
	list := get(b, "").Body.String()
	if !strings.Contains(list, "Your &lt;quote&gt;") || !strings.Contains(list, "To Zoë &lt;b&gt;") {
		t.Errorf("the list is\n%s", list)
	}
	shown := get(b, "/1").Body.String()
	if !strings.Contains(shown, `src="/practice/mailbox/1/content"`) || strings.Contains(shown, "allow-scripts") || !strings.Contains(shown, "Q-1 é.pdf") {
		t.Errorf("the mail is shown as\n%s", shown)
	}
	content := get(b, "/1/content")
	if policy := content.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "sandbox") || strings.Contains(policy, "script") {
		t.Errorf("it may do %q", policy)
	}
	if body := content.Body.String(); !strings.Contains(body, `src="data:image/png;base64,cG5n"`) || !strings.Contains(body, `<base target="_blank">`) {
		t.Errorf("its content is\n%s", body)
	}
	if paper := get(b, "/1/files/0"); paper.Body.String() != "%PDF" || !strings.HasPrefix(paper.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("its paper is %q, %v", paper.Body, paper.Header())
	}
	for _, path := range []string{"/2", "/x", "/2/content", "/1/files/1", "/1/files/-1", "/1/files/x"} {
		if code := get(b, path).Code; code != http.StatusNotFound {
			t.Errorf("%s: %d", path, code)
		}
	}
}

func TestTheNewestComeFirstAndOldOnesMakeRoom(t *testing.T) {
	b := open(t)
	var all []mail.Message
	for i := range 203 {
		all = append(all, mail.Message{To: "priya@client.test", Subject: fmt.Sprintf("Mail %d.", i+1), Text: "x"})
	}
	send(t, b, all...)
	list := get(b, "").Body.String()
	if strings.Count(list, `class="row-link"`) != 200 || strings.Contains(list, ">Mail 3.<") || strings.Index(list, ">Mail 203.<") > strings.Index(list, ">Mail 202.<") {
		t.Errorf("the list is\n%.2000s", list)
	}
	if get(b, "/3").Code != http.StatusNotFound || get(b, "/4").Code != http.StatusOK {
		t.Error("the wrong mails made room")
	}
	if plain := get(b, "/4/content"); strings.TrimSpace(plain.Body.String()) != "x" || !strings.HasPrefix(plain.Header().Get("Content-Type"), "text/plain") {
		t.Errorf("plain words are shown as %q", plain.Body)
	}
}
