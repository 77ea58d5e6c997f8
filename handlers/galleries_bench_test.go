package handlers_test

import (
	"fmt"
	"image/color"
	"io"
	"net/http"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// hungWith is a house with a gallery of so many photographs.
func hungWith(b *testing.B, count int) (*House, *storetest.Job, int64) {
	b.Helper()
	h := newHouse(b)
	job := h.Job(b)
	g, err := h.Store.AddGallery(b.Context(), job.Owner, job.Project.ID, "Many")
	if err != nil {
		b.Fatal(err)
	}
	for i := range count {
		job.Photo(b, g.ID, fmt.Sprintf("photo %d.jpg", i), storetest.Shot(b, 1200, 800, color.RGBA{uint8(i), 90, 90, 255}))
	}
	if err := h.Store.PreparePhotographs(b.Context()); err != nil {
		b.Fatal(err)
	}
	return h, job, g.ID
}

// BenchmarkZIPOf200Photos reports how long its first byte takes, beside the whole.
func BenchmarkZIPOf200Photos(b *testing.B) {
	h, _, id := hungWith(b, 200)
	owner := h.Owner(b)
	var first time.Duration
	var size int64
	for b.Loop() {
		began := time.Now()
		response, err := owner.client.Do(owner.Request(http.MethodGet, fmt.Sprintf("/studio/galleries/%d/zip", id), nil))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.ReadFull(response.Body, make([]byte, 1)); err != nil {
			b.Fatal(err)
		}
		first += time.Since(began)
		rest, err := io.Copy(io.Discard, response.Body)
		if err := response.Body.Close(); err != nil {
			b.Fatal(err)
		}
		if err != nil {
			b.Fatal(err)
		}
		size = rest + 1
	}
	b.ReportMetric(float64(first.Microseconds())/float64(b.N)/1000, "ms-to-first-byte")
	b.ReportMetric(float64(size)/(1<<20), "MB")
}

// BenchmarkStudioGalleryOf1000Photos is the studio's page of a large gallery.
func BenchmarkStudioGalleryOf1000Photos(b *testing.B) {
	h, _, id := hungWith(b, 1)
	storetest.Exec(b, h.Store, `WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
		INSERT INTO photo (gallery_id, content_id, name, position, state, width, height, created_at)
		SELECT gallery_id, content_id, 'photo ' || i || '.jpg', i, 'ready', 1200, 800, 0 FROM n, photo WHERE photo.id = (SELECT min(id) FROM photo)`)
	owner := h.Owner(b)
	for b.Loop() {
		owner.Open(fmt.Sprintf("/studio/galleries/%d", id)).Is(http.StatusOK)
	}
}

// many makes a gallery hold so many photographs, all of the content of its first.
func many(t testing.TB, s *store.Store, gallery int64, count int) {
	t.Helper()
	had := storetest.Count(t, s, "SELECT count(*) FROM photo WHERE gallery_id = ?", gallery)
	storetest.Exec(t, s, `WITH RECURSIVE n (i) AS (SELECT ?2 + 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?3),
		first AS (SELECT * FROM photo WHERE gallery_id = ?1 ORDER BY id LIMIT 1)
		INSERT INTO photo (gallery_id, content_id, name, position, state, width, height, created_at)
		SELECT ?1, content_id, 'photo ' || i || '.jpg', 1000 + i, 'ready', 1200, 800, 0 FROM n, first`, gallery, had, count)
	storetest.Exec(t, s, `INSERT INTO rendition (photo_id, size, width, height, sha256, jpeg)
		SELECT photo.id, r.size, r.width, r.height, r.sha256, r.jpeg FROM photo, rendition r
		WHERE photo.gallery_id = ?1 AND photo.position > 1000 AND r.photo_id = (SELECT min(id) FROM photo WHERE gallery_id = ?1)`, gallery)
}

// BenchmarkGalleryPageOf1000Photos is the first page, of sixty, behind an emailed
// link, beside the floor of the quote's page.
func BenchmarkGalleryPageOf1000Photos(b *testing.B) {
	house, job, q := sentQuote(b)
	g, _ := job.Album(b, "Many", "photo 1.jpg")
	many(b, house.Store, g.ID, 1000)
	quote, gallery := "/d/"+job.Link(b, "quote", q.ID), "/d/"+job.Link(b, "gallery", g.ID)
	lowest, server := floor(b, house, quote), house.Server.Handler()
	benchmarkPage(b, func() int { return get(b, server, gallery) }, func() int { return get(b, lowest, quote) })
}

// BenchmarkGalleryPageOf60Photos tells whether that depends on how many there are.
func BenchmarkGalleryPageOf60Photos(b *testing.B) {
	house, job, q := sentQuote(b)
	g, _ := job.Album(b, "Some", "photo 1.jpg")
	many(b, house.Store, g.ID, 60)
	quote, gallery := "/d/"+job.Link(b, "quote", q.ID), "/d/"+job.Link(b, "gallery", g.ID)
	lowest, server := floor(b, house, quote), house.Server.Handler()
	benchmarkPage(b, func() int { return get(b, server, gallery) }, func() int { return get(b, lowest, quote) })
}

// BenchmarkThumb is one small picture of a page.
func BenchmarkThumb(b *testing.B) {
	house, job, id := hungWith(b, 1)
	photo := storetest.Count(b, house.Store, "SELECT min(id) FROM photo")
	path, server := fmt.Sprintf("/d/%s/photos/%d/thumb", job.Link(b, "gallery", id), photo), house.Server.Handler()
	for b.Loop() {
		get(b, server, path)
	}
}
