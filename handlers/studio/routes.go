package studio

import (
	"anteroom/handlers/web"
	"anteroom/store"
)

// Routes is the table of the studio's side, noun by noun.
func (p *Pages) Routes() []Route {
	var table []Route
	for _, nouns := range [][]Route{
		p.dashboardRoutes(),
		p.settingsRoutes(),
		p.emailTemplateRoutes(),
		p.reminderSettingRoutes(),
		p.fileSettingRoutes(),
		p.permissionRoutes(),
		p.accountRoutes(),
		p.clientRoutes(),
		p.statementRoutes(),
		p.contactRoutes(),
		p.invitationRoutes(),
		p.projectRoutes(),
		p.quoteRoutes(),
		p.beginRoutes(),
		p.itemRoutes(),
		p.templateRoutes(),
		p.quoteEditRoutes(),
		p.quoteSendRoutes(),
		p.quoteSentRoutes(),
		p.quoteInvoiceRoutes(),
		p.contractRoutes(),
		p.contractTemplateRoutes(),
		p.contractEditRoutes(),
		p.contractSendRoutes(),
		p.contractSentRoutes(),
		p.questionnaireRoutes(),
		p.questionnaireTemplateRoutes(),
		p.questionnaireSendRoutes(),
		p.questionnaireSentRoutes(),
		p.invoiceRoutes(),
		p.invoiceEditRoutes(),
		p.scheduleRoutes(),
		p.refundRoutes(),
		p.heldRoutes(),
		p.creditRoutes(),
		p.voidRoutes(),
		p.reminderRoutes(),
		p.reportRoutes(),
		p.recurringRoutes(),
		p.emailRoutes(),
		p.fileRoutes(),
		p.uploadRoutes(),
		p.folderRoutes(),
		p.batchRoutes(),
		p.requestRoutes(),
		p.galleryRoutes(),
		p.galleryPhotoRoutes(),
		p.gallerySharingRoutes(),
		p.photographRoutes(),
		p.selectionRoutes(),
	} {
		table = append(table, nouns...)
	}
	return table
}

// staff and owner make a line of the table; object is the kind that {id} names.
func staff(method, pattern, object string, handle func(*web.Exchange, store.Staff) error) Route {
	return Route{web.Route{Method: method, Pattern: pattern, Audience: web.Member, Object: object}, handle}
}

func owner(method, pattern, object string, handle func(*web.Exchange, store.Staff) error) Route {
	return Route{web.Route{Method: method, Pattern: pattern, Audience: web.Owner, Object: object}, handle}
}
