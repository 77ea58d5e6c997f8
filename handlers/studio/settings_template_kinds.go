package studio

// emailAbout says of a kind of email what it is, and when it goes.
type emailAbout struct {
	Kind, Name string
	When       string
}

// emailGroups are all kinds of emails in the order in which the studio reads of
// them.
var emailGroups = []struct {
	heading string
	emails  []emailAbout
}{
	{"Quotes and estimates", []emailAbout{
		{"quote", "Quote", "When you send a quote, or a revision of it. You review it first."},
		{"estimate", "Estimate", "When you send an estimate, or a revision of it. You review it first."},
		{"accepted", "Thank you for accepting", "By itself, when a client signs, with the signed copy."},
	}},
	{"Contracts", []emailAbout{
		{"contract", "Contract to sign", "When you send a contract, to each who signs it. You review it first."},
		{"contract-complete", "Contract complete", "By itself, when everyone has signed, with the signed copy."},
		{"contract-withdrawn", "Contract withdrawn", "By itself, when you withdraw a contract that was sent."},
	}},
	{"Invoices and payments", []emailAbout{
		{"invoice", "Invoice", "When you send an invoice; you review it first. By itself, when one follows a signature or comes again and again."},
		{"receipt", "Receipt", "By itself, when a payment has come."},
		{"receipt-credit", "Receipt for used credit", "By itself, when an invoice is paid out of a client’s credit."},
		{"payment-failed", "Payment that failed", "By itself, when a payment did not go through."},
		{"refund", "Refund", "By itself, when you give money back."},
		{"credit-note", "Credit note", "When you send a credit note. You review it first."},
		{"invoice-void", "Invoice void", "When you tell a client that an invoice is void. You review it first."},
		{"statement", "Statement", "When you send a client their account. You review it first."},
	}},
	{"Files and the portal", []emailAbout{
		{"file", "Shared file", "When you share a file. You review it first."},
		{"files", "Shared files", "When you share several files at once. You review it first."},
		{"file-request", "Request for a file", "When you ask a client for a file. Your few words about it are always added."},
		{"gallery", "Shared gallery", "When you share a gallery. You review it first."},
		{"fresh-link", "Fresh link", "By itself, when a client asks for a fresh link to a document."},
		{"sign-in", "Sign-in", "By itself, when a client asks for a link to sign in. Link and code are always added."},
	}},
	{"Invitations and questionnaires", []emailAbout{
		{"invite", "Invitation to the portal", "When you invite a contact. You review it first; the link is always added."},
		{"portal-reset", "New password for a client", "By itself, when a client has forgotten theirs. The link is always added."},
		{"questionnaire", "Questionnaire", "When you send a questionnaire. You review it first."},
		{"questionnaire-reopened", "Questionnaire opened again", "By itself, when you open a questionnaire again."},
	}},
	{"To you and your studio", []emailAbout{
		{"studio-file", "File from a client", "When a client has sent files, once for those that come together."},
		{"studio-questionnaire", "Answers", "When a client has sent their answers."},
		{"studio-selection", "Favourites", "When a client sends their favourites of a gallery."},
		{"studio-accepted", "Quote accepted", "When a client accepts a quote or an estimate."},
		{"studio-declined", "Quote declined", "When a client declines a quote or an estimate."},
		{"studio-contract-signed", "Contract signed by one", "When one of several has signed."},
		{"studio-contract-turn", "Your turn to sign", "When a contract waits for your signature."},
		{"studio-contract-complete", "Contract complete", "When everyone has signed."},
		{"studio-contract-declined", "Contract declined", "When somebody declines to sign."},
		{"studio-paid", "Payment", "When a client has paid by card."},
		{"studio-transfer", "Transfer on its way", "When a client says that a transfer was sent."},
		{"studio-payment-failed", "Payment that failed", "When a client’s payment did not go through."},
		{"studio-mismatch", "Payment that does not match", "When another amount came than was asked for."},
		{"studio-overpaid", "Too much was paid", "When more came than an invoice asks for."},
		{"studio-refund", "Refund at Stripe", "When money was given back on Stripe’s pages."},
		{"studio-refund-failed", "Refund that failed", "When a refund did not reach the client."},
		{"studio-refund-mismatch", "Refund that does not fit", "When Stripe tells of a refund that is more than is left of its payment."},
		{"studio-dispute-open", "Dispute", "When a client questions a payment at their bank."},
		{"studio-dispute-won", "Dispute won", "When the bank has decided for you."},
		{"studio-dispute-lost", "Dispute lost", "When the bank has decided for the client."},
		{"reset", "New password", "When one of you asks for a new password. The link is always added."},
	}},
}

// aboutEmail is what is said of a kind of email.
func aboutEmail(kind string) emailAbout {
	for _, group := range emailGroups {
		for _, about := range group.emails {
			if about.Kind == kind {
				return about
			}
		}
	}
	return emailAbout{Kind: kind, Name: kind}
}

// fieldSays is what a merge field of a kind of email stands for.
func fieldSays(kind, name string) string {
	if says, ok := mergeFieldsOf[kind+" "+name]; ok {
		return says
	}
	return mergeFields[name]
}

// mergeFields says what each merge field stands for; mergeFieldsOf where that is
// another thing in emails of one kind.
var mergeFields = map[string]string{
	"name": "the reader’s first name", "client": "the client’s name", "number": "the document’s number", "title": "its title",
	"part": "the part of the schedule", "amount": "the amount", "due": "the day on which it is due", "when": "in 3 days, yesterday",
	"left": "what is left of the whole", "total": "the total", "until": "its last day", "project": "the project’s name",
	"studio": "your studio’s name", "schedule": "a sentence: the first payment, where there are several", "paid": "the day of the payment",
	"rest": "a sentence: what is left to pay", "receipt": "the receipt’s number", "note": "the credit note’s number", "reason": "the reason that was given",
	"over": "a sentence, where too much was paid", "way": "a sentence: how it goes back", "credited": "a sentence, where a credit note goes with it",
	"from": "the first day", "to": "the last day", "balance": "a sentence: how the account stands", "file": "the file’s name", "files": "the files’ names",
	"gallery": "the gallery’s name", "count": "how many photos", "comment": "what they wrote with it",
	"signed": "how many have signed", "of": "of how many", "asked": "the amount that was asked for", "came": "the amount that came",
	"ask": "a question to you, where there is one", "why": "a sentence: the reason", "answer": "a sentence: by when to answer",
	"twice": "a sentence, where some of it had gone back by hand", "answered": "how many questions are answered",
}

var mergeFieldsOf = map[string]string{
	"invoice-reminder amount": "what is due by now", "invoice amount": "the next payment", "invoice due": "its day",
	"quote-reminder until": "the last day of the quote", "contract until": "the day by which to sign", "questionnaire until": "the day by which to answer", "file-request until": "the day by which to send it",
	"studio-file name":             "who sent it",
	"questionnaire-reopened until": "the day by which to answer", "studio-questionnaire of": "of how many questions",
	"credit-note amount": "what is taken off", "refund amount": "what goes back", "invoice-void amount": "the invoice’s total",
	"credit-note number": "the invoice’s number", "receipt number": "the invoice’s number", "receipt-credit number": "the invoice’s number",
	"refund number": "the invoice’s number", "receipt-credit amount": "how much credit was used", "receipt amount": "what has come",
	"studio-accepted name": "who signed", "studio-declined name": "who declined", "studio-contract-signed name": "who signed",
	"studio-selection name":         "who chose them",
	"studio-contract-declined name": "who declined", "fresh-link title": "what it opens", "reset name": "your first name",
}
