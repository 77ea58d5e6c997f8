package studio

import (
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

// allFilesPage is the files of all projects, to be searched.
type allFilesPage struct {
	web.Frame
	listing
	Rows []store.FileRow
}

// allFiles is the list; htmx asks for its rows alone.
func (p *Pages) allFiles(x *web.Exchange, who store.Staff) error {
	l := newListing(x, "File, project or client", templates.Option{Label: "Newest first"}, templates.Option{Value: "name", Label: "Name, A to Z"},
		templates.Option{Value: "size", Label: "Largest first"})
	f := store.FileFilter{Search: l.Form.Get("q"), Shown: l.Form.Get("status"), Sort: l.order("newest")}
	counts, err := p.Store.FileCounts(x.Context())
	if err != nil {
		return err
	}
	rows, total, err := p.Store.AllFiles(x.Context(), f, x.Paging())
	if err != nil {
		return err
	}
	l.found(x, x.Paging(), total, tally{"", "All", counts[""]}, tally{"visible", "Visible in Portal", counts["visible"]},
		tally{"hidden", "Internal", counts["hidden"]}, tally{"clients", "From clients", counts["clients"]})
	return x.Show("studio/all-files", "list", allFilesPage{p.Frame(x, who, "files"), l, rows})
}
