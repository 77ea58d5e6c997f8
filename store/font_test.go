package store_test

import (
	"errors"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestFontsAreKeptUpToALimit(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	add := func(file string) error { return s.AddFont(t.Context(), owner, "../a/"+file+".ttf", []byte(file), 3) }
	seen := map[string]bool{s.Studio().Fonts: true}
	for _, file := range []string{"one", "two", "three", "four"} {
		if err := add(file); err != nil {
			t.Fatal(err)
		}
		if now := s.Studio().Fonts; seen[now] {
			t.Errorf("with %s the studio's fonts are told to be as before", file)
		} else {
			seen[now] = true
		}
	}
	var refused *store.Refused
	if err := add("five"); !errors.As(err, &refused) || refused.Why.Key != "refused.fonts" {
		t.Errorf("a fifth: %v", err)
	}
	list, err := s.Fonts(t.Context())
	if err != nil || len(list) != 4 || list[0].Name != "one.ttf" || list[0].Size != 3 {
		t.Fatalf("%+v, %v", list, err)
	}
	if file, err := s.FontFile(t.Context(), list[1].ID); err != nil || string(file) != "two" {
		t.Errorf("%q, %v", file, err)
	}
	if err := s.RemoveFont(t.Context(), owner, list[1].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.FontFile(t.Context(), list[1].ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a removed font: %v", err)
	}
	if err := s.RemoveFont(t.Context(), owner, list[1].ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
	if err := add("one"); !errors.As(err, &refused) || refused.Why.Key != "refused.font_there" {
		t.Errorf("the same again: %v", err)
	}
	if err := s.AddFont(t.Context(), owner, "big.ttf", make([]byte, store.FontLimit+1), 3); !errors.As(err, new(*store.Invalid)) {
		t.Errorf("a large one: %v", err)
	}
}
