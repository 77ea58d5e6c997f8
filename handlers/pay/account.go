package pay

import (
	"context"
	"errors"
	"strings"

	"github.com/stripe/stripe-go/v76"
)

// Account is whom the payments go to.
type Account struct {
	ID       string
	Name     string // as clients see it; may be empty
	Country  string // ISO 3166, upper case
	Currency string // ISO 4217, upper case: the account's own
	Live     bool   // false for a test key: no money moves
	Ready    bool   // Stripe lets it charge
	Words    string // all of that in a sentence or two, for the owner
}

// Check asks Stripe whom the key (and the connected account, if set) belongs to.
func (c *Client) Check(ctx context.Context) (Account, error) {
	const doing = "check Stripe account"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	if err := c.publishable(doing); err != nil {
		return Account{}, err
	}
	answer := &stripe.Account{}
	params := &stripe.AccountParams{Params: c.params(ctx, "")}
	// account.Client.Get takes no params, so neither context nor connected account: the same call by hand.
	if err := c.accounts.B.Call("GET", "/v1/account", c.settings.SecretKey, params, answer); err != nil {
		return Account{}, c.failed(doing, err)
	}
	if answer.ID == "" {
		return Account{}, c.failed(doing, errors.New("the answer has no id"))
	}
	a := Account{
		ID:       answer.ID,
		Name:     accountName(answer),
		Country:  answer.Country,
		Currency: strings.ToUpper(string(answer.DefaultCurrency)),
		Live:     liveKey(c.settings.SecretKey),
		Ready:    answer.ChargesEnabled,
	}
	a.Words = a.words()
	return a, nil
}

// publishable catches the commonest mistake before Stripe's answer about it reads like a riddle.
func (c *Client) publishable(doing string) error {
	if !strings.HasPrefix(c.settings.SecretKey, "pk_") {
		return nil
	}
	return &Error{Kind: Key, doing: doing, Client: tryLater, Owner: "This is the publishable key (pk_…). Copy the secret key (sk_…) that stands beside it."}
}

func liveKey(key string) bool {
	return strings.HasPrefix(key, "sk_live_") || strings.HasPrefix(key, "rk_live_")
}

func accountName(a *stripe.Account) string {
	if a.Settings != nil && a.Settings.Dashboard != nil && a.Settings.Dashboard.DisplayName != "" {
		return a.Settings.Dashboard.DisplayName
	}
	if a.BusinessProfile != nil && a.BusinessProfile.Name != "" {
		return a.BusinessProfile.Name
	}
	return a.Email
}

func (a Account) words() string {
	name := a.Name
	if name == "" {
		name = a.ID
	}
	words := "Payments go to " + name + "."
	if !a.Live {
		words = "Test mode: no money moves. Connected to " + name + "."
	}
	if !a.Ready {
		words += " Stripe does not let this account take payments yet: finish its setup in the Stripe dashboard."
	}
	return words
}
