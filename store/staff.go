package store

// Staff is one of the studio's own people, signed in: the owner or a member.
type Staff struct {
	ID    int64
	Name  string
	Email string
	Role  string // 'owner' or 'member'
}

// IsOwner tells whether settings and money reports are theirs.
func (s Staff) IsOwner() bool { return s.Role == "owner" }

// Visit is how a request reached us, for evidence and for lists of devices.
type Visit struct {
	IP        string
	UserAgent string
}
