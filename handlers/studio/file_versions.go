package studio

import (
	"io"

	"anteroom/handlers/web"
	"anteroom/store"
)

// addVersion replaces what a file holds by the file of a plain form.
func (p *Pages) addVersion(x *web.Exchange, who store.Staff) error {
	view, err := p.filePage(x, who)
	if err != nil {
		return err
	}
	added, err := x.TakeFiles(map[string]string{}, func(name string, r io.Reader) error {
		_, err := p.Store.AddVersion(x.Context(), who, view.File.ID, name, r)
		return err
	})
	if refusal, status := x.UploadRefusal(err); status != 0 {
		view.Refused = refusal
		return x.Reply(status, "studio/file", "", view)
	}
	if err != nil {
		return err
	}
	kind, sentence := "ok", "Replaced. Links and what the client sees stay as they were."
	if added == 0 {
		kind, sentence = arrived(x, 0)
	}
	if err := x.Tell(kind, sentence); err != nil {
		return err
	}
	return x.Go(filePath(view.File.ID))
}

// version is the number of an earlier version in the address.
func version(x *web.Exchange) (int, error) {
	n, err := x.ID("version")
	if err == nil && n > 1<<30 {
		err = store.ErrNotFound
	}
	return int(n), err
}

func (p *Pages) versionContent(x *web.Exchange, _ store.Staff) error {
	file, err := p.theFile(x)
	if err != nil {
		return err
	}
	n, err := version(x)
	if err != nil {
		return err
	}
	r, err := p.Store.OpenFileVersion(x.Context(), file.ID, n)
	if err != nil {
		return err
	}
	return x.Download(r)
}

// restoreVersion makes an earlier version the newest again.
func (p *Pages) restoreVersion(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	n, err := version(x)
	if err != nil {
		return err
	}
	if _, err := p.Store.RestoreVersion(x.Context(), who, id, n); err != nil {
		return err
	}
	if err := x.Tell("ok", "The earlier version is the newest again."); err != nil {
		return err
	}
	return x.Go(filePath(id))
}
