package pay

import (
	"strings"

	"github.com/stripe/stripe-go/v76"
)

// methodLabel names a way of paying as a person would: "Visa ending 4242", "SEPA Direct Debit ending 3000".
func methodLabel(d *stripe.ChargePaymentMethodDetails) string {
	switch {
	case d.Card != nil:
		return ending(cardBrand(string(d.Card.Brand)), d.Card.Last4)
	case d.SEPADebit != nil:
		return ending("SEPA Direct Debit", d.SEPADebit.Last4)
	case d.BACSDebit != nil:
		return ending("Bacs Direct Debit", d.BACSDebit.Last4)
	case d.AUBECSDebit != nil:
		return ending("BECS Direct Debit", d.AUBECSDebit.Last4)
	case d.ACSSDebit != nil:
		return ending("Pre-authorised debit", d.ACSSDebit.Last4)
	case d.USBankAccount != nil:
		return ending("Bank account", d.USBankAccount.Last4)
	}
	return methodName(string(d.Type))
}

func ending(name, last4 string) string {
	if last4 == "" {
		return name
	}
	return name + " ending " + last4
}

// cardBrand writes the brands of https://docs.stripe.com/api/charges/object as their owners do.
func cardBrand(brand string) string {
	switch brand {
	case "amex":
		return "American Express"
	case "cartes_bancaires":
		return "Cartes Bancaires"
	case "diners":
		return "Diners Club"
	case "discover":
		return "Discover"
	case "eftpos_au":
		return "eftpos"
	case "jcb":
		return "JCB"
	case "mastercard":
		return "Mastercard"
	case "unionpay":
		return "UnionPay"
	case "visa":
		return "Visa"
	}
	return "Card"
}

func methodName(method string) string {
	switch method {
	case "":
		return ""
	case "ideal":
		return "iDEAL"
	case "eps", "blik":
		return strings.ToUpper(method)
	case "p24":
		return "Przelewy24"
	case "paypal":
		return "PayPal"
	case "customer_balance":
		return "Bank transfer"
	case "twint":
		return "TWINT"
	}
	words := strings.ReplaceAll(method, "_", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

// FailureKeys are the values of Session.FailureKey, for a catalogue that says them in other languages.
func FailureKeys() []string {
	return []string{"declined", "funds", "expired_card", "card_number", "security_code", "authentication", "bank", "mandate", "method"}
}

// fail puts Stripe's codes (https://docs.stripe.com/error-codes, https://docs.stripe.com/declines/codes) into words
// for the client. A lost or stolen card is only 'declined': that is between the bank and its holder.
func (s *Session) fail(code, decline string) {
	switch code {
	case "insufficient_funds", "expired_card", "incorrect_cvc", "authentication_required":
		decline = code
	}
	switch decline {
	case "insufficient_funds":
		s.FailureKey, s.Failure = "funds", "There was not enough money in the account. Please try another card."
		return
	case "expired_card":
		s.FailureKey, s.Failure = "expired_card", "The card has expired. Please try another one."
		return
	case "incorrect_cvc", "invalid_cvc":
		s.FailureKey, s.Failure = "security_code", "The card's security code was not right. Please try again."
		return
	case "authentication_required":
		s.FailureKey, s.Failure = "authentication", "Your bank could not confirm that it was you. Please try again."
		return
	}
	switch code {
	case "incorrect_number", "invalid_number", "invalid_expiry_month", "invalid_expiry_year":
		s.FailureKey, s.Failure = "card_number", "The card's number or date was not right. Please try again."
	case "payment_intent_authentication_failure":
		s.FailureKey, s.Failure = "authentication", "Your bank could not confirm that it was you. Please try again."
	case "debit_not_authorized", "payment_method_customer_decline":
		s.FailureKey, s.Failure = "mandate", "The debit was not authorised. Please try another way to pay."
	case "account_closed", "bank_account_declined", "bank_account_restricted", "bank_account_unusable", "no_account", "refer_to_customer":
		s.FailureKey, s.Failure = "bank", "Your bank did not carry out the debit. Please try another way to pay."
	case "card_declined":
		s.FailureKey, s.Failure = "declined", "The card was declined. Please try another one, or ask your bank."
	default:
		s.FailureKey, s.Failure = "method", "The payment did not go through. Please try again, or another way to pay."
	}
}
