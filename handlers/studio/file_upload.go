package studio

import (
	"io"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

// uploadRoutes are how files come in: by uploads that can be resumed, and by
// plain forms from browsers without script.
func (p *Pages) uploadRoutes() []Route {
	return []Route{
		staff("POST", "/studio/projects/{id}/files", "project", p.addFiles),
		staff("POST", "/studio/projects/{id}/uploads", "project", p.beginUpload(func(id int64) store.Target { return store.Target{Project: id} })),
		staff("POST", "/studio/folders/{id}/uploads", "folder", p.beginFolderUpload),
		staff("POST", "/studio/files/{id}/uploads", "file", p.beginUpload(func(id int64) store.Target { return store.Target{File: id} })),
		staff("POST", "/studio/galleries/{id}/uploads", "gallery", p.beginUpload(func(id int64) store.Target { return store.Target{Gallery: id} })),
		staff("HEAD", "/studio/uploads/{id}", "studio's upload", p.goOnWithUpload),
		staff("PATCH", "/studio/uploads/{id}", "studio's upload", p.goOnWithUpload),
		staff("DELETE", "/studio/uploads/{id}", "studio's upload", p.goOnWithUpload),
	}
}

const uploadsPath = "/studio/uploads/"

// beginUpload begins one for what the {id} of the path names.
func (p *Pages) beginUpload(target func(id int64) store.Target) func(*web.Exchange, store.Staff) error {
	return func(x *web.Exchange, who store.Staff) error {
		id, err := x.ID("id")
		if err != nil {
			return err
		}
		return p.Resumable.Begin(x, p.Store.Uploads(who), target(id), uploadsPath)
	}
}

func (p *Pages) beginFolderUpload(x *web.Exchange, who store.Staff) error {
	folder, err := p.theFolder(x)
	if err != nil {
		return err
	}
	return p.Resumable.Begin(x, p.Store.Uploads(who), store.Target{Project: folder.ProjectID, Folder: folder.ID}, uploadsPath)
}

// goOnWithUpload answers where an upload stands, goes on with it, or ends it.
func (p *Pages) goOnWithUpload(x *web.Exchange, who store.Staff) error {
	if _, err := x.ID("id"); err != nil {
		return err
	}
	return p.Resumable.GoOn(x, p.Store.Uploads(who), x.R.PathValue("id"), uploadsPath)
}

// addFiles takes the files of a plain form.
func (p *Pages) addFiles(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if _, err := p.Store.Project(x.Context(), id); err != nil {
		return err
	}
	fields := map[string]string{}
	added, err := x.TakeFiles(fields, func(name string, r io.Reader) error {
		folder, err := strconv.ParseInt("0"+fields["folder"], 10, 64)
		if err == nil {
			_, err = p.Store.AddFileTo(x.Context(), who, id, folder, name, r)
		}
		return err
	})
	if refusal, status := x.UploadRefusal(err); status != 0 {
		return p.showFiles(x, who, id, filesShown{status: status, refused: refusal})
	}
	if err != nil {
		return err
	}
	if x.IsPart() {
		return p.showFiles(x, who, id, filesShown{})
	}
	if err := x.Tell(arrived(x, added)); err != nil {
		return err
	}
	return x.Go(folderPath(id, fields["folder"]))
}

func arrived(x *web.Exchange, added int) (kind, sentence string) {
	if added == 0 {
		return "warn", "No file was chosen."
	}
	return "ok", x.T("files.count", "count", added) + " added. Clients do not see them until you say so."
}
