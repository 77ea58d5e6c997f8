package templates

import "strings"

// Device is a browser as a person would name it.
type Device struct{ Name, Icon string }

// device reads what a browser says of itself. Most pretend to be others too, so
// the order of the look matters.
func device(userAgent string) Device {
	system, icon := "Unknown device", "monitor"
	for _, known := range []struct{ sign, name, icon string }{
		{"iPhone", "iPhone", "smartphone"}, {"iPad", "iPad", "smartphone"}, {"Android", "Android", "smartphone"},
		{"Macintosh", "Mac", "laptop"}, {"Windows", "Windows", "monitor"}, {"CrOS", "Chromebook", "laptop"},
		{"Linux", "Linux", "monitor"},
	} {
		if strings.Contains(userAgent, known.sign) {
			system, icon = known.name, known.icon
			break
		}
	}
	for _, known := range []struct{ sign, name string }{
		{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox/", "Firefox"}, {"FxiOS", "Firefox"},
		{"CriOS", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	} {
		if strings.Contains(userAgent, known.sign) {
			return Device{system + ", " + known.name, icon}
		}
	}
	return Device{system, icon}
}
