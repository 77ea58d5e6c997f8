package store

import "fmt"

// visibleRequest is the condition under which a contact sees a request for a
// file; its two arguments are the contact's id.
var visibleRequest = "file_request.withdrawn_at IS NULL AND (file_request.contact_id IS NULL OR file_request.contact_id = ?) AND " + fmt.Sprintf(onProject, "file_request")

// seenShare is the condition under which a contact may open files that were
// sent together; its argument is the contact's id. Which of them are seen is
// each file's own affair.
var seenShare = fmt.Sprintf(onProject, "share")

// seenGallery is the condition under which a contact sees a gallery; its
// argument is the contact's id.
var seenGallery = "gallery.visible = 1 AND gallery.deleted_at IS NULL AND " + fmt.Sprintf(onProject, "gallery")
