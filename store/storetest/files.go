package storetest

import (
	"fmt"
	"strings"
	"testing"

	"anteroom/store"
)

func (v *Street) files(t testing.TB, j *Job, on []string) {
	t.Helper()
	ctx, project := t.Context(), fmt.Sprint(j.Project.ID)
	for _, what := range []string{"shared", "hidden", "deleted"} {
		f, err := j.AddFile(ctx, j.Owner, j.Project.ID, what+".txt", strings.NewReader("Larkfield, "+what))
		must(t, err)
		seenBy := []string(nil)
		if what != "hidden" {
			_, err = j.ShareFile(ctx, j.Owner, f.ID, []int64{j.Priya.ID}, store.Words{Subject: "A file"})
			must(t, err)
		}
		switch what {
		case "shared":
			seenBy = on
			v.links(t, j, on[0], "file", f.ID)
			must(t, j.Portal(t, j.Priya).NoteDownload(ctx, f))
		case "deleted":
			_, err = j.DeleteFile(ctx, j.Owner, f.ID)
			must(t, err)
		}
		v.add(Thing{Kind: "file", Key: fmt.Sprint(f.ID), What: what + " file of " + on[0], SeenBy: seenBy, Parent: project})
	}
	v.kept(t, j, on)
	v.asked(t, j, on)
}

// kept is a file in a folder, with a version before it, sent together with
// another; and an upload that was broken off.
func (v *Street) kept(t testing.TB, j *Job, on []string) {
	t.Helper()
	ctx := t.Context()
	folder, err := j.MakeFolder(ctx, j.Owner, j.Project.ID, 0, "Larkfield")
	must(t, err)
	v.add(Thing{Kind: "folder", Key: fmt.Sprint(folder.ID), What: "folder of " + on[0]})
	var sent []int64
	for _, name := range []string{"Larkfield plan.txt", "Larkfield notes.txt"} {
		f, err := j.AddFileTo(ctx, j.Owner, j.Project.ID, folder.ID, name, strings.NewReader(name))
		must(t, err)
		sent = append(sent, f.ID)
	}
	Exec(t, j.Store, fmt.Sprintf("UPDATE file SET version = %d WHERE id = %d", 31000+sent[0], sent[0]))
	_, err = j.AddVersion(ctx, j.Owner, sent[0], "Larkfield plan.txt", strings.NewReader("Larkfield, again"))
	must(t, err)
	v.add(Thing{Kind: "version", Key: fmt.Sprint(31000 + sent[0]), What: "version of " + on[0], Parent: fmt.Sprint(sent[0])})
	must(t, j.ShareFiles(ctx, j.Owner, j.Project.ID, sent, []int64{j.Priya.ID}, store.Words{Subject: "Two files"}))
	share := Count(t, j.Store, "SELECT max(id) FROM share")
	v.add(Thing{Kind: "share", Key: fmt.Sprint(share), What: "share of " + on[0], SeenBy: on})
	v.links(t, j, on[0], "share", share)
	for _, id := range sent {
		v.add(Thing{Kind: "file", Key: fmt.Sprint(id), What: "kept file of " + on[0], SeenBy: on, Parent: fmt.Sprint(j.Project.ID), Also: []string{fmt.Sprint(share)}})
	}
	up, err := j.Uploads(j.Owner).Begin(ctx, store.Target{Project: j.Project.ID}, "Larkfield.bin", 10)
	must(t, err)
	v.add(Thing{Kind: "studio's upload", Key: fmt.Sprint(up.ID), What: "upload of hannah", SeenBy: []string{"hannah"}})
}

// asked is a request for a file that one has answered, with an upload that was
// broken off; and one that was sent unasked.
func (v *Street) asked(t testing.TB, j *Job, on []string) {
	t.Helper()
	ctx, p := t.Context(), j.Portal(t, j.Priya)
	must(t, j.AllowClientFiles(ctx, j.Owner, j.Project.ID, true))
	r, err := j.AskForFile(ctx, j.Owner, j.Project.ID, store.Asking{Title: "The floor plan of Larkfield", Contact: j.Priya.ID})
	must(t, err)
	v.add(Thing{Kind: "request", Key: fmt.Sprint(r.ID), What: "request of " + on[0], SeenBy: on[:1]})
	v.links(t, j, on[0], "request", r.ID)
	sent := func(aim store.Target, name string) string {
		must(t, p.SendFile(ctx, aim, name, strings.NewReader("Larkfield, from the client")))
		return fmt.Sprint(Count(t, j.Store, "SELECT max(id) FROM file"))
	}
	answer := sent(store.Target{Request: r.ID}, "plan.txt")
	v.add(Thing{Kind: "file", Key: answer, What: "sent file of " + on[0], SeenBy: on[:1], Parent: fmt.Sprint(j.Project.ID), Also: []string{fmt.Sprint(r.ID)}})
	v.add(Thing{Kind: "file", Key: sent(store.Target{Project: j.Project.ID}, "unasked.txt"), What: "unasked file of " + on[0], SeenBy: on[:1], Parent: fmt.Sprint(j.Project.ID)})
	up, err := p.Uploads(r.ID).Begin(ctx, store.Target{Request: r.ID}, "Larkfield.bin", 10)
	must(t, err)
	v.add(Thing{Kind: "upload", Key: fmt.Sprint(up.ID), What: "upload of " + on[0], SeenBy: on[:1], Parent: fmt.Sprint(r.ID)})
	up, err = p.Uploads(0).Begin(ctx, store.Target{Project: j.Project.ID}, "Larkfield.bin", 10)
	must(t, err)
	v.add(Thing{Kind: "unasked upload", Key: fmt.Sprint(up.ID), What: "unasked upload of " + on[0], SeenBy: on[:1]})
}
