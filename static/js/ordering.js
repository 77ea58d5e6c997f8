// Ordering by drag and drop. [data-order="/path"] holds elements with
// data-order-id; what is dropped elsewhere in it is sent to the path with all
// their ids, in the fields that data-order-field names, and the answer replaces
// data-order-target. Buttons do the same without a mouse, and without script.
{
  const list = '[data-order]';
  let dragged; // the element under way

  const itemOf = (event) => event.target instanceof Element && event.target.closest('[data-order-id]');

  // side tells whether the pointer is past the middle of an element, along the line.
  const isPast = (event, item) => {
    const box = item.getBoundingClientRect();
    const row = getComputedStyle(item.parentElement).gridTemplateColumns.split(' ').length > 1;
    return row ? event.clientX > box.left + box.width / 2 : event.clientY > box.top + box.height / 2;
  };

  const ids = (of) => [...of.querySelectorAll('[data-order-id]')].map((item) => item.dataset.orderId);

  document.addEventListener('dragstart', (event) => {
    const item = itemOf(event);
    const within = item && item.closest(list);
    // Only a picture or its link is taken hold of: text is for selecting.
    if (!within || !event.target.closest('a, img') || item.parentElement !== within) return;
    dragged = { item, within, before: ids(within).join() };
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', item.dataset.orderId);
    requestAnimationFrame(() => item.classList.add('is-dragged'));
  });

  document.addEventListener('dragover', (event) => {
    if (!dragged) return;
    const over = itemOf(event);
    if (!over || over.parentElement !== dragged.within) return;
    event.preventDefault();
    if (over === dragged.item) return;
    dragged.within.insertBefore(dragged.item, isPast(event, over) ? over.nextElementSibling : over);
  });

  document.addEventListener('drop', (event) => {
    if (dragged && dragged.within.contains(event.target)) event.preventDefault();
  });

  document.addEventListener('dragend', () => {
    if (!dragged) return;
    const { item, within, before } = dragged;
    dragged = undefined;
    item.classList.remove('is-dragged');
    const now = ids(within);
    if (now.join() === before) return;
    const { order, orderField, orderTarget } = within.dataset;
    if (window.htmx) {
      window.htmx.ajax('POST', order, { target: orderTarget, swap: 'outerHTML', values: { [orderField]: now } })
        .then(() => page.announce(page.say('ordered')));
    }
  });
}
