package demo

import "anteroom/store"

// ownWords are emails that Hannah has written in her own words.
var ownWords = []store.EmailTemplate{
	{Kind: "receipt", Language: "en", EmailWords: store.EmailWords{Subject: "Thank you, {amount} has arrived",
		Body: "Dear {name},\n\nThank you: {amount} for invoice {number} is here, and the receipt {receipt} is attached. {rest}\n\nWith best wishes from the bench,\nHannah and everyone at {studio}"}},
	{Kind: "accepted", Language: "en", EmailWords: store.EmailWords{
		Body: "Dear {name},\n\nThank you for trusting us with **{title}**. Your signed copy is attached, please keep it.\n\nTom will call you this week to find a day for measuring.\n\nHannah"}},
}

// keepOwnWords saves them; what they leave out is as usual.
func (h *history) keepOwnWords() error {
	writer, err := h.letters()
	if err != nil {
		return err
	}
	for _, t := range ownWords {
		usual, err := writer.Usual(t.Kind, t.Language)
		if err != nil {
			return err
		}
		if t.Subject == "" {
			t.Subject = usual.Subject
		}
		t.Button = usual.Button
		if err := h.store.SaveEmailTemplate(h.ctx, h.owner, t, usual); err != nil {
			return err
		}
	}
	return nil
}
