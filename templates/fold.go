package templates

import (
	"html/template"
	"strconv"
	"text/template/parse"

	"anteroom/static"
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
	f.inner(args[1:])
	name, ok := args[0].(*parse.IdentifierNode)
	if !ok {
		return "", false
	}
	if text, ok := f.phrase(args); ok {
		return template.HTMLEscapeString(text), true
	}
	switch {
	case name.Ident == "htmxConfig":
		return template.HTMLEscapeString(static.HTMXConfig), true
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

// inner folds phrases that are handed to a function: (t .Lang "…").
func (f *fold) inner(args []parse.Node) {
	for i, arg := range args {
		pipe, ok := arg.(*parse.PipeNode)
		if !ok || len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 {
			continue
		}
		if phrase, ok := f.phrase(pipe.Cmds[0].Args); ok {
			args[i] = &parse.StringNode{NodeType: parse.NodeString, Pos: pipe.Pos, Quoted: strconv.Quote(phrase), Text: phrase}
			continue
		}
		f.inner(pipe.Cmds[0].Args[1:])
	}
}

// phrase is what t says where it has no placeholders.
func (f *fold) phrase(args []parse.Node) (text string, ok bool) {
	if name, ok := args[0].(*parse.IdentifierNode); !ok || name.Ident != "t" || len(args) != 3 || !isLang(args[1]) {
		return "", false
	}
	key, ok := args[2].(*parse.StringNode)
	if !ok {
		return "", false
	}
	return f.t(f.lang, key.Text), true
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
