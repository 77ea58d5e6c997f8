package practice

import "slices"

type listView[V any] struct {
	Object  string `json:"object"`
	Data    []V    `json:"data"`
	HasMore bool   `json:"has_more"`
	URL     string `json:"url"`
}

// paging is which part of a list is asked for: limit (10 unless told) after an id.
type paging struct {
	limit int64
	after string
}

func (r *request) paging() (paging, *problem) {
	limit, refused := r.number("limit")
	if refused != nil {
		return paging{}, refused
	}
	if limit == 0 {
		limit = 10
	}
	p := paging{limit: limit, after: r.text("starting_after")}
	if refused := r.rest(); refused != nil {
		return p, refused
	}
	if limit < 1 || limit > 100 {
		return p, invalid("", "limit", "Limit must be between 1 and 100.")
	}
	return p, nil
}

// listed pages through objects as Stripe does, the newest first. view tells for each its id, how it looks, and
// whether it is among those that were asked for.
func listed[T, V any](r *request, objects []T, view func(T) (id string, v V, wanted bool)) (any, *problem) {
	p, refused := r.paging()
	if refused != nil {
		return nil, refused
	}
	list := listView[V]{Object: "list", Data: []V{}, URL: r.Path}
	begun := p.after == ""
	for _, object := range slices.Backward(objects) {
		id, v, wanted := view(object)
		switch {
		case !wanted:
		case !begun:
			begun = id == p.after
		case int64(len(list.Data)) == p.limit:
			list.HasMore = true
		default:
			list.Data = append(list.Data, v)
		}
	}
	return list, nil
}
