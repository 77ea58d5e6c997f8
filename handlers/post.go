package handlers

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"image/png"
	"io"
	"strconv"
	"strings"

	"anteroom/handlers/jobs"
	"anteroom/handlers/mail"
	"anteroom/store"
	"anteroom/templates/letter"
	"anteroom/templates/print"
)

// compose words a mail of the outbox, makes its link or code, and attaches what
// belongs to it.
func (s *Server) compose(ctx context.Context, m store.Mail) (jobs.Letter, error) {
	subjects, err := s.subjects(ctx, m)
	if err != nil {
		return jobs.Letter{}, err
	}
	if subjects.URL, subjects.Code, err = s.mailLink(ctx, m); err != nil {
		return jobs.Letter{}, err
	}
	message, err := s.message(ctx, m, subjects)
	if err != nil {
		return jobs.Letter{}, err
	}
	writer, err := s.letters(ctx)
	if err != nil {
		return jobs.Letter{}, err
	}
	said, err := writer.Said(m, subjects)
	return jobs.Letter{Message: message, Said: said}, err
}

// message lays out a mail and attaches what goes with it.
func (s *Server) message(ctx context.Context, m store.Mail, subjects letter.Subjects) (mail.Message, error) {
	writer, err := s.letters(ctx)
	if err != nil {
		return mail.Message{}, err
	}
	message, err := s.envelope(ctx, writer, m, subjects)
	if err != nil {
		return mail.Message{}, err
	}
	message.Attachments, err = s.attachments(ctx, m, subjects)
	return message, err
}

// envelope lays out a mail as a writer words it.
func (s *Server) envelope(ctx context.Context, writer letter.Writer, m store.Mail, subjects letter.Subjects) (mail.Message, error) {
	logo, err := s.addLogo(ctx, &writer)
	if err != nil {
		return mail.Message{}, err
	}
	text, err := writer.Write(m, subjects)
	if err != nil {
		return mail.Message{}, err
	}
	message := mail.Message{MessageID: m.MessageID + "@" + s.mailDomain(ctx), To: m.To, ToName: m.ToName, Subject: text.Subject,
		Text: text.Text, HTML: text.HTML, Date: s.store.Now(), AutoSubmitted: true, Lang: m.Lang}
	if logo != nil {
		message.Inline = []mail.Inline{{ContentID: "logo", Name: "logo.png", Type: "image/png", Data: logo}}
	}
	return message, nil
}

// trialMail is a mail as its reader would get it, for one of the studio: it is
// marked, and its button leads to a page of the studio's side. No link is made.
func (s *Server) trialMail(ctx context.Context, m store.Mail, who store.Staff, look string) (mail.Message, error) {
	subjects, err := s.subjects(ctx, m)
	if err != nil {
		return mail.Message{}, err
	}
	subjects.URL = s.BaseURL() + look
	message, err := s.message(ctx, m, subjects)
	message.To, message.ToName, message.Subject = who.Email, who.Name, "[Test] "+message.Subject
	return message, err
}

// mailDomain stands after the @ of a Message-ID: the sender's own.
func (s *Server) mailDomain(ctx context.Context) string {
	settings, ok, err := s.mailSettings(ctx)
	if at := strings.LastIndexByte(settings.From, '@'); err == nil && ok && at >= 0 {
		return settings.From[at+1:]
	}
	return "anteroom.invalid"
}

// subjects loads what a mail speaks of, as it is now.
func (s *Server) subjects(ctx context.Context, m store.Mail) (v letter.Subjects, err error) {
	v.Today = s.store.Today()
	if m.QuoteID != 0 {
		if v.Quote, err = s.store.Quote(ctx, m.QuoteID); err != nil {
			return v, err
		}
	}
	if m.InvoiceID != 0 {
		if v.Invoice, err = s.store.Invoice(ctx, m.InvoiceID); err != nil {
			return v, err
		}
	}
	if m.ContractID != 0 {
		if v.Contract, err = s.store.Contract(ctx, m.ContractID); err != nil {
			return v, err
		}
	}
	if m.QuestionnaireID != 0 {
		if v.Questionnaire, err = s.store.Questionnaire(ctx, m.QuestionnaireID); err != nil {
			return v, err
		}
	}
	if m.PaymentID != 0 {
		if v.Payment, err = s.store.PaymentByID(ctx, m.PaymentID); err != nil {
			return v, err
		}
	}
	if text := m.Data["credit_note"]; text != "" {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return v, err
		}
		if v.CreditNote, err = s.store.CreditNote(ctx, id); err != nil {
			return v, err
		}
	}
	if m.Kind == "statement" {
		if v.Statement, err = s.store.StatementOf(ctx, m); err != nil {
			return v, err
		}
	}
	if m.FileID != 0 {
		file, err := s.store.File(ctx, m.FileID)
		if err != nil {
			return v, err
		}
		v.File = file.Name
	}
	if err := s.aboutFiles(ctx, m, &v); err != nil {
		return v, err
	}
	return v, s.aboutGallery(ctx, m, &v)
}

// aboutGallery loads what speaks of photographs further.
func (s *Server) aboutGallery(ctx context.Context, m store.Mail, v *letter.Subjects) (err error) {
	if m.GalleryID == 0 {
		return nil
	}
	if v.Gallery, err = s.store.Gallery(ctx, m.GalleryID); err != nil {
		return err
	}
	if text := m.Data["selection"]; text != "" {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return err
		}
		v.PhotoSelection, err = s.store.PhotoSelection(ctx, id)
		return err
	}
	return nil
}

// aboutFiles loads what speaks of files further.
func (s *Server) aboutFiles(ctx context.Context, m store.Mail, v *letter.Subjects) (err error) {
	if m.ShareID != 0 {
		if v.Files, err = s.store.SharedNames(ctx, m.ShareID); err != nil {
			return err
		}
	}
	if m.RequestID != 0 {
		if v.Request, err = s.store.FileRequest(ctx, m.RequestID); err != nil {
			return err
		}
	}
	if m.Kind == "file-request" || m.Kind == "studio-file" {
		project, err := s.store.Project(ctx, m.ProjectID)
		v.Project = project.Name
		return err
	}
	return nil
}

// mailLink makes the address that a mail's button leads to. It is made anew at
// each try and stored only as a hash.
func (s *Server) mailLink(ctx context.Context, m store.Mail) (url, code string, err error) {
	base := s.BaseURL()
	switch {
	case m.Kind == "sign-in":
		token, code, err := s.store.MintSignIn(ctx, m.ID)
		return base + "/portal/sign-in/" + token, code, err
	case m.Kind == "invite":
		token, err := s.store.MintChoosing(ctx, store.Invitation, m.ID)
		return base + "/portal/invitation/" + token, "", err
	case m.Kind == "portal-reset":
		token, err := s.store.MintChoosing(ctx, store.PasswordReset, m.ID)
		return base + "/portal/reset/" + token, "", err
	case m.Kind == "code":
		code, err := s.store.MintCode(ctx, m.ID)
		return "", code, err
	case m.Kind == "reset":
		token, err := s.store.MintReset(ctx, m.ID)
		return base + "/studio/reset/" + token, "", err
	case m.StaffID != 0 && m.InvoiceID != 0:
		return base + "/studio/invoices/" + strconv.FormatInt(m.InvoiceID, 10), "", nil
	case m.StaffID != 0 && m.QuoteID != 0:
		return base + "/studio/quotes/" + strconv.FormatInt(m.QuoteID, 10), "", nil
	case m.StaffID != 0 && m.ContractID != 0:
		return base + "/studio/contracts/" + strconv.FormatInt(m.ContractID, 10), "", nil
	case m.StaffID != 0 && m.QuestionnaireID != 0:
		return base + "/studio/questionnaires/" + strconv.FormatInt(m.QuestionnaireID, 10), "", nil
	case m.StaffID != 0 && m.RequestID != 0:
		return base + "/studio/requests/" + strconv.FormatInt(m.RequestID, 10), "", nil
	case m.Kind == "studio-file":
		return base + "/studio/projects/" + strconv.FormatInt(m.ProjectID, 10) + "/files", "", nil
	case m.Kind == "studio-selection":
		return base + "/studio/selections/" + m.Data["selection"], "", nil
	case m.StaffID != 0:
		return base + "/studio", "", nil
	}
	if m.Kind == "statement" {
		return base + "/portal/statement?from=" + m.Data["from"] + "&to=" + m.Data["to"], "", nil
	}
	token, err := s.store.MintLink(ctx, m)
	return base + "/d/" + token, "", err
}

// letters words emails in the studio's name, and in its own words where it has some.
func (s *Server) letters(ctx context.Context) (letter.Writer, error) {
	own, err := s.store.EmailTemplates(ctx)
	return letter.Writer{Words: s.words, Studio: s.store.Studio(), Own: own}, err
}

// addLogo gives a writer the studio's logo, if there is one.
func (s *Server) addLogo(ctx context.Context, w *letter.Writer) (logo []byte, err error) {
	logo, err = s.logoPNG(ctx)
	if err != nil || logo == nil {
		return nil, err
	}
	size, err := png.DecodeConfig(bytes.NewReader(logo))
	w.Logo, w.LogoWidth, w.LogoHeight = true, size.Width, size.Height
	return logo, err
}

// logoPNG is the studio's logo, or nil when it has none.
func (s *Server) logoPNG(ctx context.Context) ([]byte, error) {
	if s.store.Studio().Logo == "" {
		return nil, nil
	}
	logo, err := s.store.Logo(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return logo, err
}

// attachments go with the mails that a person will want to keep: the signed
// copy, the invoice, the receipt.
func (s *Server) attachments(ctx context.Context, m store.Mail, v letter.Subjects) ([]mail.Attachment, error) {
	var pdf bytes.Buffer
	var name string
	var err error
	switch m.Kind {
	case "accepted":
		var copied []byte
		copied, err = s.signedCopy(ctx, store.Object{Kind: "quote", ID: m.QuoteID})
		pdf.Write(copied)
		name = v.Quote.Number + ".pdf"
	case "contract-complete", "studio-contract-complete":
		var copied []byte
		copied, err = s.signedCopy(ctx, store.Object{Kind: "contract", ID: m.ContractID})
		pdf.Write(copied)
		name = v.Contract.Number + ".pdf"
	case "invoice", "invoice-reminder":
		err = s.printInvoice(ctx, &pdf, v.Invoice)
		name = cmp.Or(v.Invoice.Number, "Draft invoice") + ".pdf"
	case "credit-note":
		err = s.printCreditNote(ctx, &pdf, v.CreditNote)
		name = v.CreditNote.Number + ".pdf"
	case "statement":
		err = s.printStatement(ctx, &pdf, v.Statement)
		name = s.words.T(m.Lang, "statement.name") + " " + m.Data["to"] + ".pdf"
	case "receipt":
		err = s.printReceipt(ctx, &pdf, v.Payment, v.Invoice)
		name = v.Payment.Receipt + ".pdf"
	default:
		return nil, nil
	}
	return []mail.Attachment{{Name: name, Type: "application/pdf", Data: pdf.Bytes()}}, err
}

// previewMail words a mail for a page: one to be reviewed, or one that was sent.
func (s *Server) previewMail(ctx context.Context, m store.Mail) (letter.Sheet, error) {
	subjects, err := s.subjects(ctx, m)
	if err != nil {
		return letter.Sheet{}, err
	}
	writer, err := s.letters(ctx)
	if err != nil {
		return letter.Sheet{}, err
	}
	return writer.Sheet(m, subjects)
}

// mailHTML is a mail that was sent, for the eyes of its reader alone: with the
// studio's logo as a picture of the site, and with links that leave the frame in
// which it is shown.
func (s *Server) mailHTML(ctx context.Context, m store.Mail, path string) ([]byte, error) {
	subjects, err := s.subjects(ctx, m)
	if err != nil {
		return nil, err
	}
	if path != "" {
		subjects.URL = s.BaseURL() + path
	}
	writer, err := s.letters(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := s.addLogo(ctx, &writer); err != nil {
		return nil, err
	}
	text, err := writer.Write(m, subjects)
	return []byte(strings.NewReplacer("<head>", `<head><base target="_top">`, `src="cid:logo"`, `src="/logo.png"`).Replace(text.HTML)), err
}

// mailWords are the words with which the review of a mail begins.
func (s *Server) mailWords(ctx context.Context, m store.Mail) (store.EmailWords, error) {
	subjects, err := s.subjects(ctx, m)
	if err != nil {
		return store.EmailWords{}, err
	}
	writer, err := s.letters(ctx)
	if err != nil {
		return store.EmailWords{}, err
	}
	return writer.Review(m, subjects)
}

// reminderWords are a reminder's words in the studio's language, with their
// merge fields in place.
func (s *Server) reminderWords(about string, days int) (subject, body string) {
	studio := s.store.Studio()
	return letter.Writer{Words: s.words, Studio: studio}.ReminderWords(studio.Locale, about, days)
}

func (s *Server) printer(ctx context.Context) (print.Printer, error) {
	logo, err := s.logoPNG(ctx)
	if err != nil {
		return print.Printer{}, err
	}
	fonts, err := s.ownFonts(ctx)
	return print.Printer{Words: s.words, Studio: s.store.Studio(), Logo: logo, Fonts: fonts, Verify: s.BaseURL() + "/verify",
		Cards: s.cardReady(ctx)}, err
}

func (s *Server) printQuote(ctx context.Context, w io.Writer, q store.Quote, sel store.Selection) error {
	p, err := s.printer(ctx)
	if err != nil {
		return err
	}
	return p.Quote(w, q, sel)
}

func (s *Server) printInvoice(ctx context.Context, w io.Writer, i store.Invoice) error {
	p, err := s.printer(ctx)
	if err != nil {
		return err
	}
	return p.Invoice(w, i, s.BaseURL()+"/portal/invoices/"+strconv.FormatInt(i.ID, 10))
}

func (s *Server) printCreditNote(ctx context.Context, w io.Writer, note store.CreditNote) error {
	p, err := s.printer(ctx)
	if err != nil {
		return err
	}
	return p.CreditNote(w, note)
}

func (s *Server) printStatement(ctx context.Context, w io.Writer, v store.Statement) error {
	p, err := s.printer(ctx)
	if err != nil {
		return err
	}
	return p.Statement(w, v, v.Locale, s.store.Now())
}

func (s *Server) printReceipt(ctx context.Context, w io.Writer, pay store.Payment, i store.Invoice) error {
	p, err := s.printer(ctx)
	if err != nil {
		return err
	}
	return p.Receipt(w, pay, i)
}
