package studio

import (
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) fileSettingRoutes() []Route {
	return []Route{
		owner("GET", "/studio/settings/files", "", p.fileSettings),
		owner("POST", "/studio/settings/files", "", p.saveFileSettings),
	}
}

// fileSettingsPage is how much files may take, and how much they do.
type fileSettingsPage struct {
	settingsPage
	Space store.Space
}

func (p *Pages) fileSettings(x *web.Exchange, who store.Staff) error {
	studio := p.Store.Studio()
	form := web.NewForm("file_limit", megabytes(studio.FileLimit), "space_limit", gigabytes(studio.SpaceLimit))
	view, err := p.fileSettingsPage(x, who, form)
	if err != nil {
		return err
	}
	return x.Show("studio/settings-files", "", view)
}

func (p *Pages) fileSettingsPage(x *web.Exchange, who store.Staff, form *web.Form) (fileSettingsPage, error) {
	space, err := p.Store.Space(x.Context())
	return fileSettingsPage{p.settingsPage(x, who, "files", form), space}, err
}

func (p *Pages) saveFileSettings(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	file := int64(x.Whole(form, "file_limit")) << 20
	var space int64
	if strings.TrimSpace(form.Get("space_limit")) != "" {
		space = int64(x.Whole(form, "space_limit")) << 30
	}
	if err = form.Unread(); err == nil {
		err = p.Store.SaveFiles(x.Context(), who, file, space)
	}
	if err != nil {
		view, viewErr := p.fileSettingsPage(x, who, form)
		if viewErr != nil {
			return viewErr
		}
		return x.Again(err, form, "studio/settings-files", "", view)
	}
	return saved(x, "Saved.", "/studio/settings/files")
}

func megabytes(n int64) string { return strconv.FormatInt(n>>20, 10) }

// gigabytes is empty for no limit.
func gigabytes(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n>>30, 10)
}
