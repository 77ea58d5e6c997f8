package demo

import (
	"hash/fnv"
	"math"

	"anteroom/store"
)

// ink is a signature as a hand might draw it, always the same for a name: a
// large first loop, a running wave for the letters, and a stroke beneath.
// Points are in thousandths of the pad's width.
func ink(name string) store.Strokes {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(name)) // a hash never fails
	seed := sum.Sum64()
	sway := func(n uint) float64 { return float64(seed>>(n%56)&0xff) / 255 } // 0 to 1

	var loop, wave, beneath [][2]int
	for i := range 26 {
		a := 2 * math.Pi * float64(i) / 20
		loop = append(loop, dot(150+sway(3)*20+(44+30*sway(11))*math.Cos(a+2)+float64(i)*2.6, 165-(52+30*sway(22))*math.Sin(a+2)*(1-float64(i)/70)))
	}
	letters := float64(min(len(name), 14)) * (0.7 + 0.6*sway(31)) // some hands run, some stand
	for i := range 120 {
		t := float64(i) / 119
		rise := 12 + 44*sway(uint(t*letters)*5)*math.Exp(-1.2*t)
		wave = append(wave, dot(232+t*(300+22*letters), 205-18*t-rise*math.Sin(t*letters*2*math.Pi*0.72)+9*math.Cos(t*9)))
	}
	for i := range 24 {
		t := float64(i) / 23
		beneath = append(beneath, dot(700-t*430, 268-20*math.Sin(t*math.Pi)+sway(17)*14*t))
	}
	return store.Strokes{loop, wave, beneath}
}

func dot(x, y float64) [2]int { return [2]int{int(math.Round(x)), int(math.Round(y))} }
