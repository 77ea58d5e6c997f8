package pay

import (
	"context"
	"errors"
	"fmt"

	"github.com/stripe/stripe-go/v76"
)

// RegisterWebhook asks Stripe to send its events to url, in the pinned API version and only of the Types that are
// handled here, and returns the secret that signs them. Endpoints that stood at the same url are replaced: they go
// once the new one is there, and if they cannot go, it goes instead, so that the secret in use stays right.
//
// With a connected account the endpoint belongs to the platform and gets the events of all its connected accounts:
// compare Event.Account with Client.Account.
func (c *Client) RegisterWebhook(ctx context.Context, url string) (secret string, err error) {
	const doing = "register webhook"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	old, err := c.webhooksAt(ctx, url)
	if err != nil {
		return "", c.failed(doing, err)
	}
	made, err := c.endpoints.New(c.endpointParams(ctx, url))
	if err != nil {
		return "", c.failed(doing, err)
	}
	if made.Secret == "" {
		return "", c.failed(doing, errors.New("the answer has no secret"))
	}
	for _, id := range old {
		if err := c.removeWebhook(ctx, id); err != nil {
			return "", c.failed(doing, errors.Join(err, c.removeWebhook(ctx, made.ID)))
		}
	}
	return made.Secret, nil
}

func (c *Client) endpointParams(ctx context.Context, url string) *stripe.WebhookEndpointParams {
	params := &stripe.WebhookEndpointParams{
		Params:        stripe.Params{Context: ctx},
		URL:           stripe.String(url),
		APIVersion:    stripe.String(stripe.APIVersion),
		EnabledEvents: stripe.StringSlice(Types()),
		Description:   stripe.String("Payments of the client portal"),
	}
	if c.settings.Account != "" {
		params.Connect = stripe.Bool(true)
	}
	return params
}

// webhooksAt lists the ids of the endpoints at url. An account has a few dozen of them at most.
func (c *Client) webhooksAt(ctx context.Context, url string) ([]string, error) {
	params := &stripe.WebhookEndpointListParams{}
	params.Context = ctx
	params.Limit = stripe.Int64(100)
	var ids []string
	list := c.endpoints.List(params)
	for list.Next() {
		if endpoint := list.WebhookEndpoint(); endpoint.URL == url {
			ids = append(ids, endpoint.ID)
		}
	}
	return ids, list.Err()
}

// removeWebhook deletes an endpoint; one that is gone already is fine.
func (c *Client) removeWebhook(ctx context.Context, id string) error {
	_, err := c.endpoints.Del(id, &stripe.WebhookEndpointParams{Params: stripe.Params{Context: ctx}})
	var answer *stripe.Error
	if errors.As(err, &answer) && answer.HTTPStatusCode == 404 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("remove webhook %s: %w", id, err)
	}
	return nil
}
