package templates

import (
	"html/template"
	"slices"
	"strconv"
	"text/template/parse"

	"anteroom/static"
)

// fold does once, when the pages are read, what would come out the same each
// time a page is shown: phrases without placeholders in the language of the
// set, icons, and addresses of static files. A call from a template costs a
// microsecond, and a page has two hundred of these. In the other calls it puts
// the language itself in the place of the page's: to look up a field that a view
// has from its Frame costs more than to fill a phrase.
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
		case *parse.TemplateNode:
			f.calls(node.Pipe)
		case *parse.IfNode:
			f.branch(&node.BranchNode)
		case *parse.RangeNode:
			f.branch(&node.BranchNode)
		case *parse.WithNode:
			f.branch(&node.BranchNode)
		}
	}
	nodes.Nodes = joined(nodes.Nodes)
}

// joined makes one text of texts that follow each other.
func joined(nodes []parse.Node) []parse.Node {
	var list []parse.Node
	var last *parse.TextNode
	for _, node := range nodes {
		text, ok := node.(*parse.TextNode)
		if ok && last != nil {
			last.Text = slices.Concat(last.Text, text.Text)
			continue
		}
		last = text
		list = append(list, node)
	}
	return list
}

func (f *fold) branch(node *parse.BranchNode) {
	f.calls(node.Pipe)
	f.list(node.List)
	f.list(node.ElseList)
}

// action is the fixed text of an action, if it has one. The text is escaped so
// that it is right both between tags and in a quoted attribute.
func (f *fold) action(node *parse.ActionNode) (text string, ok bool) {
	if len(node.Pipe.Decl) == 0 && len(node.Pipe.Cmds) == 1 {
		args := node.Pipe.Cmds[0].Args
		if len(args) == 1 && isLang(args[0]) { // as in <html lang>: what the words are in
			return template.HTMLEscapeString(f.lang), true
		}
		if text, ok := f.fixed(args); ok {
			return text, true
		}
	}
	f.calls(node.Pipe)
	return "", false
}

func (f *fold) fixed(args []parse.Node) (text string, ok bool) {
	name, ok := args[0].(*parse.IdentifierNode)
	if !ok {
		return "", false
	}
	if text, ok := f.phrase(args); ok {
		return template.HTMLEscapeString(text), true
	}
	if name.Ident == "htmxConfig" {
		return template.HTMLEscapeString(static.HTMXConfig), true
	}
	if len(args) != 2 {
		return "", false
	}
	named, ok := args[1].(*parse.StringNode)
	switch {
	case ok && name.Ident == "icon":
		return string(f.icon(named.Text)), true
	case ok && name.Ident == "asset":
		return template.HTMLEscapeString(f.asset(named.Text)), true
	}
	return "", false
}

// calls folds what is handed to the functions of a pipeline: phrases without
// placeholders, (t .Lang "…"), and the page's language, (date .Lang …).
func (f *fold) calls(pipe *parse.PipeNode) {
	if pipe == nil {
		return
	}
	for _, command := range pipe.Cmds {
		for i, arg := range command.Args {
			command.Args[i] = f.argument(arg)
		}
		if _, ok := command.Args[0].(*parse.IdentifierNode); ok && len(command.Args) > 1 && isLang(command.Args[1]) {
			command.Args[1] = text(command.Args[1], f.lang)
		}
	}
}

func (f *fold) argument(arg parse.Node) parse.Node {
	pipe, ok := arg.(*parse.PipeNode)
	if !ok {
		return arg
	}
	if len(pipe.Decl) == 0 && len(pipe.Cmds) == 1 {
		if phrase, ok := f.phrase(pipe.Cmds[0].Args); ok {
			return text(pipe, phrase)
		}
	}
	f.calls(pipe)
	return pipe
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

// text is a text as an argument in the place of another.
func text(of parse.Node, said string) *parse.StringNode {
	return &parse.StringNode{NodeType: parse.NodeString, Pos: of.Position(), Quoted: strconv.Quote(said), Text: said}
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
