{
  // A dialog that is open without script stands in the page; it is lifted above it.
  const show = (dialog) => {
    dialog.removeAttribute('open');
    dialog.showModal();
  };

  if (!('commandForElement' in HTMLButtonElement.prototype)) {
    page.on('click', 'button[commandfor]', (event, button) => {
      const dialog = document.getElementById(button.getAttribute('commandfor'));
      const command = button.getAttribute('command');
      if (command === 'show-modal') show(dialog);
      if (command === 'close') dialog.close();
    });
  }

  page.each('dialog[data-open]', show);

  // A click that asks for a new tab, a new window or a download is the browser's:
  // neither we nor htmx, which would hold it back, get to hear of it.
  const isOurs = (event) =>
    event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  document.addEventListener('click', (event) => {
    if (!isOurs(event) && event.target.closest?.('a[href]')) event.stopPropagation();
  }, true);

  page.on('click', 'a[data-dialog]', (event, link) => {
    const dialog = document.getElementById(link.dataset.dialog);
    if (!dialog) return;
    event.preventDefault();
    show(dialog);
  });

  // A press on the backdrop closes, if it began there: not a signature that
  // slipped over the edge.
  const onBackdrop = (event) => {
    if (!(event.target instanceof HTMLDialogElement)) return false;
    const { left, right, top, bottom } = event.target.getBoundingClientRect();
    return event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom;
  };
  let pressed = false;
  document.addEventListener('pointerdown', (event) => { pressed = onBackdrop(event); });
  document.addEventListener('click', (event) => {
    if (pressed && onBackdrop(event)) event.target.close();
    pressed = false;
  });
}
