// A button that writes something into a text, where the cursor stands.
page.on('click', '[data-insert]', (event, button) => {
  const field = document.getElementById(button.dataset.into);
  field.focus();
  field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
});
