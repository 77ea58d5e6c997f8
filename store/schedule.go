package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// OpenParts are the instalments of an issued invoice that may still be changed,
// each less what credit notes have taken away of it: from the first that is not
// paid to the last that is not credited. asked is what they come to.
func (i *Invoice) OpenParts() (parts []Instalment, asked int64) {
	first, last := i.openRange()
	for _, part := range i.Instalments[first:last] {
		part.Amount, part.Credited = part.Amount-part.Credited, 0
		parts = append(parts, part)
		asked += part.Amount
	}
	return parts, asked
}

// asked is what the parts that may still be changed come to.
func (i *Invoice) asked() int64 {
	_, asked := i.OpenParts()
	return asked
}

// openRange is where the parts that are not settled begin, and where they end.
func (i *Invoice) openRange() (first, last int) {
	for n := range i.Instalments {
		if i.Instalments[n].Left() == 0 {
			continue
		}
		if last == 0 {
			first = n
		}
		last = n + 1
	}
	return first, last
}

// Reschedule dates and divides anew what is not paid of an issued invoice. The
// parts come to what the open ones came to, the first is not less than what has
// been paid of it, and no date lies before today unless it stood there already.
// edits is the count that the page was opened with. The history tells what was
// changed.
func (s *Store) Reschedule(ctx context.Context, by Staff, id int64, edits int, parts []Instalment) (i Invoice, err error) {
	err = s.write(ctx, "reschedule invoice "+strconv.FormatInt(id, 10), func(t *tx) error {
		if i, err = t.invoice(id); err != nil {
			return err
		}
		switch {
		case !i.IsPayable(), i.asked() == 0:
			return refuse("refused.nothing_to_divide")
		case i.Edits != edits:
			return refuse("refused.edited_elsewhere")
		}
		if err := i.checkParts(parts, s.Today()); err != nil {
			return err
		}
		before, _ := i.OpenParts()
		if err := t.replaceParts(&i, parts); err != nil {
			return err
		}
		if err := t.note(deed{what: "schedule changed", project: i.ProjectID, invoice: id, staff: by.ID,
			detail: map[string]string{"before": tellParts(before), "after": tellParts(parts), "currency": i.Currency}}); err != nil {
			return err
		}
		if err := t.settleDue(id); err != nil {
			return err
		}
		i, err = t.invoice(id)
		return err
	})
	return i, err
}

// checkParts holds new parts against the open ones. Fields are named as in the
// editor: "step.0.share", "step.0.on".
func (i *Invoice) checkParts(parts []Instalment, today Date) error {
	var invalid Invalid
	open, asked := i.OpenParts()
	if len(parts) > maxSteps {
		invalid.Add("schedule", Say("invalid.too_many_steps", "max", maxSteps))
		return invalid.OrNil()
	}
	stood := map[Date]bool{}
	for _, part := range open {
		stood[part.DueOn] = true
	}
	var sum int64
	var latest Date
	for n, part := range parts {
		field := "step." + strconv.Itoa(n)
		invalid.required(field+".label", part.Label, maxTitle)
		switch {
		case part.DueOn == "":
			invalid.Add(field+".on", Say("invalid.date"))
		case part.DueOn < today && !stood[part.DueOn]:
			invalid.Add(field+".on", Say("invalid.date_past"))
		case part.DueOn < latest:
			invalid.Add(field+".on", Say("invalid.date_order"))
		}
		latest = max(latest, part.DueOn)
		switch {
		case part.Amount <= 0 || part.Amount > asked:
			invalid.Add(field+".share", Say("invalid.part_amount"))
		case n == 0 && part.Amount < open[0].Paid:
			invalid.Add(field+".share", Say("invalid.part_paid"))
		}
		sum += min(max(part.Amount, 0), asked) // what is beyond is told at its field, and cannot overflow
	}
	switch {
	case sum > asked:
		invalid.Add("schedule", Say("money.parts-exceed"))
	case sum < asked:
		invalid.Add("schedule", Say("money.parts-fall-short"))
	}
	return invalid.OrNil()
}

// replaceParts writes new parts in the place of the open ones. Rows that are
// there are changed rather than made anew: what refers to one still does.
func (t *tx) replaceParts(i *Invoice, parts []Instalment) error {
	rows, err := all(t.ctx, t, value[int64], "SELECT id FROM instalment WHERE invoice_id = ? ORDER BY position", i.ID)
	if err != nil {
		return err
	}
	first, last := i.openRange()
	taken := int64(0) // by credit notes, of the open parts: it stays with the last
	for _, part := range i.Instalments[first:last] {
		taken += part.Credited
	}
	if _, err := t.exec("UPDATE instalment SET position = -position WHERE invoice_id = ?", i.ID); err != nil {
		return err
	}
	for n, part := range parts {
		if n == len(parts)-1 {
			part.Amount += taken
		}
		if err := t.keepPart(i.ID, rows[first:last], n, first+n+1, part); err != nil {
			return err
		}
	}
	for n := len(parts); n < last-first; n++ {
		if err := t.update("DELETE FROM instalment WHERE id = ?", rows[first+n]); err != nil {
			return err
		}
	}
	// What stands before and after keeps its order.
	if _, err := t.exec("UPDATE instalment SET position = -position WHERE invoice_id = ? AND position < 0 AND position >= ?", i.ID, -first); err != nil {
		return err
	}
	if _, err := t.exec("UPDATE instalment SET position = -position + ? WHERE invoice_id = ? AND position < 0", len(parts)-(last-first), i.ID); err != nil {
		return err
	}
	return t.update("UPDATE invoice SET edits = edits + 1 WHERE id = ?", i.ID)
}

// keepPart writes the nth new part: over the nth open row, or beside them.
func (t *tx) keepPart(invoice int64, rows []int64, n, position int, part Instalment) error {
	if n < len(rows) {
		return t.update("UPDATE instalment SET position = ?, label = ?, amount = ?, due_on = ? WHERE id = ?", position, part.Label, part.Amount, part.DueOn, rows[n])
	}
	_, err := t.exec("INSERT INTO instalment (invoice_id, position, label, amount, due_on) VALUES (?, ?, ?, ?, ?)",
		invoice, position, part.Label, part.Amount, part.DueOn)
	return err
}

// tellParts writes parts for the history, a line each: '2026-12-07 155400 Balance'.
func tellParts(parts []Instalment) string {
	lines := make([]string, len(parts))
	for n, part := range parts {
		lines[n] = fmt.Sprintf("%s %d %s", part.DueOn, part.Amount, strings.Map(spaced, part.Label))
	}
	return strings.Join(lines, "\n")
}

func spaced(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// ToldParts reads what the history tells of a schedule.
func ToldParts(told string) (parts []Instalment) {
	for line := range strings.Lines(told) {
		words := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 3)
		if len(words) < 3 {
			continue
		}
		amount, err := strconv.ParseInt(words[1], 10, 64)
		if err != nil {
			continue
		}
		parts = append(parts, Instalment{DueOn: Date(words[0]), Amount: amount, Label: words[2]})
	}
	return parts
}
