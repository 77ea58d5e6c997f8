// How the tests find what a person would see and touch. Every verb answers at
// once, so that it works on a page whose own scripts are off.
const hands = (() => {
  const squeeze = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
  const same = (a, b) => squeeze(a).toLowerCase() === squeeze(b).toLowerCase();
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.getClientRects().length > 0;

  // stage is what can be touched: all but an open modal dialog is inert. One
  // that is open without script stands on the page, and is looked at first.
  const stage = () => [...document.querySelectorAll('dialog:modal')].pop() ?? document.body;
  const near = () => [...document.querySelectorAll('dialog[open]')].pop() ?? stage();

  // name is the accessible name, as far as our pages need it.
  const name = (e) => squeeze(e.getAttribute('aria-label')
    ?? (e.matches('input, select, textarea') ? labels(e)[0] ?? '' : e.textContent));

  const labels = (e) => [...(e.labels ?? [])].map((label) => squeeze(
    [...label.childNodes].filter((n) => !n.matches?.('input, select, textarea')).map((n) => n.textContent).join('')));

  const fits = (e, wanted) => same(e.getAttribute('aria-label') ?? '', wanted)
    || (e.matches('input, select, textarea') ? labels(e).some((l) => same(l, wanted)) : same(e.textContent, wanted));

  // all are the elements of a kind with this name; the start of a name does if
  // no whole one is there.
  const all = (kind, wanted) => {
    const there = [...new Set([...near().querySelectorAll(kind), ...stage().querySelectorAll(kind)])];
    const whole = there.filter((e) => fits(e, wanted));
    return whole.length ? whole : there.filter((e) => name(e).toLowerCase().startsWith(squeeze(wanted).toLowerCase()));
  };

  // place is where a finger would land, and what is in its way.
  const place = (e) => {
    const inView = () => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; };
    if (!inView()) e.scrollIntoView({ block: 'center', behavior: 'instant' });
    let told = 'has no place';
    for (const b of e.getClientRects()) {
      const x = b.left + b.width / 2, y = b.top + b.height / 2;
      const hit = document.elementFromPoint(x, y);
      if (hit && (e === hit || e.contains(hit) || hit.closest('label')?.control === e || hit.closest('a') === e)) return { x, y, told: '' };
      told = hit ? `is covered by <${hit.tagName.toLowerCase()} class="${hit.className?.baseVal ?? hit.className}">` : 'is out of sight';
      if (hit) { e.scrollIntoView({ block: 'center', behavior: 'instant' }); }
    }
    return { x: 0, y: 0, told };
  };

  const first = (list, nth, what) => {
    const visible = list.filter(seen);
    let told = list.length ? `${what} is there, but not to be seen` : `there is no ${what}`;
    let left = nth;
    for (const e of visible) {
      const spot = place(e);
      if (spot.told) { told = `${what} ${spot.told}`; continue; }
      if (--left === 0) return { e, ...spot };
    }
    return { told };
  };

  const pressable = 'a[href], button, summary, [role="button"], input[type="submit"]';
  const typed = 'input:not([type="checkbox"], [type="radio"], [type="file"], [type="hidden"]), textarea, select';

  return {
    // press finds a link or button by its name.
    press: (wanted, nth) => { const { e, ...spot } = first(all(pressable, wanted), nth, `button or link "${wanted}"`); return spot; },

    // tick finds a checkbox or radio; its label may be what is seen of it.
    tick: (wanted, nth) => {
      const box = all('input[type="checkbox"], input[type="radio"]', wanted)[nth - 1];
      if (!box) return { told: `there is no box "${wanted}"` };
      let { e, ...spot } = first([box], 1, `box "${wanted}"`);
      if (spot.told) ({ e, ...spot } = first([...box.labels], 1, `box "${wanted}"`));
      return { ...spot, is: box.checked };
    },

    field: (wanted, nth) => {
      const { e, ...spot } = first(all(typed, wanted), nth, `field "${wanted}"`);
      if (e) spot.kind = e.tagName === 'SELECT' ? 'select' : e.tagName === 'TEXTAREA' ? 'textarea' : e.type;
      if (e) spot.is = e.value;
      return spot;
    },

    // mark chooses all that a field holds, so that typing takes its place.
    mark: () => { document.activeElement.select?.(); return document.activeElement.tagName; },

    choose: (wanted, nth, option) => {
      const { e, told } = first(all('select', wanted), nth, `list "${wanted}"`);
      if (!e) return told;
      const found = [...e.options].find((o) => same(o.label, option)) ?? [...e.options].find((o) => squeeze(o.label).startsWith(option));
      if (!found) return `"${wanted}" offers no "${option}", but ${[...e.options].map((o) => o.label).slice(0, 20).join(', ')}`;
      e.value = found.value;
      for (const type of ['input', 'change']) e.dispatchEvent(new Event(type, { bubbles: true }));
      return '';
    },

    // box is where an element stands, by CSS selector.
    box: (selector) => {
      const e = [...stage().querySelectorAll(selector)].find(seen);
      if (!e) return { told: `there is no ${selector}` };
      e.scrollIntoView({ block: 'center', behavior: 'instant' });
      const b = e.getBoundingClientRect();
      return { x: b.left, y: b.top, width: b.width, height: b.height, told: '' };
    },

    text: () => squeeze(document.body?.innerText),
    shows: (text) => squeeze(document.body?.innerText).toLowerCase().includes(squeeze(text).toLowerCase()),

    // focus tells what has the keyboard, and whether a person can see that. To
    // Chromium the parts of a date are focused, which it shows by itself.
    focus: () => {
      const e = document.activeElement;
      const ring = (s) => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== 'none';
      const about = [e, ...(e.labels ?? []), e.parentElement].filter(Boolean);
      const shown = e.type === 'date' || about.some((one) => ring(getComputedStyle(one))) || ring(getComputedStyle(e, '::after'));
      const there = [e, ...(e.labels ?? [])].some((one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0);
      return { name: name(e), tag: e.tagName.toLowerCase(), type: e.type ?? '', shown, seen: there, outline: getComputedStyle(e).outline };
    },
  };
})();
