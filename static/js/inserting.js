// A button that writes something into a text: where the cursor was left, or at the
// end of a text in which nobody has been.
{
  const visited = new WeakSet();
  document.addEventListener('focusin', (event) => visited.add(event.target));

  page.on('click', '[data-insert]', (event, button) => {
    const field = document.getElementById(button.dataset.into);
    const end = field.value.length;
    const [from, to] = visited.has(field) ? [field.selectionStart, field.selectionEnd] : [end, end];
    field.focus();
    field.setRangeText(button.dataset.insert, from, to, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
