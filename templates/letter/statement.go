package letter

import (
	"strings"

	"anteroom/store"
	"anteroom/templates/email"
	"anteroom/templates/words"
)

// statement is the letter of a client's account over a period.
func (w Writer) statement(m store.Mail, s Subjects) draft {
	lang, v := m.Lang, &s.Statement
	var facts []email.Fact
	var balance []string
	for n := range v.Ledgers {
		l := &v.Ledgers[n]
		balance = append(balance, w.stands(lang, l))
		label, sum := "statement.balance_on", l.Closing
		if l.Closing < 0 {
			label, sum = "statement.in_favour_on", -l.Closing
		}
		facts = append(facts, email.Fact{Label: w.t(lang, label, "date", w.date(lang, v.Period.To, words.Full)), Value: amount(sum, l.Currency, lang)})
	}
	return draft{
		words: w.usual(lang, "email_statement", "{balance}"),
		fields: w.fields(m, "client", v.Client.Name, "from", w.date(lang, v.Period.From, words.Full), "to", w.date(lang, v.Period.To, words.Full),
			"balance", strings.Join(balance, " ")),
		heading: w.t(lang, "email_statement.heading"),
		facts:   facts,
	}
}

// stands tells in a sentence how an account ends.
func (w Writer) stands(lang string, l *store.Ledger) string {
	switch {
	case l.Closing < 0:
		return w.t(lang, "email_statement.favour", "amount", amount(-l.Closing, l.Currency, lang))
	case l.Closing == 0:
		return w.t(lang, "email_statement.settled")
	case l.Late() > 0:
		return w.t(lang, "email_statement.late", "amount", amount(l.Closing, l.Currency, lang), "late", amount(l.Late(), l.Currency, lang))
	}
	return w.t(lang, "email_statement.owed", "amount", amount(l.Closing, l.Currency, lang))
}
