package store

import (
	"context"
	"time"
)

// ClientFilter chooses among the clients.
type ClientFilter struct {
	Search string
	Show   string // '' all but the archived, 'open' with an open project, 'owing', 'off' without portal, 'archived'
	Sort   string // 'name' (default), 'newest', 'owed'
}

// ClientRow is a line of the list of clients.
type ClientRow struct {
	ID            int64
	Name          string
	Contact       string // the main contact's name
	Email         string // and address
	Active        int    // projects under way
	Enquiries     int    // projects asked for
	PortalEnabled bool
	LastSeen      time.Time // of any of its contacts; zero: never
	Debt          Debt
}

// ClientCounts are how many clients each filter shows.
type ClientCounts struct {
	All, Open, Owing, Off, Archived int
}

// ClientList is a page of clients.
type ClientList struct {
	Rows   []ClientRow
	Total  int    // that the filter and the search leave
	Paging Paging // the page that was found nearest to the one wanted
	Counts ClientCounts
}

// clientShows are conditions, clientOrders orders; a request chooses among them.
var (
	clientShows = map[string]string{
		"":         "client.archived_at IS NULL",
		"open":     "client.archived_at IS NULL AND client.open > 0",
		"owing":    "client.archived_at IS NULL AND client.owed > 0",
		"off":      "client.archived_at IS NULL AND client.portal_enabled = 0",
		"archived": "client.archived_at IS NOT NULL",
	}
	clientOrders = map[string]string{
		"":       "client.name COLLATE NOCASE, client.id",
		"name":   "client.name COLLATE NOCASE, client.id",
		"newest": "client.id DESC",
		"owed":   "client.owed DESC, client.name COLLATE NOCASE, client.id",
	}
)

const clientRowColumns = `client.id, client.name, coalesce(main.name, ''), coalesce(main.email, ''),
	(SELECT count(*) FROM project WHERE project.client_id = client.id AND project.status = 'active'),
	(SELECT count(*) FROM project WHERE project.client_id = client.id AND project.status = 'enquiry'),
	client.portal_enabled, (SELECT max(last_seen_at) FROM contact WHERE contact.client_id = client.id)`

func scanClientRow(row scanner, v *ClientRow) error {
	return row.Scan(&v.ID, &v.Name, &v.Contact, &v.Email, &v.Active, &v.Enquiries, &v.PortalEnabled, at(&v.LastSeen))
}

// Clients is a page of the studio's clients. An unknown filter or order is the
// default; a page beyond the last is the last.
func (s *Store) Clients(ctx context.Context, f ClientFilter, p Paging) (list ClientList, err error) {
	show, known := clientShows[f.Show]
	if !known {
		f.Show, show = "", clientShows[""]
	}
	order, known := clientOrders[f.Sort]
	if !known {
		order = clientOrders[""]
	}
	if list.Counts, err = one(ctx, s.reader, scanClientCounts, clientCounts); err != nil {
		return list, err
	}
	where, args := show, []any{}
	if list.Total = list.Counts.of(f.Show); f.Search != "" {
		where, args = show+" AND "+finds("client.search"), searched(f.Search)
		if list.Total, err = one(ctx, s.reader, value[int], "SELECT count(*) FROM client NOT INDEXED WHERE "+where, args...); err != nil {
			return list, err
		}
	}
	list.Paging = p.within(list.Total)
	list.Rows, err = all(ctx, s.reader, scanClientRow, "SELECT "+clientRowColumns+" FROM (SELECT client.id FROM client WHERE "+where+
		" ORDER BY "+order+` LIMIT ? OFFSET ?) page CROSS JOIN client ON client.id = page.id
		LEFT JOIN contact main ON main.client_id = client.id AND main.is_main = 1 AND main.archived_at IS NULL
		ORDER BY `+order, append(args, list.Paging.limit(), list.Paging.offset())...)
	if err != nil {
		return list, err
	}
	ids := make([]int64, len(list.Rows))
	for i, row := range list.Rows {
		ids[i] = row.ID
	}
	debts, err := s.debts(ctx, debtsOfClients, ids)
	for i, row := range list.Rows {
		list.Rows[i].Debt = debts[row.ID]
	}
	return list, err
}

const clientCounts = `SELECT (SELECT count(*) FROM client), (SELECT count(*) FROM client INDEXED BY client_with_open WHERE archived_at IS NULL AND open > 0),
	(SELECT count(*) FROM client WHERE archived_at IS NULL AND owed > 0),
	(SELECT count(*) FROM client INDEXED BY client_without_portal WHERE archived_at IS NULL AND portal_enabled = 0),
	(SELECT count(*) FROM client INDEXED BY client_archived WHERE archived_at IS NOT NULL)`

func scanClientCounts(row scanner, v *ClientCounts) error {
	err := row.Scan(&v.All, &v.Open, &v.Owing, &v.Off, &v.Archived)
	v.All -= v.Archived // counting all is quicker than counting most
	return err
}

func (c ClientCounts) of(show string) int {
	return map[string]int{"": c.All, "open": c.Open, "owing": c.Owing, "off": c.Off, "archived": c.Archived}[show]
}

// HasNoClients tells whether the studio has yet to add its first client.
func (s *Store) HasNoClients(ctx context.Context) (bool, error) {
	return one(ctx, s.reader, value[bool], "SELECT NOT EXISTS (SELECT 1 FROM client)")
}
