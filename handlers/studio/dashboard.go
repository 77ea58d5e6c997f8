package studio

import (
	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) dashboardRoutes() []Route {
	return []Route{
		staff("GET", "/studio", "", p.dashboard),
	}
}

type dashboardPage struct {
	web.Frame
}

func (p *Pages) dashboard(x *web.Exchange, who store.Staff) error {
	return x.Show("studio/dashboard", "", dashboardPage{Frame: p.Frame(x, who, "dashboard")})
}
