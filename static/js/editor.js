// The editor of quotes, invoices, schedules and questions. While one types the server sends errors beside the
// fields; they are tied to the controls here, since the controls themselves are
// not replaced. Lines and questions can be dragged by their grip: the same as their buttons.
{
  const form = () => document.getElementById('editor');

  // mark ties each error to its control: "line-l1-price-error" to "line-l1-price".
  const mark = () => {
    for (const control of form().querySelectorAll('[aria-invalid]')) {
      if (document.getElementById(`${control.id}-error`)) continue;
      control.removeAttribute('aria-invalid');
      control.removeAttribute('aria-describedby');
    }
    for (const error of form().querySelectorAll('.error[id$="-error"]')) {
      const control = document.getElementById(error.id.slice(0, -'-error'.length));
      control?.setAttribute('aria-invalid', 'true');
      control?.setAttribute('aria-describedby', error.id);
    }
  };
  document.addEventListener('htmx:afterRequest', () => { if (form()) mark(); });

  // What is unfolded stays so when the form comes anew.
  let open = [];
  document.addEventListener('htmx:beforeSwap', () => {
    open = form() ? [...form().querySelectorAll('details[open]')].map((fold) => fold.id) : [];
  });
  document.addEventListener('htmx:load', (event) => {
    if (event.detail.elt.id !== 'editor') return;
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  });

  // What was added is what one wants to write in next, not the button again.
  document.addEventListener('htmx:afterSettle', (event) => {
    if (event.detail.elt.id !== 'editor') return;
    const control = form().querySelector('[autofocus]');
    control?.focus();
    if (control?.name.endsWith('.quantity')) control.select(); // the 1 is a proposal
  });

  // What is typed to search in is not part of the draft: it saves nothing.
  page.each('[data-quiet]', (field) => field.addEventListener('input', (event) => event.stopPropagation()));

  // The search opens where one types; down and up walk through what it finds, and
  // Enter takes the first of it.
  page.on('click', '.finder > summary', (event, summary) => {
    const finder = summary.parentElement;
    if (!finder.open) setTimeout(() => finder.querySelector('input').focus());
  });
  page.on('keydown', '.finder', (event, finder) => {
    const stops = [...finder.querySelectorAll('input, .finds button')];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at < 0 || (event.key === 'Enter' ? at > 0 : !step)) return;
    event.preventDefault();
    if (step) stops[at + step]?.focus();
    else if (isFound(finder)) stops[1]?.click();
    else finder.dataset.takes = 'first'; // of what is on its way
  });
  document.addEventListener('htmx:afterSettle', (event) => {
    const finder = event.target.closest('.finder[data-takes]');
    if (!finder || !isFound(finder)) return;
    delete finder.dataset.takes;
    finder.querySelector('.finds button')?.click();
  });

  // isFound tells whether what is shown is what is asked for.
  const isFound = (finder) => finder.querySelector('.finds')?.dataset.for === finder.querySelector('input').value.trim();

  let dragged = null;
  page.on('pointerdown', '.line-edit .grip, .question-edit .grip', (event, grip) => { grip.closest('.line-edit, .question-edit').draggable = true; });
  page.on('dragstart', '.line-edit, .question-edit', (event, line) => {
    dragged = line;
    event.dataTransfer.effectAllowed = 'move';
    line.classList.add('is-dragged');
  });
  page.on('dragover', '.lines, .question-list', (event, list) => {
    if (!dragged) return;
    event.preventDefault();
    const over = event.target.closest('.line-edit, .question-edit');
    if (!over) {
      if (!list.contains(dragged)) list.append(dragged);
      return;
    }
    const { top, height } = over.getBoundingClientRect();
    if (over !== dragged) over[event.clientY < top + height / 2 ? 'before' : 'after'](dragged);
  });
  page.on('dragend', '.line-edit, .question-edit', (event, line) => {
    line.draggable = false;
    line.classList.remove('is-dragged');
    dragged = null;
    form().dispatchEvent(new Event('input', { bubbles: true }));
  });
}
