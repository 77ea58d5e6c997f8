package demo

import "anteroom/store"

// bakery: a company with two people, a finished shop and a second one.
func (h *history) bakery() {
	anna := h.somebody("Anna Beck", "anna@harbourbakery.example", "0117 496 0188", iPhone)
	joe := h.somebody("Joe Marsh", "accounts@harbourbakery.example", "0117 496 0189", windows)
	c := h.client(day(246, "8:30"), store.ClientDetails{Name: "Harbour Street Bakery Ltd", Address: "12 Harbour Street\nBristol BS1 5TX", TaxNumber: "GB 288 3301 94",
		Notes: "Work before five or after two, never on a Saturday."}, anna, joe)
	p := c.project(day(246, "8:44"), true, store.ProjectDetails{Name: "Counter and shelves", Location: "12 Harbour Street, Bristol"})
	q := p.quotes(day(240, "14:20"), offer{
		title: "Counter, shelves and a window table",
		sections: []store.Section{section("",
			line("Counter in ash and zinc", "4.2 m, with room for the till and the slicer.", 1, "", 7400),
			line("Bread shelves on wrought brackets", "", 9, "m", 380),
			line("Window table and six stools", "", 1, "", 2380),
		)},
		schedule: []store.Step{onAcceptance("Deposit, 50%", 50), restOn("On opening", h.date(182))},
	})
	q.viewed(anna, day(239, "5:50")).signed(anna, typed, day(236, "14:40")).
		bank(joe, day(232, "10:05"), day(229, "9:30")).bank(joe, day(184, "10:00"), day(181, "9:30")).
		refunded(210, "Five stools, not six", day(176, "11:20"))
	p.file(day(181, "11:00"), "Counter, drawings.pdf", drawing("Counter, Harbour Street", "C-02", "B",
		room{"Shop", 0, 0, 5.6, 4.4}, room{"Counter", 0.6, 3.3, 4.2, 0.8}, room{"Bakehouse", 5.6, 0, 4.2, 4.4})).shown(day(181, "11:02"))
	p.becomes("complete", day(178, "15:00"))

	second := c.project(day(132, "9:10"), true, store.ProjectDetails{Name: "Second shop, North Street", Location: "81 North Street, Bristol", Status: "active"})
	q = second.quotes(day(127, "10:30"), offer{
		title: "North Street, shop and bakehouse",
		sections: []store.Section{
			section("The shop", line("Counter and back wall", "", 1, "", 9200), line("Floor, quarry tiles", "", 48, "m²", 96)),
			section("The bakehouse", line("Hygienic walls and ceiling", "", 1, "", 6800), line("Electrics, three-phase", "", 1, "", 5792)),
		},
		schedule: []store.Step{onAcceptance("Deposit, 30%", 30), percentOn("First fix, 40%", 40, h.date(72)), restOn("Opening, 30%", h.date(9))},
	})
	q.viewed(anna, day(126, "6:10")).signed(anna, typed, day(122, "15:00")).
		bank(joe, day(121, "9:50"), day(118, "9:30")).card(joe, day(73, "16:30")).
		credited(384, "The floor is 44 m², not 48", day(41, "10:15")).twice(joe, anna, day(12, "9:40"), day(10, "9:30"))
	second.quotes(day(8, "13:10"), offer{
		title: "Sign and awning",
		sections: []store.Section{section("",
			line("Sign, gilded by hand", "“Harbour Street Bakery”, on a green ground.", 1, "", 1850),
			line("Awning, 3.5 m", "Acrylic canvas, crank handle.", 1, "", 1650),
			line("Fitting", "", 2, "days", 350),
		)},
		discount: 212_50, discountFor: "returning client",
		schedule: []store.Step{restAfter("Sign and awning", 14)},
	}).viewed(anna, day(6, "5:55")).signed(anna, drawn, day(4, "14:20"))
	h.signsIn(joe, day(4, "16:12"))
	c.retained(4, store.ProjectDetails{Name: "Care of both shops", Location: "12 Harbour Street and 81 North Street, Bristol", Status: "active"},
		"Care of both shops", "One morning a month: hinges, drawers, oil for the counters, and whatever has come loose.", 180)
}

// mensah: a flat that is finished, and the shop below it.
func (h *history) mensah() {
	kofi := h.somebody("Kofi Mensah", "kofi.mensah@example.com", "07700 900155", android)
	c := h.client(day(216, "17:00"), store.ClientDetails{Name: "Kofi Mensah", Address: "203 Gloucester Road\nBristol BS7 8NA"}, kofi)
	p := c.project(day(216, "17:12"), false, store.ProjectDetails{Name: "Flat above the shop", Location: "203 Gloucester Road, Bristol"})
	p.quotes(day(210, "9:30"), offer{
		title: "Two rooms and a kitchenette",
		sections: []store.Section{section("",
			line("Partition, doors and lining", "", 1, "", 3900), line("Kitchenette", "Birch plywood, oiled.", 1, "", 3350),
			line("Decoration", "", 5, "days", 310), line("Electrics", "", 1, "", 1100))},
		schedule: []store.Step{onAcceptance("Deposit, 30%", 30), restAfter("Completion", 45)},
	}).viewed(kofi, day(209, "21:50")).signed(kofi, drawn, day(205, "22:05")).card(kofi, day(198, "10:10")).card(kofi, day(148, "9:20")).
		hand("bank", 240, "Sent once more by his bank, for the oil", day(97, "9:40"))
	p.becomes("complete", day(145, "16:00"))
	p.expects(day(143, "9:10"), "Oil for the kitchenette", "Doors and worktop, twice, a week apart.", 160, store.Rhythm{Every: 3, Unit: "month", Day: 1, From: h.date(95)})
	p.pauses(day(100, "15:30")) // until the shop below is finished

	shop := c.project(day(104, "12:00"), true, store.ProjectDetails{Name: "Shop front, Gloucester Road", Location: "203 Gloucester Road, Bristol", Status: "active"})
	q := shop.quotes(day(98, "15:15"), offer{
		title: "Shop front",
		intro: "Dear Kofi,\n\nTwo ways to do it. Both keep the old cornice and give you a door that a pram goes through.",
		sections: []store.Section{
			alternative("Painted softwood", "Good for fifteen years if it is painted every five.", line("Shop front in Douglas fir, painted", "", 1, "", 8900), line("Toughened glass", "", 1, "", 2400)),
			alternative("Oak, oiled", "Goes silver if you let it. No paint, ever.", line("Shop front in European oak", "", 1, "", 12300), line("Toughened glass", "", 1, "", 2400)),
			section("Either way", line("Taking out and making good", "", 1, "", 1500),
				extra("Roller blind in the cornice", "Striped canvas, by hand.", 1, "", 980)),
		},
		schedule: []store.Step{onAcceptance("Deposit, 30%", 30), amountOn("Glass", 8758, h.date(38)), restOn("Completion", h.date(-4))},
	})
	q.viewed(kofi, day(96, "20:30")).signed(kofi, drawn, day(90, "21:15"), "Oak, oiled").card(kofi, day(88, "12:05")).card(kofi, day(39, "20:10")).announces(kofi, day(1, "19:05"))
	h.signsIn(kofi, day(2, "18:30"))
	shop.billsInError(day(30, "10:40"), offer{title: "Roller blind", sections: []store.Section{section("", line("Roller blind in the cornice", "Striped canvas, by hand.", 1, "", 980))}},
		"He did not order the blind")
	shop.bills(hours(3), offer{
		title: "Shelves for the till", intro: "As we agreed at the counter on Friday.",
		sections: []store.Section{section("", line("Oak shelves, oiled", "To the height of the old ones.", 4, "pieces", 120), line("Fitting, out of hours", "", 1, "day", 390))},
		discount: 3000, discountFor: "for the broken pane",
	}, 4500)
}

// lindqvist: a garden studio, revised once before it was signed.
func (h *history) lindqvist() {
	rosa := h.somebody("Rosa Lindqvist", "rosa@lindqvist.example", "07700 900109", mac)
	c := h.client(day(166, "11:30"), store.ClientDetails{Name: "Rosa Lindqvist", Address: "66 Sefton Park Road\nBristol BS7 9AL"}, rosa)
	p := c.project(day(166, "11:45"), true, store.ProjectDetails{Name: "Garden studio", Location: "66 Sefton Park Road, Bristol", EventOn: h.date(-19),
		Notes: "The gate code is on the key card. Please mind the quince."})
	first := offer{
		title: "Garden studio",
		intro: "Dear Rosa,\n\nHere is the studio under the quince, for painting in all weathers.",
		sections: []store.Section{section("",
			line("Foundation screws and frame", "No concrete, no digging.", 1, "", 5200), line("Larch cladding and green roof", "", 1, "", 6900),
			line("North light, triple glazed", "", 1, "", 4300), line("Floor, lining, electrics", "", 1, "", 4800))},
		schedule: []store.Step{onAcceptance("Deposit, 30%", 30), restAfter("Completion", 90)},
	}
	again := first
	again.intro = "Dear Rosa,\n\nThe same studio with a plain felt roof and a smaller north light, as you asked."
	again.letter = "Dear Rosa,\n\nHere is the studio again, with the plain roof and the smaller light. The old link leads here too."
	again.sections = []store.Section{section("",
		line("Foundation screws and frame", "No concrete, no digging.", 1, "", 5200), line("Larch cladding and felt roof", "", 1, "", 5400),
		line("North light, double glazed", "", 1, "", 3100), line("Floor, lining, electrics", "", 1, "", 4800))}
	again.schedule = []store.Step{onAcceptance("Deposit, 30%", 30), percentOn("Frame and roof, 50%", 50, h.date(94)), amountOn("Lining", 1480, h.date(-1)), restOn("Completion", h.date(-19))}
	q := p.quotes(day(158, "10:00"), first).viewed(rosa, day(157, "16:30")).revised(day(151, "9:45"), again)
	q.viewed(rosa, day(150, "12:00")).signed(rosa, drawn, day(146, "12:25")).
		card(rosa, day(143, "9:00")).bank(rosa, day(97, "10:20"), day(95, "9:30"))
	p.file(day(144, "13:00"), "Garden studio, revision B.pdf", drawing("Garden studio, Sefton Park Road", "G-01", "B",
		room{"Studio", 0, 0, 4.8, 3.2}, room{"Store", 4.8, 0, 1.2, 3.2})).shared(day(144, "13:04"), "").downloaded(rosa, day(143, "9:20"))
	p.file(day(12, "16:45"), "Garden room, inside.jpg", photograph("garden-room.jpg")).shared(day(12, "16:50"), "The lining is up. It smells of larch.")
	h.signsIn(rosa, hours(4.2))
	q.card(rosa, hours(4))
}

// ferreira: the largest job, in stages.
func (h *history) ferreira() {
	ines := h.somebody("Ines Ferreira", "ines@larchhouse.example", "07700 900176", iPhone)
	c := h.client(day(238, "10:00"), store.ClientDetails{Name: "Ines Ferreira", Address: "Larch House, Stoke Hill\nBristol BS9 1JN",
		Notes: "Her mother chooses the colours."}, ines)
	p := c.project(day(238, "10:20"), true, store.ProjectDetails{Name: "Larch House", Location: "Stoke Hill, Bristol", EventOn: h.date(-46), Status: "active",
		Notes: "We turn four flats into one house again. **Stage 1** is the structure and the stair, **stage 2** the rooms of the ground floor."})
	p.quotes(day(230, "15:00"), offer{
		title: "Larch House, stage 1", reduced: true,
		intro: "Dear Ines,\n\nFour flats become one house again, so VAT is 5%. Stage 1 opens the walls and brings the stair back.",
		sections: []store.Section{section("",
			line("Strip out and structural openings", "", 1, "", 11800), line("Stair in oak, four flights", "Turned newels, to the pattern that we found in the attic.", 1, "", 14600),
			line("First fix, all floors", "", 1, "", 7600))},
		schedule: []store.Step{onAcceptance("Deposit, 25%", 25), percentOn("Openings, 35%", 35, h.date(158)), amountOn("Stair", 6880, h.date(125)), restOn("Completion", h.date(-18))},
	}).viewed(ines, day(229, "19:40")).signed(ines, drawn, day(222, "20:10")).
		bank(ines, day(217, "8:30"), day(213, "9:30")).bank(ines, day(160, "8:15"), day(156, "9:30")).bank(ines, day(128, "20:00"), day(124, "9:30"))
	h.acceptance(day(1, "19:30"), "draft")
	p.quotes(day(5, "16:20"), offer{
		title: "Larch House, stage 2", reduced: true,
		sections: []store.Section{section("",
			line("Library, panelled to the ceiling", "", 1, "", 9400), line("Dining room, cornice and floor", "", 1, "", 4200),
			line("Paint, ground floor", "Your mother’s green in the library.", 6, "days", 330),
			extra("Secret door in the panelling", "Everyone asks for it in the end.", 1, "", 890))},
		schedule: []store.Step{onAcceptance("Deposit, 50%", 50), restAfter("Completion", 60)},
	}).viewed(ines, day(4, "21:12")).signed(ines, drawn, day(1, "20:18"), "Secret door in the panelling")
	h.acceptance(hours(1.5), "send")
	p.file(day(130, "11:00"), "Stair, finished.jpg", photograph("stair.jpg")).shared(day(130, "11:04"), "All four flights. Mind the oil until Monday.").downloaded(ines, day(129, "18:22"))
	p.gallery(day(130, "11:30"), store.GallerySettings{Name: "The stair", Favourites: true},
		shot{picture: "stair", caption: "All four flights, oiled", taken: h.date(131)},
		shot{picture: "shelves", caption: "Shelves on the first landing", taken: h.date(131)})
	p.file(day(229, "9:00"), "Larch House, ground floor.pdf", drawing("Larch House, ground floor", "L-01", "C",
		room{"Library", 0, 0, 5.4, 4.6}, room{"Hall", 5.4, 0, 2.8, 7.2}, room{"Dining", 0, 4.6, 5.4, 4.2}, room{"Kitchen", 8.2, 0, 4.6, 5.2})).
		shared(day(229, "9:06"), "").downloaded(ines, day(228, "21:00"))
	p.file(day(60, "17:00"), "Budget, internal.csv", sheet([]string{"Trade", "Allowed", "Spent"}, []string{"Joinery", "9800", "8420"}, []string{"Steel", "3900", "4115"}, []string{"Electrics", "4200", "2960"}))
	h.signsIn(ines, day(1, "20:05"))
}
