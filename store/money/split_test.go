package money_test

import (
	"errors"
	"slices"
	"testing"

	"anteroom/store/money"
)

func TestSplit(t *testing.T) {
	percent := func(n int64) money.Part { return money.Part{Percent: money.Rate(n) * money.Percent} }
	amount := func(n int64) money.Part { return money.Part{Amount: n} }
	rest := money.Part{Rest: true}
	for _, c := range []struct {
		total int64
		parts []money.Part
		want  []int64
	}{
		{1152000, []money.Part{percent(30), percent(40), percent(30)}, []int64{345600, 460800, 345600}},
		{101, []money.Part{percent(50), percent(50)}, []int64{51, 50}},
		{1, []money.Part{percent(50), percent(50)}, []int64{1, 0}},
		{100, []money.Part{{Percent: 33_333}, {Percent: 33_333}, rest}, []int64{34, 33, 33}},
		{1000, []money.Part{amount(250), rest}, []int64{250, 750}},
		{1000, []money.Part{rest, amount(250), percent(50)}, []int64{250, 250, 500}},
		{10001, []money.Part{percent(50), amount(5001)}, []int64{5000, 5001}},
		{10001, []money.Part{percent(50), amount(5000)}, []int64{5001, 5000}},
		{1000, []money.Part{amount(600), amount(400)}, []int64{600, 400}},
		{1000, []money.Part{percent(100), rest}, []int64{1000, 0}},
		{101, []money.Part{percent(50), amount(51), rest}, []int64{50, 51, 0}},
		{0, []money.Part{percent(30), percent(70)}, []int64{0, 0}},
		{0, nil, []int64{}},
		{money.Max, []money.Part{percent(50), percent(50)}, []int64{500_000_000_000_000, 499_999_999_999_999}},
	} {
		if got, err := money.Split(c.total, c.parts); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("Split(%d, %+v) = %v, %v, want %v", c.total, c.parts, got, err, c.want)
		}
	}
}

func TestSplitRefuses(t *testing.T) {
	part := func(i int, problem money.Problem, field string) money.Error {
		return money.Error{Problem: problem, Place: money.InPart, Index: i, Field: field}
	}
	half, rest := money.Part{Percent: 50_000}, money.Part{Rest: true}
	for name, c := range map[string]struct {
		total int64
		parts []money.Part
		want  money.Error
	}{
		"nothing":         {100, nil, money.Error{Problem: money.PartsFallShort}},
		"too few percent": {100, []money.Part{half, {Percent: 49_999}}, money.Error{Problem: money.PartsFallShort}},
		"too many":        {100, []money.Part{half, half, {Percent: 1}}, part(2, money.PartsExceed, "percent")},
		"too little":      {100, []money.Part{{Amount: 99}}, money.Error{Problem: money.PartsFallShort}},
		"too much":        {100, []money.Part{{Amount: 101}}, money.Error{Problem: money.PartsExceed}},
		"mixed short":     {100, []money.Part{half, {Amount: 49}}, money.Error{Problem: money.PartsFallShort}},
		"mixed over":      {100, []money.Part{half, {Amount: 51}}, money.Error{Problem: money.PartsExceed}},
		"over with rest":  {100, []money.Part{half, {Amount: 51}, rest}, money.Error{Problem: money.PartsExceed}},
		"empty part":      {100, []money.Part{half, {}}, part(1, money.Missing, "amount")},
		"negative part":   {100, []money.Part{half, {Amount: -1}}, part(1, money.Negative, "amount")},
		"two rests":       {100, []money.Part{rest, half, rest}, part(2, money.TwoRests, "rest")},
		"rest and amount": {100, []money.Part{{Amount: 1, Rest: true}}, part(0, money.AmountAndPercent, "amount")},
		"absurd part":     {100, []money.Part{{Amount: money.Max + 1}}, part(0, money.TooLarge, "amount")},
		"negative total":  {-1, []money.Part{rest}, money.Error{Problem: money.Negative, Field: "total"}},
		"absurd total":    {money.Max + 1, []money.Part{rest}, money.Error{Problem: money.TooLarge, Field: "total"}},
	} {
		_, err := money.Split(c.total, c.parts)
		var got *money.Error
		if !errors.As(err, &got) || *got != c.want {
			t.Errorf("%s: %v, want %v", name, err, &c.want)
		}
	}
}

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		amount  int64
		weights []int64
		want    []int64
	}{
		{100, []int64{1, 1, 1}, []int64{34, 33, 33}},
		{-100, []int64{1, 1, 1}, []int64{-34, -33, -33}},
		{8, []int64{100, -20}, []int64{10, -2}},
		{10, []int64{0, 5}, []int64{0, 10}},
		{0, []int64{0, 0}, []int64{0, 0}},
	} {
		if got, err := money.Spread(c.amount, c.weights); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("Spread(%d, %v) = %v, %v, want %v", c.amount, c.weights, got, err, c.want)
		}
	}
	if _, err := money.Spread(1, []int64{1, -1}); !errors.Is(err, money.NothingToShare) {
		t.Errorf("weights of nothing: %v", err)
	}
	for _, c := range []struct {
		amount  int64
		weights []int64
	}{
		{money.Max + 1, []int64{1}}, {-1 << 63, []int64{1, 1}}, {1, []int64{1 << 62, 1 << 62}}, {money.Max, []int64{money.Max, 1 - money.Max}},
	} {
		if _, err := money.Spread(c.amount, c.weights); !errors.Is(err, money.TooLarge) {
			t.Errorf("Spread(%d, %v): %v", c.amount, c.weights, err)
		}
	}
}
