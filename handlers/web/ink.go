package web

import (
	"encoding/json"
	"strconv"
	"strings"

	"anteroom/store"
)

// Points lie in a pad that is 1000 wide; a tall one is no more than this high.
const farthest = 4000

// readStrokes reads the lines that the pad has sent: a list of lines, each a
// list of [x, y], whole numbers. Anything else is no ink at all.
func readStrokes(field string) store.Strokes {
	var lines [][][]int
	if json.Unmarshal([]byte(field), &lines) != nil {
		return nil
	}
	ink := make(store.Strokes, len(lines))
	for i, line := range lines {
		ink[i] = make([][2]int, len(line))
		for j, point := range line {
			if len(point) != 2 || outside(point[0]) || outside(point[1]) {
				return nil
			}
			ink[i][j] = [2]int{point[0], point[1]}
		}
	}
	return ink
}

func outside(v int) bool { return v < 0 || v > farthest }

// asField is what the field is filled with when the form is shown again.
func asField(s store.Strokes) string {
	if len(s) == 0 {
		return ""
	}
	text, err := json.Marshal(s)
	if err != nil {
		return ""
	}
	return string(text)
}

// Ink is a drawn signature as an SVG: its view box and one path.
type Ink struct{ Box, Path string }

// The pad is drawn on at about this part of its thousand units, in pixels of a
// phone, so that the pen is as thick as it was.
const inkScale = 0.35

// Draw makes the path of a signature; nil without one.
func Draw(lines store.Strokes) *Ink {
	b := bounds{left: farthest, top: farthest}
	var path strings.Builder
	for _, line := range lines {
		b.widen(line)
		trace(&path, line)
	}
	if path.Len() == 0 {
		return nil
	}
	return &Ink{Box: b.box(), Path: path.String()}
}

// trace draws one line, rounded at its points: each is the control point of a
// curve from the middle before it to the middle after it.
func trace(path *strings.Builder, line [][2]int) {
	if len(line) == 0 {
		return
	}
	move(path, "M", line[0])
	if len(line) == 1 {
		path.WriteString("h.1") // a dot, which round ends make visible
		return
	}
	for i := 1; i < len(line)-1; i++ {
		move(path, "Q", line[i])
		move(path, " ", [2]int{(line[i][0] + line[i+1][0]) / 2, (line[i][1] + line[i+1][1]) / 2})
	}
	move(path, "L", line[len(line)-1])
}

func move(path *strings.Builder, command string, to [2]int) {
	path.WriteString(command)
	path.WriteString(pixels(to[0]))
	path.WriteByte(' ')
	path.WriteString(pixels(to[1]))
}

func pixels(v int) string { return strconv.FormatFloat(float64(v)*inkScale, 'f', 1, 64) }

// bounds are the edges of what was drawn.
type bounds struct{ left, top, right, bottom int }

func (b *bounds) widen(line [][2]int) {
	for _, p := range line {
		b.left, b.right = min(b.left, p[0]), max(b.right, p[0])
		b.top, b.bottom = min(b.top, p[1]), max(b.bottom, p[1])
	}
}

// box is the view box, with room for half the pen on every side.
func (b *bounds) box() string {
	const room = 12
	parts := []int{b.left - room, b.top - room, b.right - b.left + 2*room, b.bottom - b.top + 2*room}
	texts := make([]string, len(parts))
	for i, v := range parts {
		texts[i] = pixels(v)
	}
	return strings.Join(texts, " ")
}
