'use strict';

// The page's script. Every page works without it, but for drawing a signature;
// it makes dialogs, copying, uploads and sending quicker and kinder. It keeps to
// a strict content security policy: no inline code, no inline style.
//
// Pages ask for things by attributes, which hold in what htmx brings in too:
//
//   dialog[data-open]            opens at once, as a modal dialog
//   a[data-dialog="id"]          opens that dialog; without script it is a link to the same form
//   .settings-nav, .tabs, .chips  scroll to their current link
//   button[command][commandfor]  opens and closes dialogs where the browser does not
//   form[method=post]            is sent once; [data-guard="off"] may be sent again, for downloads
//   .panel-draw .sign-pad        canvas, input[name=strokes], button[data-clear], button[data-undo]
//   input[data-with-script]      is chosen when scripts run: Draw, where Type is what works without
//   output.typed[for]            shows what is typed in that input
//   [data-copy="text"]           copies the text
//   [data-insert="text"]         writes it into the field with the id in data-into, at the cursor
//   form[data-upload="#list"]    sends each file by itself; the answer replaces #list
//   [data-answers="id"]          saves each [data-question] in it as one types; see answers.js
//   form[data-brand]             shows its colour in [data-brand-preview] at once
//   iframe[data-grows]           is as high as what is in it
//   a[data-photo="number"]       opens its picture in .lightbox; see gallery.js
//   .compare input               slides between two pictures
//
// The words that it says stand in words.js; a page in another language has its
// own in <meta name="words" content="…">, as JSON.
const page = {
  words: {},

  // say is a sentence of the catalogue with its placeholders filled.
  say(key, values = {}) {
    return (page.words[key] ?? key).replace(/\{(\w+)\}/g, (braced, name) => values[name] ?? braced);
  },

  // on listens for an event on everything that matches, now and later.
  on(type, selector, handle) {
    document.addEventListener(type, (event) => {
      const found = event.target instanceof Element && event.target.closest(selector);
      if (found) handle(event, found);
    });
  },

  // each begins with every element that matches, now and as htmx brings it.
  each(selector, begin) {
    const begun = new WeakSet();
    const look = (root) => {
      const found = [...root.querySelectorAll(selector)];
      if (root.matches?.(selector)) found.unshift(root);
      for (const element of found) {
        if (begun.has(element)) continue;
        begun.add(element);
        begin(element);
      }
    };
    document.addEventListener('htmx:load', (event) => look(event.detail.elt));
    look(document);
  },

  // make is an element with a class and text.
  make(tag, className = '', text = '') {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  },

  // stage is where a message can be heard: all but an open dialog is inert.
  stage: () => [...document.querySelectorAll('dialog[open]')].pop() ?? document.body,

  // announce tells something to those who do not see it.
  announce(text) {
    const stage = page.stage();
    let region = stage.querySelector(':scope > [data-announcer]');
    if (!region) {
      region = page.make('div', 'visually-hidden');
      region.dataset.announcer = '';
      region.setAttribute('aria-live', 'polite');
      stage.append(region);
    }
    // A region must be there before its words, or they are not read.
    setTimeout(() => { region.textContent = text; }, 50);
  },

  // toast shows a sentence for a while.
  toast(text) {
    const toast = page.make('div', 'toast', text);
    toast.setAttribute('role', 'alert');
    page.stage().append(toast);
    setTimeout(() => toast.remove(), 8000);
  },
};
