package browser_test

import (
	"fmt"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// spot is where something is, as hands tell it.
type spot struct {
	X, Y, Width, Height float64
	Told                string // why it cannot be touched
	Is, Kind            any
}

// aim waits until a thing can be touched and stands still.
func (p *person) aim(verb string, args ...any) spot {
	p.t.Helper()
	var found, before spot
	p.until(func() (string, error) {
		before, found = found, spot{}
		err := p.hand(&found, verb, args...)
		if err == nil && found.Told == "" && (found.X != before.X || found.Y != before.Y || before.Told != "") {
			return "does not stand still", nil
		}
		return found.Told, err
	})
	return found
}

// touch taps or clicks at a place of the screen.
func (p *person) touch(x, y float64) {
	p.t.Helper()
	if !p.phone {
		p.do(chromedp.MouseClickXY(x, y))
		return
	}
	// The finger leaves as soon as the page knows of its coming. Where that
	// took so long that it became a long press, it is lifted without a tap, and
	// comes again.
	for {
		came := time.Now()
		p.do(input.DispatchTouchEvent(input.TouchStart, []*input.TouchPoint{{X: x, Y: y}}))
		if time.Since(came) < longPress {
			p.do(input.DispatchTouchEvent(input.TouchEnd, []*input.TouchPoint{}))
			return
		}
		p.do(input.DispatchTouchEvent(input.TouchCancel, []*input.TouchPoint{}))
	}
}

// longPress is less than what Chromium takes for one, 500 ms.
const longPress = 300 * time.Millisecond

// press presses the link or button of this name, and waits for what follows.
func (p *person) press(name string) {
	p.t.Helper()
	p.pressAt(1, name)
}

// pressAt presses the nth of those with the same name.
func (p *person) pressAt(nth int, name string) {
	p.t.Helper()
	s := p.aim("press", name, nth)
	p.touch(s.X, s.Y)
	p.settle()
}

// tick presses a checkbox or radio by its label, unless it is on.
func (p *person) tick(label string) {
	p.t.Helper()
	p.tickAt(1, label)
}

// tickAt ticks the nth of those with the same label.
func (p *person) tickAt(nth int, label string) {
	p.t.Helper()
	s := p.aim("tick", label, nth)
	if s.Is == true {
		return
	}
	p.touch(s.X, s.Y)
	p.settle()
	p.until(func() (string, error) { // a phone may wait for a second tap first
		var now spot
		err := p.hand(&now, "tick", label, nth)
		if now.Is != true {
			return fmt.Sprintf("pressed %q, and it is not ticked", label), err
		}
		return "", err
	})
}

// untick presses a checkbox by its label, unless it is off.
func (p *person) untick(label string) {
	p.t.Helper()
	s := p.aim("tick", label, 1)
	if s.Is != true {
		return
	}
	p.touch(s.X, s.Y)
	p.settle()
	p.until(func() (string, error) {
		var now spot
		err := p.hand(&now, "tick", label, 1)
		if now.Is == true {
			return fmt.Sprintf("pressed %q, and it is still ticked", label), err
		}
		return "", err
	})
}

// fill types into the field of this label, in the place of what it holds.
func (p *person) fill(label, text string) {
	p.t.Helper()
	p.fillAt(1, label, text)
}

// fillAt types into the nth field of those with the same label.
func (p *person) fillAt(nth int, label, text string) {
	p.t.Helper()
	s := p.aim("field", label, nth)
	p.touch(s.X, s.Y)
	if s.Is != "" {
		var tag string
		if err := p.hand(&tag, "mark"); err != nil {
			p.fail("mark %q: %v", label, err)
		}
	}
	p.types(text)
}

// types sends keys to what has the focus; a long text comes as if pasted.
func (p *person) types(text string) {
	p.t.Helper()
	if len(text) > 80 {
		p.do(input.InsertText(text))
		return
	}
	p.key(text)
}

// key presses keys one after the other, as a keyboard does: what the press
// itself has done swallows the character that follows it.
func (p *person) key(keys string, modifiers ...input.Modifier) {
	p.t.Helper()
	var presses []chromedp.Action
	for _, r := range keys {
		for _, event := range kb.Encode(r) {
			if event.Type == input.KeyDown {
				event.Type = input.KeyRawDown
			}
			for _, m := range modifiers {
				event.Modifiers |= m
			}
			presses = append(presses, event)
		}
	}
	p.do(presses...)
}

// choose picks from a list by the words of its options.
func (p *person) choose(label, option string) {
	p.t.Helper()
	p.chooseAt(1, label, option)
}

func (p *person) chooseAt(nth int, label, option string) {
	p.t.Helper()
	p.until(func() (missing string, err error) {
		err = p.hand(&missing, "choose", label, nth, option)
		return missing, err
	})
	p.settle()
}

// draw moves a finger or a pressed mouse over an element, by shares of its
// width and height.
func (p *person) draw(selector string, points ...[2]float64) {
	p.t.Helper()
	box := p.aim("box", selector)
	at := func(point [2]float64) (x, y float64) { return box.X + point[0]*box.Width, box.Y + point[1]*box.Height }
	for i, point := range points {
		x, y := at(point)
		p.do(p.stroke(i == 0, x, y), chromedp.Sleep(20*time.Millisecond))
	}
	x, y := at(points[len(points)-1])
	if p.phone {
		p.do(input.DispatchTouchEvent(input.TouchEnd, []*input.TouchPoint{}))
	} else {
		p.do(input.DispatchMouseEvent(input.MouseReleased, x, y).WithButton(input.Left).WithClickCount(1))
	}
}

func (p *person) stroke(begin bool, x, y float64) chromedp.Action {
	if p.phone {
		kind := input.TouchMove
		if begin {
			kind = input.TouchStart
		}
		return input.DispatchTouchEvent(kind, []*input.TouchPoint{{X: x, Y: y}})
	}
	kind := input.MouseMoved
	if begin {
		kind = input.MousePressed
	}
	return input.DispatchMouseEvent(kind, x, y).WithButton(input.Left).WithButtons(1).WithClickCount(1)
}

// drop lets files fall on an element.
func (p *person) drop(selector string, files ...string) {
	p.t.Helper()
	box := p.aim("box", selector)
	x, y := box.X+box.Width/2, box.Y+box.Height/2
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: files, DragOperationsMask: 1}
	for _, kind := range []input.DispatchDragEventType{input.DragEnter, input.DragOver, input.Drop} {
		p.do(input.DispatchDragEvent(kind, x, y, data))
	}
	p.settle()
}

// focused is what has the keyboard.
type focused struct {
	Name, Tag, Type, Outline string
	Shown, Seen              bool
}

// tabTo presses Tab until the keyboard is at this name. On its way every stop
// must be visible, and its focus too.
func (p *person) tabTo(name string) {
	p.t.Helper()
	var passed []string
	for range 120 {
		p.key(kb.Tab)
		var f focused
		if err := p.hand(&f, "focus"); err != nil {
			p.fail("focus: %v", err)
		}
		if f.Tag == "body" {
			continue
		}
		if !f.Seen || !f.Shown {
			p.t.Errorf("the %s cannot see where the keyboard is: at <%s> %q on %s (outline %s)", p.name, f.Tag, f.Name, p.at(), f.Outline)
		}
		if f.Name == name {
			return
		}
		passed = append(passed, fmt.Sprintf("%s %q", f.Tag, f.Name))
	}
	p.fail("Tab never comes to %q, but to %v", name, passed)
}

// has is what has the keyboard now.
func (p *person) has() (f focused) {
	p.t.Helper()
	if err := p.hand(&f, "focus"); err != nil {
		p.fail("focus: %v", err)
	}
	return f
}
