package demo

import (
	"time"

	"anteroom/store"
)

// raman: three projects, of which the kitchen is the one that the visitor of
// the demo sees as its client.
func (h *history) raman() {
	priya := h.somebody("Priya Raman", ClientEmail, "07700 900173", iPhone)
	tom := h.somebody("Tom Hollis", "tom.hollis@example.com", "07700 900174", mac)
	c := h.client(day(356, "9:00"), store.ClientDetails{Name: "Priya Raman", Address: "31 Larkfield Road\nBristol BS6 9QQ",
		Notes: "Came through Eleanor. Tom does the paying, Priya the choosing."}, priya, tom)
	c.airing(priya)
	c.kitchen(priya, tom)
	stair := c.project(day(20, "9:55"), true, store.ProjectDetails{Name: "Hall, stair and front door", Location: "31 Larkfield Road, Bristol", EventOn: h.date(-15),
		Notes: "First the survey, then a quote before Christmas. Please leave the carpet where it is until we have looked beneath."})
	stair.charges(day(6, "10:25"), offer{ // the kitchen is open too: the two can be paid at once
		title:    "Measured survey, hall and stair",
		sections: []store.Section{section("", line("Measured survey, hall and stair", "Two hours on site, drawn at 1:20.", 1, "", 350))},
		schedule: []store.Step{restAfter("Survey", 14)},
	})
	stair.asks(day(2, "10:40"), priya, hall(), h.date(-6), false,
		replied{"q1", 9 * time.Hour, []string{"Two of us, a lurcher, and a niece at weekends"}},
		replied{"q2", 9*time.Hour + 4*time.Minute, []string{"Coats end up on the newel post, and there is nowhere to sit to take boots off. It is dark from October on."}},
		replied{"q3", 9*time.Hour + 5*time.Minute, []string{"As it was in 1908"}},
		replied{"q4", 9*time.Hour + 6*time.Minute, []string{"Coats", "Boots", "The dog"}})
	h.signsIn(priya, hours(2.6))
	h.signsIn(tom, day(1, "18:40"))
}

func (c *client) airing(priya *person) {
	p := c.project(day(356, "9:15"), false, store.ProjectDetails{Name: "Bathroom and airing cupboard", Location: "31 Larkfield Road, Bristol"})
	p.quotes(day(354, "10:10"), offer{
		title: "Bathroom and airing cupboard",
		sections: []store.Section{section("",
			line("Bathroom, complete", "Plumbing, tiles, floor and paint.", 1, "", 9800), line("Airing cupboard in cedar", "", 1, "", 1800), line("Towel rail and valves", "", 1, "", 800))},
		schedule: []store.Step{onAcceptance("Deposit, 40%", 40), restAfter("Completion", 58)},
	}).viewed(priya, day(353, "20:00")).signed(priya, typed, day(350, "20:30")).card(priya, day(349, "12:12")).bank(priya, day(294, "9:00"), day(291, "9:30"))
	p.becomes("complete", day(288, "15:00"))
}

// kitchen: surveyed, quoted, signed, half paid; and a window seat to be signed.
func (c *client) kitchen(priya, tom *person) {
	h := c.history
	p := c.project(day(164, "9:30"), true, store.ProjectDetails{Name: "Kitchen and garden room", Location: "31 Larkfield Road, Bristol", EventOn: h.date(-24),
		Notes: "Worktops are templated this week. The kitchen is without water on the Monday and Tuesday of second fix; the garden tap stays on."})
	p.quotes(day(162, "11:20"), offer{
		title:    "Measured survey and drawings",
		sections: []store.Section{section("", line("Measured survey, ground floor and garden", "", 1, "", 450), line("Drawings for planning and building control", "", 1, "", 500))},
		schedule: []store.Step{restAfter("Survey and drawings", 14)},
	}).viewed(priya, day(161, "19:10")).signed(priya, typed, day(160, "19:32")).card(priya, day(145, "18:20"))

	p.asks(day(158, "11:05"), priya, cooking(), h.date(150), true,
		replied{"q1", 7 * time.Hour, []string{"Two, and six on a Friday"}},
		replied{"q2", 7*time.Hour + time.Minute, []string{"Two at once"}},
		replied{"q3", 7*time.Hour + 2*time.Minute, []string{"The table"}},
		replied{"q4", 7*time.Hour + 3*time.Minute, []string{"181"}},
		replied{"q5", 7*time.Hour + 9*time.Minute, []string{"Nobody can pass whoever stands at the sink.\nThe light comes from behind, and the bin is in the way of the oven."}})

	main := p.quotes(day(76, "14:00"), offer{
		title:  "Kitchen and garden room, main works",
		intro:  "Dear Priya, dear Tom,\n\nHere is everything from the first skip to the last coat of paint, as we went through it in the garden. We begin two weeks after you sign.",
		letter: "Dear Priya,\n\nHere it is: the kitchen and the garden room, with the steel as the engineer drew it. Take your time, and ring me about anything that reads oddly.\n\nHannah",
		sections: []store.Section{section("",
			line("Strip out and make safe", "Old units, floor and plaster. Two skips.", 1, "", 2400),
			line("Steelwork and structural opening", "To the engineer’s drawing SK-04, including building control.", 1, "", 5850),
			line("Kitchen, supplied and fitted", "Painted ash fronts, quartz worktop, brass handles.", 1, "", 12600),
			line("Garden room glazing and roof", "Slim steel-look doors, insulated warm roof.", 1, "", 8750),
			line("Electrics and plumbing, second fix", "Certified on completion.", 1, "", 3600))},
		discount: 1200_00, discountFor: "returning client",
		schedule: []store.Step{onAcceptance("Deposit, 30%", 30), percentOn("First fix, 30%", 30, h.date(31)), percentOn("Second fix, 25%", 25, h.date(-11)), percentOn("Completion, 15%", 15, h.date(-25))},
	})
	main.viewed(priya, day(75, "21:02")).signed(priya, drawn, day(70, "19:26")).
		opened(priya, day(70, "19:31")).bank(tom, day(69, "8:10"), day(68, "10:20")).card(priya, day(33, "18:02"))
	p.contracts(day(67, "11:15"), "Building contract, kitchen and garden room", works, "", priya, tom).
		viewed(priya, day(67, "20:10")).signed(priya, drawn, day(67, "20:31")).signed(tom, typed, day(66, "7:52")).countersigned(day(65, "10:05"))
	p.contracts(day(3, "10:20"), rightsTitle, "", h.date(-18), tom, priya).viewed(tom, day(2, "18:40")).signed(tom, typed, day(1, "18:44")).viewed(priya, hours(2.4))

	seat := p.quotes(day(4, "17:02"), offer{
		title: "Window seat and garden lighting",
		intro: "Dear Priya,\n\nIt was lovely to see the light in the bay last week. Here is the window seat we sketched at the table, with lighting for the garden so that the view works after dark too. " +
			"We can fit both within the month if you sign in the next week.",
		letter: "Dear Priya,\n\nHere is the window seat we sketched at the table, with lighting for the garden so that the view works after dark too. Have a look when you have five minutes. You can sign it on your phone.\n\nHannah",
		sections: []store.Section{
			section("",
				line("Oak window seat with three drawers", "Made in our workshop in European oak, oiled by hand. 2.4 m wide, soft-close runners.", 1, "", 1850),
				line("Seat cushion and two bolsters", "Wool blend. We bring samples, you choose the colour.", 1, "", 420),
				line("Garden lighting, first circuit", "Brass spike lights, low-voltage transformer, buried cable.", 6, "", 145),
				line("Fitting and making good", "Two people on site, dust sheets, waste taken away.", 3, "days", 340)),
			section("Would you like any extras?",
				ticked(extra("Photographs of the finished rooms", "Half a day with our photographer. 20 edited pictures, yours to keep.", 1, "", 380)),
				extra("Second lighting circuit, along the path", "Eight more brass spike lights, up to the studio door.", 1, "", 1080),
				extra("First-year care visit", "We come back to re-oil the oak and check every hinge.", 1, "", 160)),
		},
		until: 21,
	})
	seat.viewed(priya, day(3, "20:44"))
	p.kitchenFiles(priya, tom)
	p.kitchenPhotos(priya, tom)
}

// kitchenPhotos are the same room before and after, and what is finished of it.
func (p *project) kitchenPhotos(priya, tom *person) {
	h := p.history
	p.gallery(day(26, "16:20"), store.GallerySettings{Name: "Finished rooms", Note: "Tap the heart on those you would like as prints.", Originals: true, Favourites: true},
		shot{picture: "kitchen-before", caption: "The kitchen in June", stage: "Before", taken: h.date(162)},
		shot{picture: "kitchen-after", caption: "The kitchen, from the same spot", stage: "Kitchen", taken: h.date(27), before: "kitchen-before"},
		shot{picture: "kitchen-island", caption: "The island from the hob side, morning light", stage: "Kitchen", taken: h.date(27)},
		shot{picture: "kitchen-detail", caption: "Worktop, quartz with a soft edge", stage: "Kitchen", taken: h.date(27)},
		shot{picture: "garden-room", caption: "Garden room with the long table", stage: "Garden room", taken: h.date(26)},
		shot{picture: "window-seat", caption: "The bay, before the window seat is cushioned", stage: "Garden room", taken: h.date(26)},
	).first().shared(day(25, "10:05")).guests(day(25, "10:20"), "1908").
		liked(priya, day(24, "20:40"), "These three for the hall, please, as large as they go. The island one a little brighter if you can.", "kitchen-after", "kitchen-island", "garden-room").
		liked(tom, day(23, "7:55"), "", "kitchen-detail")
	p.gallery(day(40, "15:30"), store.GallerySettings{Name: "Week 8", Favourites: true},
		shot{picture: "stair", caption: "The stair while the hall is open", taken: h.date(40)},
		shot{picture: "basin", caption: "Cloakroom basin and brass tap", taken: h.date(40)},
		shot{picture: "shelves", caption: "Oak shelves, ready to be oiled", taken: h.date(41)})
}

func (p *project) kitchenFiles(priya, tom *person) {
	plan := []room{{"Kitchen", 0, 0, 4.4, 3.9}, {"Garden room", 4.4, 0, 3.6, 5.1}, {"Utility", 0, 3.9, 2.2, 1.9}, {"Hall", 2.2, 3.9, 2.2, 1.9}}
	p.file(day(162, "9:00"), "Kitchen, before.jpg", photograph("kitchen-before.jpg")).shown(day(145, "18:30"))
	p.file(day(74, "10:00"), "Structural opening, SK-04.pdf", drawing("Structural opening, to SK-04", "SK-04", "A", plan...)).shared(day(74, "10:10"), "").downloaded(tom, day(73, "20:15"))
	p.file(day(20, "15:00"), "Subcontractor rates.csv", sheet([]string{"Trade", "Who", "A day"}, []string{"Electrician", "Pratt & Daughter", "310"},
		[]string{"Plumber", "S. Okoro", "295"}, []string{"Plasterer", "Lime Works", "280"}))
	p.file(day(18, "11:30"), "Paint and finishes schedule.csv", sheet([]string{"Room", "Surface", "Finish", "Colour"}, []string{"Kitchen", "Walls", "Lime paint", "Chalk 02"},
		[]string{"Kitchen", "Fronts", "Hard oil", "Deep teal"}, []string{"Garden room", "Ceiling", "Lime paint", "Bone 11"}, []string{"Garden room", "Doors", "Linseed paint", "Graphite"},
		[]string{"Utility", "Walls", "Limewash", "Chalk 02"}, []string{"Hall", "Boards", "Hard wax oil", "Natural"}, []string{"Hall", "Woodwork", "Linseed paint", "Bone 11"})).
		shared(day(18, "11:34"), "These are the colours as we settled them. Do look at the teal in evening light.").downloaded(priya, day(17, "22:08"))
	p.file(day(11, "16:00"), "Kitchen drawings, revision C.pdf", drawing("Kitchen and garden room", "K-07", "C", plan...)).
		shared(day(11, "16:04"), "").downloaded(priya, day(10, "7:50")).downloaded(tom, day(10, "18:51"))
	p.file(day(26, "15:00"), "Kitchen, island.jpg", photograph("kitchen-island.jpg")).shown(day(26, "15:10"))
	p.file(day(26, "15:02"), "Kitchen, after.jpg", photograph("kitchen-after.jpg")).shown(day(26, "15:10"))
	p.file(day(26, "15:04"), "Handle, detail.jpg", photograph("kitchen-detail.jpg")).shown(day(26, "15:10"))
	p.file(day(4, "17:10"), "Window seat, a sketch in colour.jpg", photograph("window-seat.jpg")).shared(day(4, "17:14"), "So that you can see it in the bay.").downloaded(tom, day(1, "18:51"))
}

// enquiries have not become work yet.
func (h *history) enquiries() {
	nadia := h.somebody("Nadia Vane", "nadia@bishopvane.example", "0117 496 0166", mac)
	reading := h.client(day(118, "15:30"), store.ClientDetails{Name: "Bishop & Vane Architects", Address: "3 Orchard Lane\nBristol BS1 5DS"}, nadia).
		project(day(118, "15:45"), false, store.ProjectDetails{Name: "Reading room panelling", Location: "St Brandon’s, Bristol"})
	reading.quotes(day(84, "11:11"), offer{
		title:    "Panelling for the reading room",
		sections: []store.Section{section("", line("Oak panelling, quarter sawn", "", 38, "m²", 410), line("Fitting, out of hours", "", 9, "days", 390))},
	}).viewed(nadia, day(80, "10:25"))

	imogen := h.somebody("Imogen Blackwood", "imogen.blackwood@example.com", "07700 900193", iPhone)
	linen := h.client(day(31, "12:20"), store.ClientDetails{Name: "Imogen Blackwood", Address: "15 Canynge Square\nBristol BS8 3LA"}, imogen).
		project(day(31, "12:30"), true, store.ProjectDetails{Name: "Dressing room", Location: "15 Canynge Square, Bristol"})
	linen.quotes(day(6, "10:15"), offer{
		title: "Dressing room",
		intro: "Dear Imogen,\n\nThree ways to spend the small room well. Each has the window bench; they differ in what they are made of and how much they hide.",
		sections: []store.Section{
			alternative("Open rails", "Everything in sight.", line("Rails and shelves in ash", "", 1, "", 3450)),
			alternative("Painted cupboards", "Everything behind doors.", line("Cupboards, hand painted", "Four pairs of doors, shoe drawers beneath.", 1, "", 6200)),
			alternative("Walnut cupboards", "For the next hundred years.", line("Cupboards in walnut", "Four pairs of doors, shoe drawers beneath.", 1, "", 9850)),
			section("In each of them", line("Window bench with a lid", "", 1, "", 780), line("Fitting", "", 3, "days", 340),
				extra("Mirror with light", "", 1, "", 420), extra("Cedar lining", "Keeps moths away.", 1, "", 360)),
		},
	}).viewed(imogen, day(2, "22:31")).kept("Fitted room, three ways",
		"Three ways to fit out the room. They differ in what they are made of and how much they hide.", day(1, "11:20"))

	ruth := h.somebody("Ruth Calloway", "ruth@staldhelms.example", "07700 900185", android)
	chapel := h.client(day(15, "14:00"), store.ClientDetails{Name: "Friends of St Aldhelm’s", Address: "St Aldhelm’s, Chapel Row\nBath BA1 1HX"}, ruth).
		project(day(15, "14:10"), true, store.ProjectDetails{Name: "Chapel doors", Location: "Chapel Row, Bath"})
	chapel.quotes(day(1, "16:30"), offer{
		estimate: true, title: "West doors, repair and rehanging",
		intro: "Dear Ruth,\n\nThis is an estimate: what the doors need beneath the paint we know when the paint is off.",
		sections: []store.Section{section("",
			line("Taking down, to the workshop and back", "", 1, "", 1900), line("Repair in seasoned oak", "As far as we can tell today.", 12, "days", 340), line("Hinges forged to the old pattern", "", 4, "", 285))},
	})

	desmond := h.somebody("Desmond Okafor", "desmond.okafor@example.com", "07700 900102", android)
	loft := h.client(day(10, "16:10"), store.ClientDetails{Name: "Desmond Okafor", Address: "58 Ashgrove Road\nBristol BS7 9LQ"}, desmond).
		project(day(10, "16:20"), false, store.ProjectDetails{Name: "Loft study and new stair", Location: "58 Ashgrove Road, Bristol"})
	loft.drafts(hours(6), offer{
		title: "Loft study and new stair",
		intro: "Dear Desmond,\n\nThank you for showing us the loft. Here is the study with the new stair, as we drew it together on Friday.",
		sections: []store.Section{section("",
			line("Loft study: joinery", "Birch plywood desk, shelves to the ridge, two drawers on brass runners.", 1, "", 3240),
			line("Stair, oak treads on painted strings", "Space-saving, to building regulations. Balusters in blackened steel.", 1, "", 4860),
			line("Roof window, supplied and fitted", "Centre pivot, 780 by 1180 mm, with blackout blind.", 2, "", 1120),
			extra("Photographs of the finished rooms", "Half a day. 20 edited pictures.", 1, "", 380))},
	})
}
