// A button that writes something into a text: where the cursor was left, or at the
// end of a text in which nobody has been. Of several texts it is the one that was
// left last, or the first.
{
  const visited = new WeakSet();
  let last;
  document.addEventListener('focusin', (event) => {
    visited.add(event.target);
    if (event.target.matches('input, textarea')) last = event.target;
  });

  page.on('click', '[data-insert]', (event, button) => {
    const texts = button.dataset.into.split(' ').map((id) => document.getElementById(id));
    const field = texts.includes(last) ? last : texts[0];
    const end = field.value.length;
    const [from, to] = visited.has(field) ? [field.selectionStart, field.selectionEnd] : [end, end];
    field.focus();
    field.setRangeText(button.dataset.insert, from, to, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
