package picture

// plane is one channel of a picture: a byte every step bytes, a row every stride.
type plane struct {
	pix           []byte
	width, height int
	step, stride  int
}

// shrinkTo fills dst with src made smaller. Each pixel is the average of what
// it covers, by area, to the nearest integer: nothing is invented, and a plain
// surface stays plain. dst must not be larger than src. It needs two rows of
// numbers whatever the picture's size; the kernel scalers of x/image need 32
// bytes for each pixel of the new width and the old height.
func (src plane) shrinkTo(dst plane) {
	row := make([]uint32, dst.width)  // a row of src, made narrower: sums over its width
	sums := make([]uint64, dst.width) // of rows, by how much of each is covered
	area := uint64(src.width) * uint64(src.height)
	y := 0
	left := src.height // how much the row of dst at y still covers, in 1/dst.height of a row of src
	for sy := range src.height {
		src.narrow(row, sy)
		for covers := dst.height; covers > 0; {
			part := min(covers, left)
			for x, n := range row {
				sums[x] += uint64(n) * uint64(part)
			}
			covers, left = covers-part, left-part
			if left == 0 {
				dst.put(y, sums, area)
				y, left = y+1, src.height
			}
		}
	}
}

// narrow sums a row of src into as many numbers as row has.
func (src plane) narrow(row []uint32, sy int) {
	clear(row)
	line := src.pix[sy*src.stride:]
	width := len(row)
	x, left := 0, src.width
	for i, at := 0, 0; i < src.width; i, at = i+1, at+src.step {
		value := uint32(line[at])
		if width <= left { // mostly: a pixel lies within one of the new ones
			row[x] += value * uint32(width)
			if left -= width; left == 0 {
				x, left = x+1, src.width
			}
			continue
		}
		for covers := width; covers > 0; {
			part := min(covers, left)
			row[x] += value * uint32(part)
			covers, left = covers-part, left-part
			if left == 0 {
				x, left = x+1, src.width
			}
		}
	}
}

// put writes a row of dst, and empties the sums.
func (dst plane) put(y int, sums []uint64, area uint64) {
	line := dst.pix[y*dst.stride:]
	for x, n := range sums {
		line[x*dst.step] = byte((n + area/2) / area)
		sums[x] = 0
	}
}

// turnTo fills dst with src as it is seen.
func (src plane) turnTo(dst plane, o Orientation) {
	for y := range dst.height {
		for x := range dst.width {
			fromX, fromY := o.source(x, y, dst.width-1, dst.height-1)
			dst.pix[y*dst.stride+x*dst.step] = src.pix[fromY*src.stride+fromX*src.step]
		}
	}
}
