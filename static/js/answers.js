// The answers of a questionnaire, [data-answers="id"]: each [data-question] in it is
// saved by its own .saver as one types. What could not be saved is kept in this
// browser until it is: through a lost connection, a reload, a session that has
// ended. It is sent again by itself, with what the page knew of the answer then, so
// that it overwrites nothing that was answered elsewhere meanwhile.
{
  const pause = 4000; // ms between tries
  const sheet = () => document.querySelector('[data-answers]');
  const prefix = () => `answers ${sheet().dataset.answers} `;
  const keyOf = (question) => prefix() + question.dataset.question;

  // The browser may lend no storage; then the page alone keeps what was typed.
  const storage = (use) => {
    try {
      return use(window.localStorage);
    } catch {
      return null;
    }
  };

  const controls = (question) => [...question.querySelectorAll(`[name="${question.dataset.question}"]`)];
  const isChoice = (control) => control.type === 'radio' || control.type === 'checkbox';
  const read = (question) => controls(question).filter((c) => !isChoice(c) || c.checked).map((c) => c.value);
  const seen = (question) => question.querySelector('[name^="seen."]');
  const saver = (question) => question.querySelector('.saver');
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  const write = (question, values) => {
    for (const control of controls(question)) {
      if (isChoice(control)) control.checked = values.includes(control.value);
      else control.value = values[0] ?? '';
    }
  };

  const keep = (question) =>
    storage((s) => s.setItem(keyOf(question), JSON.stringify({ values: read(question), seen: seen(question).value })));
  const forget = (question) => storage((s) => s.removeItem(keyOf(question)));

  // tell says beside a question what is the matter, and in the summary.
  const tell = (question, words) => {
    const state = page.make('p', 'save-state is-unsaved', words);
    document.getElementById(`state-${question.dataset.question}`)?.replaceChildren(state);
    for (const [id, text] of [['answers-saved', words], ['bar-saved', page.say('answers_waiting')]]) {
      const place = document.getElementById(id);
      if (place && place.textContent !== text) place.textContent = text;
    }
  };

  // mark ties the word of what is wrong to its field, which itself stays as it is.
  const mark = (question) => {
    const error = document.getElementById(`${question.dataset.question}-error`);
    const field = question.querySelector('fieldset') ?? controls(question)[0];
    const help = document.getElementById(`${question.dataset.question}-help`);
    const described = [error, help].filter(Boolean).map((element) => element.id).join(' ');
    if (described) field.setAttribute('aria-describedby', described);
    else field.removeAttribute('aria-describedby');
    if (error) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
  };

  page.on('input', '[data-answers] [data-question]', (event, question) => keep(question));

  const sent = new WeakMap(); // question → the values under way
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (event.target.matches?.('.saver')) sent.set(event.target.parentElement, read(event.target.parentElement));
  });

  document.addEventListener('htmx:afterRequest', (event) => {
    if (!event.target.matches?.('.saver')) return;
    const [question, { xhr, successful }] = [event.target.parentElement, event.detail];
    if (xhr?.getResponseHeader('HX-Redirect')) return; // to the door: it is brought back behind it
    const answered = xhr && (successful || xhr.status === 409 || xhr.status === 422);
    question.toggleAttribute('data-unsaved', !xhr?.status || xhr.status >= 500);
    if (successful && same(sent.get(question), read(question))) forget(question);
    if (answered) mark(question);
    else tell(question, page.say(xhr?.status ? 'answers_failed' : 'answers_unsaved'));
  });

  const retry = () => {
    for (const question of document.querySelectorAll('[data-answers] [data-unsaved]')) window.htmx.trigger(saver(question), 'retry');
  };
  setInterval(retry, pause);
  window.addEventListener('online', retry);

  // What was kept here before is brought back, and saved.
  const restore = (question) => {
    const kept = storage((s) => JSON.parse(s.getItem(keyOf(question))));
    if (!kept) return;
    if (same(kept.values, read(question))) {
      if (!document.getElementById(`${question.dataset.question}-error`)) forget(question);
      return;
    }
    write(question, kept.values);
    seen(question).value = kept.seen;
    tell(question, page.say('answers_restored'));
    question.toggleAttribute('data-unsaved', true);
  };

  page.each('[data-answers]', (sheet) => {
    if (sheet.closest('.is-preview')) return;
    if (sheet.hasAttribute('data-answers-done')) {
      storage((s) => Object.keys(s).filter((key) => key.startsWith(prefix())).forEach((key) => s.removeItem(key)));
      return;
    }
    for (const question of sheet.querySelectorAll('[data-question]')) restore(question);
    if (document.readyState === 'complete') setTimeout(retry);
    else window.addEventListener('load', () => setTimeout(retry), { once: true });
  });

  // Where nothing can be kept, leaving would lose what is not saved.
  window.addEventListener('beforeunload', (event) => {
    if (!document.querySelector('[data-answers] [data-unsaved]')) return;
    if (storage((s) => s.length) === null) event.preventDefault();
  });
}
