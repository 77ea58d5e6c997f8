package store

// HashesMade counts the passwords that were hashed since the store was opened:
// the work by which an answer's time could tell who is known.
func (s *Store) HashesMade() int64 { return s.hashing.made.Load() }
