package money

import (
	"fmt"
	"testing"
)

// Locales that come from outside do not fill the memory.
func TestStylesAreBounded(t *testing.T) {
	for n := range 3 * maxStyles {
		if got := Format(185000, "GBP", fmt.Sprintf("en-GB-x%d", n)); got != "£1,850.00" {
			t.Fatal(got)
		}
	}
	if n := len(*styles.Load()); n > maxStyles {
		t.Errorf("%d styles are kept, more than %d", n, maxStyles)
	}
}
