// Command anteroom serves a client portal for a small studio from one
// executable and one SQLite file.
package main

func main() {}
