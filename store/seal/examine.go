package seal

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// State is what became of a file's seal.
type State int

// What may be found.
const (
	None    State = iota // no signature at all
	Foreign              // signatures, none of them with a certificate that was given
	Broken               // one of ours, but the file is not as it was sealed
	Longer               // one of ours holds, and bytes were added behind it
	Whole                // one of ours holds, for every byte of the file
)

// Finding is what an examination found out.
type Finding struct {
	State State

	// What follows is only for a seal of ours.
	Certificate int               // which of those that were given
	Digest      [sha256.Size]byte // of what was sealed, as the seal tells it
	At          time.Time         // when; only where the seal holds
	Others      int               // further signatures in the file
}

// most is how many byte ranges of a file are looked at, and mostOurs of how many
// the file is hashed. No file that was sealed here has more than one.
const (
	most     = 32
	mostOurs = 4
)

// Examine looks for seals made with one of the certificates. It reads nothing of
// the PDF but the places where a byte range is told and the signature behind each;
// what it does grows with the length of the file, whatever is in it.
func Examine(pdf []byte, certificates ...Certificate) Finding {
	var best Finding
	claims, ours := claimsIn(pdf), 0
	for _, c := range claims {
		found := Finding{State: Foreign}
		if which := c.ours(pdf, certificates); which >= 0 && ours < mostOurs {
			ours++
			found = c.examine(pdf, certificates[which].x509)
			found.Certificate = which
		}
		if found.State > best.State {
			best = found
		}
	}
	switch {
	case best.State > Foreign:
		best.Others = len(claims) - 1
	case holding(pdf, certificates) >= 0:
		best.State = Broken // a seal that is told of no more
	}
	return best
}

// claim is a byte range that a file tells of.
type claim struct {
	at               int // where
	from, to, length int // from the beginning to the gap, and from there on for some length
	contents         int // where the signature follows, as in a seal of ours; else -1
}

var byteRange = regexp.MustCompile(`^/ByteRange \[0 (\d{1,10}) (\d{1,10}) (\d{1,10})\] *\n/Contents <`)

// claimsIn finds the byte ranges in a file, the last ones if there are many: ours
// stands at the end.
func claimsIn(pdf []byte) []claim {
	var claims []claim
	for end := len(pdf); len(claims) < most; {
		at := bytes.LastIndex(pdf[:end], []byte("/ByteRange"))
		if at < 0 {
			break
		}
		claims = append(claims, claimAt(pdf, at))
		end = at
	}
	return claims
}

func claimAt(pdf []byte, at int) claim {
	c := claim{at: at, contents: -1}
	told := byteRange.FindSubmatch(pdf[at:min(len(pdf), at+100)])
	if told == nil {
		return c
	}
	for i, n := range []*int{&c.from, &c.to, &c.length} {
		var err error
		if *n, err = strconv.Atoi(string(told[i+1])); err != nil {
			return c
		}
	}
	c.contents = at + len(told[0]) - 1
	return c
}

// ours is which of the certificates stands in the signature; -1 for none.
func (c claim) ours(pdf []byte, certificates []Certificate) int {
	if c.contents < 0 {
		return -1
	}
	return holding(pdf[c.contents:min(len(pdf), c.contents+gap)], certificates)
}

// holding is which of the certificates stands in text, in hexadecimal digits.
func holding(text []byte, certificates []Certificate) int {
	return slices.IndexFunc(certificates, func(c Certificate) bool { return bytes.Contains(text, []byte(upperHex(c.x509.Raw))) })
}

// examine tells whether a seal of ours holds. It is made anew from what it covers,
// the certificate and the signature in it, and must then be the same to the byte.
func (c claim) examine(pdf []byte, certificate *x509.Certificate) Finding {
	found := Finding{State: Broken}
	end := c.contents + gap
	if end > len(pdf) {
		return found
	}
	signed, err := hex.DecodeString(string(pdf[c.contents+1 : end-1]))
	if err != nil {
		return found
	}
	told, err := read(signed)
	if err != nil {
		return found
	}
	copy(found.Digest[:], told.digest)
	if c.from != c.contents || c.to != end || c.length > len(pdf)-end {
		return found
	}
	again, err := message(around(pdf[:end+c.length], c.from, c.to), certificate, confirm(certificate, told.signature))
	if err != nil || !bytes.Equal(pdf[c.from:c.to], filled(again)) {
		return found
	}
	found.State, found.At = Longer, sealedAt(pdf[:c.at])
	if end+c.length == len(pdf) {
		found.State = Whole
	}
	return found
}

// sealedAt is the time that stands before a byte range in a seal of ours.
func sealedAt(before []byte) time.Time {
	const mark = "/M (D:"
	at := bytes.LastIndex(before, []byte(mark))
	if at < 0 {
		return time.Time{}
	}
	told := before[at+len(mark):]
	t, err := time.Parse(stamp, string(told[:min(len(stamp), len(told))]))
	if err != nil {
		return time.Time{}
	}
	return t
}
