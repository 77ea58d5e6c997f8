package web

import "fmt"

// Flash is a sentence shown once, on the next page: "Saved."
type Flash struct {
	Kind string // 'ok', 'warn', 'bad'
	Text string
}

// Tell keeps a sentence for the next page of one who is signed in.
func (x *Exchange) Tell(kind, sentence string) error {
	if x.Session == nil {
		return nil
	}
	x.Session.Values["flash"] = kind + "\n" + sentence
	if err := x.Session.Save(x.R, x.W); err != nil {
		return fmt.Errorf("keep a flash: %w", err)
	}
	return nil
}

// Told takes the kept sentence, or nil.
func (x *Exchange) Told() *Flash {
	if x.Session == nil || x.IsPart() {
		return nil
	}
	kept, _ := x.Session.Values["flash"].(string)
	if kept == "" {
		return nil
	}
	delete(x.Session.Values, "flash")
	if err := x.Session.Save(x.R, x.W); err != nil {
		return nil // shown once more is better than not at all
	}
	for i := range kept {
		if kept[i] == '\n' {
			return &Flash{Kind: kept[:i], Text: kept[i+1:]}
		}
	}
	return nil
}
