package money

// TaxCategory is a code of UNCL5305 as EN 16931 uses it.
type TaxCategory string

// The categories of EN 16931. All but the first three come with the rate 0.
const (
	Standard       TaxCategory = "S"  // taxed at the rate given, full or reduced
	CanaryIslands  TaxCategory = "L"  // IGIC
	CeutaMelilla   TaxCategory = "M"  // IPSI
	ZeroRated      TaxCategory = "Z"  // taxed at zero
	Exempt         TaxCategory = "E"  // with the reason printed
	ReverseCharge  TaxCategory = "AE" // the customer accounts for it
	IntraCommunity TaxCategory = "K"  // supply of goods within the EU
	Export         TaxCategory = "G"  // free, leaves the country
	OutOfScope     TaxCategory = "O"  // not subject to tax, or the studio is not registered
)

// Tax is what a line or adjustment is taxed with. The zero Tax is no tax at
// all; a Tax without Category but with a Rate is one outside of EN 16931, such
// as an American sales tax. Taxes are totalled by category, rate and name.
type Tax struct {
	Category TaxCategory `json:"category,omitzero"`
	Rate     Rate        `json:"rate"`
	Name     string      `json:"name,omitzero"`   // as printed: "VAT"
	Reason   string      `json:"reason,omitzero"` // why nothing is charged, as printed
}

// Check holds a tax against its category: what is exempt has no rate (EN 16931-1,
// BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05, BR-O-05). It returns
// [RateOutOfRange] or [UnknownCategory].
func (t Tax) Check() error {
	if t.Rate < 0 || t.Rate > maxRate {
		return RateOutOfRange
	}
	switch t.Category {
	case "", Standard, CanaryIslands, CeutaMelilla:
		return nil
	case ZeroRated, Exempt, ReverseCharge, IntraCommunity, Export, OutOfScope:
		if t.Rate != 0 {
			return RateOutOfRange
		}
		return nil
	}
	return UnknownCategory
}

// Discount takes a percentage of a line or an amount in minor units off it; with
// Charge it adds. One of Percent and Amount is given, and neither is negative:
// a discount always brings a line nearer to zero, a charge further from it.
type Discount struct {
	Percent Rate  `json:"percent,omitzero"`
	Amount  int64 `json:"amount,omitzero"`
	Charge  bool  `json:"charge,omitzero"`
}

// Line is something sold: Quantity × Price ÷ BaseQuantity. Price is in major
// units; a BaseQuantity of 0 means 1, and 100 means that the price is for a
// hundred. Returned things have a negative Quantity.
type Line struct {
	Quantity     Decimal    `json:"quantity"`
	Price        Decimal    `json:"price"`
	BaseQuantity Decimal    `json:"base_quantity,omitzero"`
	Discounts    []Discount `json:"discounts,omitempty"`
	Tax          Tax        `json:"tax"`
}

// Adjustment is a discount on the whole document or, with Charge, a charge such
// as shipping. One of Percent (of the sum of the lines) and Amount (in minor
// units, tax included where the sheet's prices include it) is given.
//
// Without a Tax of its own it is spread over the taxes of the lines in
// proportion to their sums: a discount over all, a charge over those above zero.
type Adjustment struct {
	Label   string `json:"label,omitzero"`
	Percent Rate   `json:"percent,omitzero"`
	Amount  int64  `json:"amount,omitzero"`
	Charge  bool   `json:"charge,omitzero"`
	Tax     *Tax   `json:"tax,omitempty"`
}

// Rounding says where tax is rounded; see the package's rule. Empty is PerRate.
type Rounding string

// The two ways.
const (
	PerRate Rounding = "rate" // once for each tax on the document (EN 16931)
	PerLine Rounding = "line" // on each line with its share of the adjustments, and on each adjustment with a tax of its own
)

// Sheet is all that the totals of a document depend on.
type Sheet struct {
	Currency    string       `json:"currency"`
	Lines       []Line       `json:"lines"`
	Adjustments []Adjustment `json:"adjustments,omitempty"`
	TaxIncluded bool         `json:"tax_included,omitzero"`
	Rounding    Rounding     `json:"rounding,omitzero"`
}

// Totals are the figures of a document, in minor units. They satisfy
//
//	Subtotal = sum of Lines
//	Net      = sum of the taxes' Base
//	Tax      = sum of the taxes' Amount
//	Total    = Net + Tax
//
// and Subtotal − Discount + Charges is Net where tax is added, and Total where
// it is included.
type Totals struct {
	Lines       []int64    `json:"lines"`       // each line as shown, after its own discounts; gross if TaxIncluded
	Adjustments []int64    `json:"adjustments"` // each adjustment as shown, never negative
	Subtotal    int64      `json:"subtotal"`
	Discount    int64      `json:"discount"` // of the document, not of the lines
	Charges     int64      `json:"charges"`
	Net         int64      `json:"net"`
	Tax         int64      `json:"tax"`
	Total       int64      `json:"total"`
	Taxes       []TaxTotal `json:"taxes"` // highest rate first
}

// TaxTotal is one row of the tax breakdown, in minor units. Its Tax carries the
// first reason met; Reasons has them all.
type TaxTotal struct {
	Tax     Tax      `json:"tax"`
	Base    int64    `json:"base"`
	Amount  int64    `json:"amount"`
	Reasons []string `json:"reasons,omitempty"`
}

// LineAmount is how a line's amount comes about, in minor units:
// Total = Gross − Discount + Charge.
type LineAmount struct {
	Gross, Discount, Charge, Total int64
}
