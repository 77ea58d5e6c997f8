package browser_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"anteroom/store/storetest"
)

// An email is given words of one's own, at a desk and on a phone: a field goes in
// where the cursor was, and the email beside the form follows.
func TestAnEmailGetsTheStudiosOwnWords(t *testing.T) {
	h := build(t, "")
	h.furnish(t, func(j *storetest.Job) { j.Invoiced(t) })
	h.start()
	for _, traits := range [][]trait{nil, {onPhone}} {
		owner := h.owner(t, traits...)
		owner.signsIn()
		owner.open("/studio/settings/templates")
		owner.looks("templates")
		owner.fits("the list of templates")
		owner.open("/studio/settings/templates/receipt")
		owner.fits("a template")
		owner.do(chromedp.Evaluate(`(() => { const words = document.getElementById('body'); words.value = 'Thank you, !'; words.focus(); words.setSelectionRange(11, 11);
			document.querySelector('[data-insert="{name}"]').click() })()`, nil))
		if got := owner.reads("document.getElementById('body').value"); got != "Thank you, {name}!" {
			t.Errorf("the words are %q", got)
		}
		owner.sees("Thank you, Marian!")
		owner.do(chromedp.Evaluate(`(() => { const subject = document.getElementById('subject'); subject.value = 'For '; subject.focus(); subject.setSelectionRange(4, 4);
			document.querySelector('[data-insert="{title}"]').click() })()`, nil))
		owner.sees("For Brochure and photographs")
		owner.looks("template")
		owner.press("Save template")
		owner.sees("Saved.")
		owner.open("/studio/settings/templates/receipt/removal?language=en")
		owner.press("Reset to default")
		owner.sees("words again")
	}
}
