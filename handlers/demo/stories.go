package demo

import "anteroom/store"

// stories is a year of the studio: its clients, their projects, and what came
// of each. Days are counted back from today.
func (h *history) stories() {
	h.whitcombe()
	h.brandt()
	h.demir()
	h.tanaka()
	h.penhallow()
	h.bakery()
	h.mensah()
	h.lindqvist()
	h.ferreira()
	h.raman()
	h.enquiries()
	h.clockwork()
}

// whitcombe: last year's windows, and a bay that she will not have.
func (h *history) whitcombe() {
	eleanor := h.somebody("Eleanor Whitcombe", "eleanor.w@example.com", "07700 900118", windows)
	c := h.client(day(368, "9:20"), store.ClientDetails{Name: "Eleanor Whitcombe", Address: "4 Cotham Vale\nBristol BS6 6HR",
		Notes: "Prefers the telephone. The cat must not get into the cellar."}, eleanor)
	p := c.project(day(368, "9:41"), false, store.ProjectDetails{Name: "Sash windows, front of the house", Location: "4 Cotham Vale, Bristol"})
	q := p.quotes(day(366, "11:05"), offer{
		title: "Six sash windows, overhauled and draught-proofed",
		intro: "Dear Eleanor,\n\nYour windows are worth keeping. We would take the sashes to our workshop two at a time, so that you are never without glass for more than a night.",
		sections: []store.Section{section("",
			line("Sashes repaired in our workshop", "New bottom rails in Accoya where the old ones are soft.", 6, "", 980),
			line("Brush seals, cords and weights", "", 6, "", 310),
			line("Fitting, easing and two coats of linseed paint", "", 6, "days", 326),
		)},
		schedule: []store.Step{onAcceptance("Deposit, 30%", 30), restAfter("Completion", 48)},
	})
	q.viewed(eleanor, day(365, "14:10")).signed(eleanor, typed, day(363, "10:32")).
		bank(eleanor, day(362, "9:00"), day(358, "9:30")).
		hand("cheque", 0, "Handed over at the last visit", day(318, "12:15"))
	p.file(day(318, "14:00"), "Windows, front elevation.pdf", drawing("Windows, front elevation", "W-01", "A",
		room{"Bay, left", 0, 0, 1.2, 2.1}, room{"Bay, middle", 1.3, 0, 1.4, 2.1}, room{"Bay, right", 2.8, 0, 1.2, 2.1})).
		shared(day(318, "14:05"), "")
	p.becomes("complete", day(310, "16:00"))
	p.expects(day(309, "9:15"), "Yearly look at six sashes", "Cords, seals and putty, and a coat of paint where the weather has been at it.", 240,
		store.Rhythm{Every: 1, Unit: "year", From: h.date(-40)})

	bay := c.project(day(22, "10:00"), false, store.ProjectDetails{Name: "Bay window, back bedroom", Location: "4 Cotham Vale, Bristol"})
	bay.quotes(day(16, "15:40"), offer{
		title: "New bay window, back bedroom",
		intro: "Dear Eleanor,\n\nAs we feared, the sill has gone through to the brick. Here is what it takes to make the bay new.",
		sections: []store.Section{section("",
			line("Bay window in Accoya, slim double glazing", "", 1, "", 5400),
			line("Stone sill, cut and set", "Bath stone, to match the front.", 1, "", 1150),
			line("Plaster and paint", "", 2, "days", 340),
		)},
	}).viewed(eleanor, day(14, "19:22")).
		declined(eleanor, "Too much for this year, I am afraid. May I ask you again in spring?", day(3, "11:16"))
}

// brandt: shelves that went well, and a bathroom whose second part is late.
func (h *history) brandt() {
	oliver := h.somebody("Oliver Brandt", "o.brandt@example.com", "07700 900144", android)
	c := h.client(day(349, "10:10"), store.ClientDetails{Name: "Oliver Brandt", Address: "Flat 2, 18 Royal York Crescent\nBristol BS8 4JX"}, oliver)
	p := c.project(day(349, "10:22"), true, store.ProjectDetails{Name: "Study shelves", Location: "18 Royal York Crescent, Bristol"})
	p.quotes(day(346, "9:50"), offer{
		title: "Shelves for the study",
		sections: []store.Section{section("",
			line("Oak shelves, floor to ceiling", "Two bays of 1.4 m, adjustable, with a closed run of drawers below.", 1, "", 3400),
			line("Ladder on a brass rail", "", 1, "", 430),
			line("Fitting", "", 1, "day", 320),
		)},
		schedule: []store.Step{onAcceptance("Deposit, 30%", 30), restAfter("Completion", 56)},
	}).viewed(oliver, day(345, "21:04")).signed(oliver, drawn, day(343, "21:30")).
		card(oliver, day(343, "21:36")).card(oliver, day(288, "8:12"))
	p.file(day(290, "16:20"), "Shelves, finished.jpg", photograph("shelves.jpg")).shared(day(290, "16:24"), "").downloaded(oliver, day(289, "20:02"))
	p.becomes("complete", day(286, "10:00"))

	bath := c.project(day(80, "11:00"), true, store.ProjectDetails{Name: "Bathroom, Clifton", Location: "18 Royal York Crescent, Bristol", Status: "active"})
	q := bath.quotes(day(72, "14:30"), offer{
		title: "Bathroom",
		intro: "Dear Oliver,\n\nHere is the bathroom with the basin on oak that you liked. The tiles are the ones from the sample board, sea green, with the narrow joint.",
		sections: []store.Section{
			section("Taking out", line("Old suite and tiles", "One skip.", 1, "", 1250)),
			section("The room",
				line("Plumbing, first and second fix", "", 1, "", 2950),
				line("Tiling", "Floor and half height, materials included.", 14, "m²", 145),
				line("Oak vanity with basin and brass tap", "", 1, "", 2180),
				line("Walk-in shower, glass and drain", "", 1, "", 1640),
				line("Plaster, paint, electrics", "", 1, "", 1450),
			),
		},
		schedule: []store.Step{onAcceptance("Deposit, 40%", 40), amountOn("First fix", 5520, h.date(17)), restOn("Completion", h.date(6))},
	})
	q.viewed(oliver, day(71, "22:10")).signed(oliver, drawn, day(66, "20:45")).card(oliver, day(62, "8:30")).card(oliver, day(18, "19:55"))
	bath.file(day(20, "12:00"), "Basin and tap.jpg", photograph("basin.jpg")).shown(day(19, "12:05"))
	bath.file(day(61, "9:30"), "Bathroom plan.pdf", drawing("Bathroom, Royal York Crescent", "B-01", "B",
		room{"Bathroom", 0, 0, 2.6, 2.2}, room{"Landing", 2.6, 0, 1.3, 2.2})).shared(day(61, "9:34"), "Here is the plan as we agreed it, with the door the other way round.").
		downloaded(oliver, day(61, "12:50"))
	h.signsIn(oliver, day(18, "19:50"))
}

// demir: a cellar, nearly done, and the last part not quite paid.
func (h *history) demir() {
	yusuf := h.somebody("Yusuf Demir", "yusuf@demir.example", "07700 900162", windows)
	c := h.client(day(326, "9:05"), store.ClientDetails{Name: "Yusuf Demir", Address: "27 Windmill Hill\nBristol BS3 4LT", Notes: "Wants everything on paper. No portal."}, yusuf)
	p := c.project(day(326, "9:20"), true, store.ProjectDetails{Name: "Cellar", Location: "27 Windmill Hill, Bristol"})
	p.quotes(day(320, "10:40"), offer{
		title: "Cellar, dry and usable",
		sections: []store.Section{section("",
			line("Tanking, membrane and sump", "Guaranteed for ten years by its maker.", 1, "", 6900),
			line("Insulated floor and walls", "", 1, "", 4200),
			line("Stair and handrail", "", 1, "", 1900),
			line("Electrics and ventilation", "", 1, "", 2500),
		)},
		schedule: []store.Step{onAcceptance("Deposit, 30%", 30), percentOn("Tanking, 40%", 40, h.date(258)), restOn("Completion, 30%", h.date(12))},
	}).viewed(yusuf, day(317, "18:00")).signed(yusuf, typed, day(312, "9:15")).
		bank(yusuf, day(311, "9:20"), day(306, "9:30")).
		hand("cash", 0, "", day(262, "11:00")).
		hand("cheque", 4380, "Promised the rest after the handrail", day(9, "17:10"))
	p.becomes("active", day(300, "8:00"))
	c.portalOff(day(8, "9:00"))
}

// tanaka: a flat that is to be photographed when it is done.
func (h *history) tanaka() {
	mei := h.somebody("Mei Tanaka", "mei.tanaka@example.com", "07700 900131", iPhone)
	c := h.client(day(272, "13:00"), store.ClientDetails{Name: "Mei Tanaka", Address: "9 Quay Street\nBristol BS1 2JL"}, mei)
	p := c.project(day(272, "13:15"), true, store.ProjectDetails{Name: "Quay Street flat", Location: "9 Quay Street, Bristol", EventOn: h.date(-9)})
	p.quotes(day(262, "16:00"), offer{
		title: "Quay Street flat, second floor",
		intro: "Dear Mei,\n\nThree rooms, one quiet idea: oak, lime plaster and as little else as we can manage.",
		sections: []store.Section{
			section("Making ready", line("Strip out, protect the stair", "", 1, "", 2400), line("Levelled floor and acoustic layer", "", 62, "m²", 55)),
			section("The rooms",
				line("Oak floor, oiled", "", 62, "m²", 120),
				line("Lime plaster, three rooms", "", 1, "", 3850),
				line("Wardrobe wall with a hidden desk", "", 1, "", 3400)),
		},
		schedule: []store.Step{onAcceptance("Deposit, 30%", 30), amountOn("First fix", 10080, h.date(204)), amountOn("Second fix", 5600, h.date(158)),
			restOn("Completion", h.date(-9))},
	}).viewed(mei, day(261, "20:20")).signed(mei, drawn, day(255, "13:35")).
		card(mei, day(252, "9:12")).bank(mei, day(206, "8:50"), day(202, "9:30")).card(mei, day(159, "18:40"))
	p.file(day(40, "15:00"), "Quay Street, plan.pdf", drawing("Quay Street flat", "Q-03", "D",
		room{"Living", 0, 0, 5.2, 4.1}, room{"Bedroom", 5.2, 0, 3.6, 4.1}, room{"Study", 0, 4.1, 3.1, 2.6}, room{"Bath", 3.1, 4.1, 2.1, 2.6})).
		shared(day(40, "15:06"), "").downloaded(mei, day(39, "8:30"))
	p.file(day(5, "10:50"), "Shot list.csv", sheet([]string{"Picture", "When", "Wanted for"}, []string{"Desk, open and closed", "Morning", "Website"},
		[]string{"Floor towards the window", "After two", "Book"}, []string{"Bath, detail of the tap", "Any time", "Maker"})).shared(day(5, "10:52"), "Here is the list of pictures, so that you can add to it.")
	h.signsIn(mei, hours(5))
}

// penhallow: a porch that came to nothing.
func (h *history) penhallow() {
	graham := h.somebody("Graham Penhallow", "g.penhallow@example.com", "07700 900127", windows)
	c := h.client(day(262, "12:00"), store.ClientDetails{Name: "Graham and Sue Penhallow", Address: "Rook Cottage, Church Lane\nBackwell BS48 3JJ"}, graham)
	p := c.project(day(262, "12:10"), false, store.ProjectDetails{Name: "Porch and boundary wall", Location: "Rook Cottage, Backwell"})
	p.quotes(day(255, "11:20"), offer{
		title: "Oak porch and boundary wall",
		sections: []store.Section{section("",
			line("Green oak porch on staddle stones", "", 1, "", 6850),
			line("Dry-stone wall, rebuilt", "", 11, "m", 420),
		)},
	}).viewed(graham, day(252, "18:30")).declined(graham, "We have decided to do the wall ourselves and leave the porch.", day(244, "9:40"))
	p.becomes("archived", day(230, "16:40"))
}
