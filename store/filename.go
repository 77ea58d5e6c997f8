package store

import (
	"fmt"
	"net/http"
	"path"
	"strings"
	"unicode"
)

// fileNameLimit is the longest name of a file, in bytes: what file systems take.
const fileNameLimit = 255

// fileName makes the name that a file is kept under of the one that it came
// with. Letters of any script stay; folders, control characters, the invisible
// characters that turn a text's direction, and what Windows forbids go.
func fileName(s string) string {
	s = s[strings.LastIndexAny(s, `/\`)+1:]
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == unicode.ReplacementChar:
			return -1
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "_"))
	s = strings.TrimRight(strings.TrimSpace(s), ". ")
	if strings.Trim(s, ".") == "" {
		return "file"
	}
	return shorten(s)
}

// shorten keeps a long name's beginning and its extension.
func shorten(s string) string {
	if len(s) <= fileNameLimit {
		return s
	}
	ext := path.Ext(s)
	if len(ext) > 16 {
		ext = ""
	}
	return clip(strings.TrimSuffix(s, ext), fileNameLimit-len(ext)) + ext
}

// mediaType decides what a file is. What its first bytes show wins; where they
// show only an archive, plain text or nothing, the name's ending may say more
// (a .docx is a ZIP). What the browser claimed is not asked.
func mediaType(name string, head []byte) string {
	shown, _, _ := strings.Cut(http.DetectContentType(head), ";")
	ext := strings.ToLower(path.Ext(name))
	switch shown {
	case "application/zip", "application/x-gzip", "text/plain", "application/octet-stream":
		if named := byEnding(ext); named != "" {
			return named
		}
	}
	return shown
}

// byEnding knows the endings that first bytes cannot tell apart. It holds no
// type that a browser would run.
func byEnding(ext string) string {
	return map[string]string{
		".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
		".odt":  "application/vnd.oasis.opendocument.text",
		".ods":  "application/vnd.oasis.opendocument.spreadsheet",
		".odp":  "application/vnd.oasis.opendocument.presentation",
		".doc":  "application/msword",
		".xls":  "application/vnd.ms-excel",
		".ppt":  "application/vnd.ms-powerpoint",
		".csv":  "text/csv",
		".md":   "text/markdown",
		".ics":  "text/calendar",
		".rtf":  "application/rtf",
		".7z":   "application/x-7z-compressed",
		".tar":  "application/x-tar",
		".dwg":  "image/vnd.dwg",
		".dxf":  "image/vnd.dxf",
		".heic": "image/heic",
		".heif": "image/heif",
		".avif": "image/avif",
		".tif":  "image/tiff",
		".tiff": "image/tiff",
		".mov":  "video/quicktime",
		".mkv":  "video/x-matroska",
		".m4a":  "audio/mp4",
		".flac": "audio/flac",
	}[ext]
}

// Kind is the sort of file that a person would call it: 'pdf', 'sheet', 'doc',
// 'image', 'video', 'audio', 'archive' or 'other'.
func (f File) Kind() string {
	family, _, _ := strings.Cut(f.MediaType, "/")
	switch {
	case f.MediaType == "application/pdf":
		return "pdf"
	case strings.Contains(f.MediaType, "sheet") || strings.Contains(f.MediaType, "excel") || f.MediaType == "text/csv":
		return "sheet"
	case family == "image" || family == "video" || family == "audio":
		return family
	case f.MediaType == "application/zip" || strings.HasPrefix(f.MediaType, "application/x-"):
		return "archive"
	case family == "text" || strings.Contains(f.MediaType, "word") || strings.Contains(f.MediaType, "document") ||
		strings.Contains(f.MediaType, "presentation") || strings.Contains(f.MediaType, "powerpoint") || f.MediaType == "application/rtf":
		return "doc"
	}
	return "other"
}

// Disposition is the Content-Disposition under which a file leaves.
func (f File) Disposition() string { return Disposition(f.Name) }

// Disposition is the Content-Disposition of a file that is to be saved, never
// shown in our own origin. A name beyond ASCII is written both ways (RFC 6266,
// RFC 8187).
func Disposition(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r > 126 || r < 32 || r == '"' || r == '\\' || r == '%' {
			return '_'
		}
		return r
	}, name)
	if plain == name {
		return fmt.Sprintf(`attachment; filename="%s"`, plain)
	}
	return fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`, plain, percent(name))
}

// percent encodes a name as RFC 8187's value-chars.
func percent(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c < 128 && (unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)) || strings.IndexByte("-._~", c) >= 0) {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}

// Bytes is a size that reads like one: "2 GB", of 1024 MB each.
type Bytes int64

func (b Bytes) String() string {
	units := []string{"bytes", "KB", "MB", "GB", "TB"}
	size, unit := float64(b), 0
	for size >= 1023.5 && unit < len(units)-1 {
		size, unit = size/1024, unit+1
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", size), ".0") + " " + units[unit]
}

// sniffed is how many first bytes decide what a file is.
const sniffed = 512
