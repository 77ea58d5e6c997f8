package store

import "fmt"

// seenGallery is the condition under which a contact sees a gallery; its
// argument is the contact's id.
var seenGallery = "gallery.visible = 1 AND gallery.deleted_at IS NULL AND " + fmt.Sprintf(onProject, "gallery")
