package store

// life is what can happen to a kind of thing: in each of its states, the events
// that it may meet and the state that it is in afterwards. What is not in the
// table is refused. A change of state happens nowhere but by an event of it,
// and a test tries every event in every state.
type life map[string]map[event]string

// event is what happens to a document: a verb of the store.
type event string

// The events.
const (
	editing     event = "edit"
	discarding  event = "discard"
	sending     event = "send"
	issuing     event = "issue"
	dating      event = "date" // its schedule anew
	accepting   event = "accept"
	declining   event = "decline"
	revising    event = "revise"
	replacing   event = "replace" // by its revision, when that is sent
	invoicing   event = "invoice" // on the client's word
	paying      event = "pay"
	crediting   event = "credit"
	voiding     event = "void"
	signing     event = "sign"     // by one who is not the last
	completing  event = "complete" // by the last signature
	reminding   event = "remind"   // of it by another letter
	withdrawing event = "withdraw"
	pausing     event = "pause"
	resuming    event = "resume"
	ending      event = "end"
	deciding    event = "decide"     // on a period that was missed
	clearing    event = "processing" // these five are what the provider says of a checkout
	arriving    event = "paid"
	bouncing    event = "failed"
	lapsing     event = "cancelled"
	mismatching event = "mismatch"
	confirming  event = "confirm" // a transfer
	dropping    event = "drop"    // likewise
	refunding   event = "refund"
	making      event = "done" // of a refund, by the provider
	disputing   event = "dispute"
	answering   event = "answer"
	submitting  event = "submit"
	reopening   event = "reopen"
	reading     event = "read" // by the studio
)

const gone = "gone" // a draft that was thrown away

// quoteLife is the life of quotes and estimates. That a sent one has expired is
// no state: it follows from its date.
var quoteLife = life{
	"draft":    {editing: "draft", discarding: gone, sending: "sent"},
	"sent":     {accepting: "accepted", declining: "declined", revising: "sent", replacing: "superseded", invoicing: "invoiced"},
	"declined": {revising: "declined", replacing: "superseded"},
	"accepted": {invoicing: "accepted"},
	"invoiced": {invoicing: "invoiced"}, // again by the same invoice; it waits again when that draft is thrown away

	"superseded": {},
}

// contractLife is the life of contracts. How many have signed is no state: it
// follows from the signatures.
var contractLife = life{
	"draft":     {editing: "draft", discarding: gone, sending: "sent"},
	"sent":      {signing: "sent", completing: "completed", declining: "declined", withdrawing: "void", reminding: "sent", revising: "sent", replacing: "superseded"},
	"declined":  {revising: "declined", replacing: "superseded"},
	"void":      {revising: "void", replacing: "superseded"},
	"completed": {},

	"superseded": {},
}

// questionnaireLife is the life of questionnaires. That one was opened, or is
// late, is no state.
var questionnaireLife = life{
	"draft":     {editing: "draft", discarding: gone, sending: "sent"},
	"sent":      {answering: "sent", submitting: "submitted", reminding: "sent", withdrawing: "withdrawn"},
	"submitted": {reading: "submitted", reopening: "reopened"},
	"reopened":  {answering: "reopened", submitting: "submitted", reminding: "reopened", withdrawing: "withdrawn"},
	"withdrawn": {},
}

// invoiceLife is the life of invoices. How far one is paid is no state: it
// follows from its payments, refunds and credit notes.
var invoiceLife = life{
	"draft":  {editing: "draft", discarding: gone, issuing: "issued", sending: "issued"},
	"issued": {sending: "issued", dating: "issued", paying: "issued", crediting: "issued", voiding: "void"},
	"void":   {},
}

// recurringLife is the life of recurring invoices. An active one ends by itself
// at its last period.
var recurringLife = life{
	"active": {editing: "active", pausing: "paused", resuming: "active", ending: "ended", deciding: "active"},
	"paused": {editing: "paused", pausing: "paused", resuming: "active", ending: "ended", deciding: "paused"},
	"ended":  {ending: "ended", deciding: "ended"},
}

// paymentLife is the life of payments. Money that came counts, whatever was said
// before; what the provider says and the table does not have changes nothing.
var paymentLife = life{
	"started":    {clearing: "processing", arriving: "paid", bouncing: "failed", lapsing: "cancelled", mismatching: "failed"},
	"processing": {arriving: "paid", bouncing: "failed", mismatching: "failed"},
	"failed":     {arriving: "paid", mismatching: "failed"},
	"cancelled":  {arriving: "paid", bouncing: "failed", mismatching: "failed"},
	"announced":  {confirming: "paid", dropping: "cancelled"},
	"paid":       {refunding: "paid", disputing: "paid"},
}

// refundLife is the life of refunds. A bank may send one back that was made; one
// that failed lives on only where nobody but we have said so: the provider may
// have made it after all.
var refundLife = life{
	"started":    {clearing: "processing", making: "done", bouncing: "failed"},
	"processing": {making: "done", bouncing: "failed"},
	"done":       {bouncing: "failed"},
	"failed":     {clearing: "processing", making: "done"},
}

// after is the state that an event leads to, if it may happen.
func (l life) after(state string, e event) (next string, ok bool) {
	next, ok = l[state][e]
	return next, ok
}

// meets refuses an event that cannot happen in a state, with the words of why.
func (l life) meets(state string, e event, why string) error {
	if _, ok := l.after(state, e); !ok {
		return refuse(why)
	}
	return nil
}
