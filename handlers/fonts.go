package handlers

import (
	"context"
	"log/slog"
	"sync"

	"anteroom/templates/pdf"
)

// fonts are the studio's own, read once for as long as they stay the same. Their
// files stay in the database until something is drawn with them.
type fonts struct {
	mu   sync.Mutex
	of   string // as the studio had them when they were read
	read []readFont
}

type readFont struct {
	id      int64
	metrics *pdf.Metrics
}

// ownFonts are the studio's fonts, to draw a document with.
func (s *Server) ownFonts(ctx context.Context) ([]pdf.Font, error) {
	s.fonts.mu.Lock()
	defer s.fonts.mu.Unlock()
	if now := s.store.Studio().Fonts; s.fonts.of != now {
		read, err := s.readFonts(ctx)
		if err != nil {
			return nil, err
		}
		s.fonts.of, s.fonts.read = now, read
	}
	var list []pdf.Font
	for _, f := range s.fonts.read {
		list = append(list, pdf.Font{Metrics: f.metrics, File: func() ([]byte, error) { return s.store.FontFile(ctx, f.id) }})
	}
	return list, nil
}

// readFonts passes over a font that cannot be read: a document must never fail for one.
func (s *Server) readFonts(ctx context.Context) (list []readFont, err error) {
	known, err := s.store.Fonts(ctx)
	if err != nil {
		return nil, err
	}
	for _, f := range known {
		file, err := s.store.FontFile(ctx, f.ID)
		if err != nil {
			return nil, err
		}
		m, err := pdf.ReadFont(file)
		if err != nil {
			slog.Warn("a font cannot be read", "font", f.Name, "error", err)
			continue
		}
		list = append(list, readFont{f.ID, m})
	}
	return list, nil
}
