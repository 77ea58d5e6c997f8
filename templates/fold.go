package templates

import (
	"html/template"
	"text/template/parse"
)

// fold does once, when the pages are read, what would come out the same each
// time a page is shown: phrases without placeholders in the language of the
// set, icons, and addresses of static files. A call from a template costs a
// microsecond, and a page has two hundred of these.
type fold struct {
	lang  string
	t     func(lang, key string, args ...any) string
	icon  func(name string) template.HTML
	asset func(name string) string
}

// list folds a list of nodes in place, and what lies inside them.
func (f *fold) list(nodes *parse.ListNode) {
	if nodes == nil {
		return
	}
	for i, node := range nodes.Nodes {
		switch node := node.(type) {
		case *parse.ActionNode:
			if text, ok := f.action(node); ok {
				nodes.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: node.Pos, Text: []byte(text)}
			}
		case *parse.IfNode:
			f.branch(&node.BranchNode)
		case *parse.RangeNode:
			f.branch(&node.BranchNode)
		case *parse.WithNode:
			f.branch(&node.BranchNode)
		}
	}
}

func (f *fold) branch(node *parse.BranchNode) {
	f.list(node.List)
	f.list(node.ElseList)
}

// action is the fixed text of an action, if it has one. The text is escaped so
// that it is right both between tags and in a quoted attribute.
func (f *fold) action(node *parse.ActionNode) (text string, ok bool) {
	if len(node.Pipe.Decl) > 0 || len(node.Pipe.Cmds) != 1 {
		return "", false
	}
	args := node.Pipe.Cmds[0].Args
	name, ok := args[0].(*parse.IdentifierNode)
	if !ok {
		return "", false
	}
	switch {
	case name.Ident == "t" && len(args) == 3 && isLang(args[1]):
		if key, ok := args[2].(*parse.StringNode); ok {
			return template.HTMLEscapeString(f.t(f.lang, key.Text)), true
		}
	case name.Ident == "icon" && len(args) == 2:
		if picture, ok := args[1].(*parse.StringNode); ok {
			return string(f.icon(picture.Text)), true
		}
	case name.Ident == "asset" && len(args) == 2:
		if file, ok := args[1].(*parse.StringNode); ok {
			return template.HTMLEscapeString(f.asset(file.Text)), true
		}
	}
	return "", false
}

// isLang tells whether an argument is the page's language: .Lang, $.Lang or
// $page.Lang.
func isLang(node parse.Node) bool {
	var path []string
	switch node := node.(type) {
	case *parse.FieldNode:
		path = node.Ident
	case *parse.VariableNode:
		path = node.Ident
	}
	return len(path) > 0 && path[len(path)-1] == "Lang"
}
