package seal

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
)

// file is what an incremental update must know of the PDF it continues: one with a
// plain cross-reference table, as the house's printer writes it.
type file struct {
	xref int    // where the table begins
	size int    // how many objects there are
	kept string // lines of the trailer that stay
	root object
	page object // the first
}

type object struct {
	number int
	text   string // its dictionary
}

var errOther = errors.New("it is not written as the house's printer writes")

var (
	ending   = regexp.MustCompile(`startxref\n(\d{1,10})\n%%EOF\n$`)
	counting = regexp.MustCompile(`^xref\n0 (\d{1,7})\n`)
	rooting  = regexp.MustCompile(`/Root (\d{1,7}) 0 R\n`)
	keeping  = regexp.MustCompile(`(?m)^/(?:Info|ID) .+\n`)
	pages    = regexp.MustCompile(`/Pages (\d{1,7}) 0 R`)
	kids     = regexp.MustCompile(`/Kids \[(\d{1,7}) 0 R`)
)

// open reads the end of a PDF, its catalogue and its first page.
func open(pdf []byte) (f file, err error) {
	var ok bool
	if f.xref, ok = find(ending, pdf[max(0, len(pdf)-64):]); !ok || f.xref >= len(pdf) {
		return f, errOther
	}
	table := pdf[f.xref:]
	if f.size, ok = find(counting, table); !ok {
		return f, errOther
	}
	entries := table[len(counting.Find(table)):]
	if len(entries) < 20*f.size {
		return f, errOther
	}
	trailer := entries[20*f.size:]
	f.kept = string(bytes.Join(keeping.FindAll(trailer, -1), nil))
	read := func(number int, ok bool) (object, bool) {
		if !ok || number <= 0 || number >= f.size {
			return object{}, false
		}
		return at(pdf, number, entries[20*number:20*number+10])
	}
	if f.root, ok = read(find(rooting, trailer)); !ok {
		return f, errOther
	}
	tree, ok := read(find(pages, []byte(f.root.text)))
	if !ok {
		return f, errOther
	}
	if f.page, ok = read(find(kids, []byte(tree.text))); !ok {
		return f, errOther
	}
	return f, nil
}

// find is the number that an expression finds.
func find(what *regexp.Regexp, in []byte) (int, bool) {
	found := what.FindSubmatch(in)
	if found == nil {
		return 0, false
	}
	n, err := strconv.Atoi(string(found[1]))
	return n, err == nil
}

// at reads the dictionary of the object that begins at an offset.
func at(pdf []byte, number int, offset []byte) (object, bool) {
	from, err := strconv.Atoi(string(offset))
	if err != nil || from >= len(pdf) {
		return object{}, false
	}
	contents, is := bytes.CutPrefix(pdf[from:], []byte(strconv.Itoa(number)+" 0 obj\n"))
	dictionary, _, ends := bytes.Cut(contents, []byte("endobj\n"))
	if !is || !ends || !bytes.HasPrefix(dictionary, []byte("<<")) || !bytes.Contains(dictionary, []byte(">>")) {
		return object{}, false
	}
	return object{number, string(dictionary)}, true
}
