// A form is sent once. Its button stays where it is, keeps the focus, and says
// that it is busy; a spinner comes when it takes longer than a blink.
{
  const blink = 300; // ms
  const patience = 30_000; // ms, for an answer that never comes, or is a download
  const held = new Map(); // form → what lets it go

  const hold = (form, button) => {
    const spinner = page.make('span', 'spinner');
    spinner.setAttribute('aria-hidden', 'true');
    button?.setAttribute('aria-busy', 'true');
    button?.setAttribute('aria-disabled', 'true');
    const soon = setTimeout(() => button?.prepend(spinner), blink);
    const late = setTimeout(() => release(form), patience);
    held.set(form, () => {
      clearTimeout(soon);
      clearTimeout(late);
      spinner.remove();
      button?.removeAttribute('aria-busy');
      button?.removeAttribute('aria-disabled');
    });
  };

  const release = (form) => {
    held.get(form)?.();
    held.delete(form);
  };

  // Attributes are read as such: a field named "method" hides form.method.
  const isGuarded = (form) =>
    form.getAttribute('method')?.toLowerCase() === 'post' && form.dataset.guard !== 'off';

  document.addEventListener('submit', (event) => {
    if (!held.has(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  // What others have taken on by now, such as htmx, is theirs to send.
  document.addEventListener('submit', (event) => {
    if (!event.defaultPrevented && isGuarded(event.target)) hold(event.target, event.submitter);
  });

  document.addEventListener('htmx:beforeRequest', (event) => {
    const { elt, requestConfig } = event.detail;
    if (!(elt instanceof HTMLFormElement) || requestConfig.triggeringEvent?.type !== 'submit') return;
    if (isGuarded(elt)) hold(elt, requestConfig.triggeringEvent.submitter);
  });
  // A button that asks on its own account is busy by itself.
  document.addEventListener('htmx:beforeRequest', (event) => {
    const { elt } = event.detail;
    if (elt.matches('button[hx-post]')) hold(elt, elt);
  });
  document.addEventListener('htmx:afterRequest', (event) => release(event.detail.elt));

  // A page that comes back by the back button is as it was left: busy.
  window.addEventListener('pageshow', () => {
    for (const form of [...held.keys()]) release(form);
  });

  // What saves itself tries again by itself, and says so in its place.
  const isSaver = (event) => event.target.matches?.('.saver');
  document.addEventListener('htmx:responseError', (event) => { if (!isSaver(event)) page.toast(page.say('failed')); });
  document.addEventListener('htmx:sendError', (event) => { if (!isSaver(event)) page.toast(page.say('offline')); });
}
