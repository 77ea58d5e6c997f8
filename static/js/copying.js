{
  const shown = 2000; // ms

  // Browsers lend the clipboard to secure pages only; a studio at home may not be one.
  const copy = async (text, button) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = page.make('textarea', 'visually-hidden', text);
    button.after(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    button.focus();
    if (!done) throw new Error('the clipboard is closed');
  };

  // label is the button's own words, beside its icon.
  const label = (button) => [...button.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()).pop();

  page.on('click', '[data-copy]', async (event, button) => {
    const words = label(button);
    if (button.dataset.copied !== undefined) return;
    try {
      await copy(button.dataset.copy, button);
    } catch {
      page.toast(button.dataset.copy); // to be copied by hand
      return;
    }
    page.announce(page.say('copied'));
    if (!words) return;
    const before = words.data;
    button.dataset.copied = '';
    words.data = page.say('copied');
    setTimeout(() => {
      words.data = before;
      delete button.dataset.copied;
    }, shown);
  });
}
