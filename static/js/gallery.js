// Photographs: .lightbox shows those of the links a[data-photo] as large as the
// screen, and .compare slides between the same view before and after. Without
// script each link leads to a page with the photograph, and a pair stands side by
// side.
{
  const box = document.getElementById('lightbox');
  const find = (selector) => box.querySelector(selector);
  const links = () => [...document.querySelectorAll('a[data-photo]')];
  const picture = (link) => link?.querySelector('img');
  const heartOf = (link) => link.parentElement.querySelector('.heart');
  const swiped = 48; // pixels, from which on a finger means it

  let shown = null; // the link whose photograph is shown
  let from = null; // the link by which the lightbox was opened

  // large is the address of the largest size that a picture can be had in.
  const large = (image) => image.srcset.split(', ').pop().split(' ')[0];

  const preload = (link) => {
    if (picture(link)) new Image().src = large(picture(link));
  };

  // The neighbouring page of a gallery of many, from whose end one goes on.
  const leaf = (step) => {
    const item = document.querySelector('.pagination a[aria-current]')?.parentElement;
    return (step > 0 ? item?.nextElementSibling : item?.previousElementSibling)?.querySelector('a');
  };

  const neighbour = (step) => links()[links().indexOf(shown) + step];

  // draw shows the small picture that is there already, until the large one is.
  const draw = (link) => {
    const small = picture(link);
    const image = find('figure img');
    image.style.removeProperty('translate');
    image.alt = small.alt;
    image.width = small.width;
    image.height = small.height;
    image.src = small.currentSrc || small.src;
    const whole = new Image();
    whole.src = large(small);
    whole.decode().then(() => { if (shown === link) image.src = whole.src; }, () => {});
  };

  const drawHeart = () => {
    const heart = heartOf(shown);
    const button = find('[data-heart]');
    if (!button) return;
    button.hidden = !heart;
    if (!heart) return;
    button.setAttribute('aria-pressed', heart.getAttribute('aria-pressed'));
    button.setAttribute('aria-label', heart.getAttribute('aria-label'));
    button.disabled = heart.disabled;
  };

  const show = (link) => {
    shown = link;
    draw(link);
    drawHeart();
    const place = page.say('photo_place', { number: link.dataset.photo, total: box.dataset.total });
    const caption = [picture(link).alt, link.dataset.taken].filter(Boolean).join('. ');
    find('[data-place]').textContent = place;
    find('[data-caption]').textContent = caption;
    find('[data-download]').href = link.href.split('?')[0] + box.dataset.tail;
    for (const side of box.querySelectorAll('[data-step]')) {
      const step = Number(side.dataset.step);
      // A disabled button would lose the focus of one who goes to the end by keys.
      side.setAttribute('aria-disabled', String(!neighbour(step) && !leaf(step)));
    }
    preload(neighbour(1));
    preload(neighbour(-1));
    page.announce(`${place}: ${caption}`);
  };

  const open = (link) => {
    from = link;
    if (!box.open) box.showModal();
    show(link);
  };

  const go = (step) => {
    const next = neighbour(step);
    if (next) show(next);
    else if (leaf(step)) location.assign(`${leaf(step).href}#photos-${step > 0 ? 'first' : 'last'}`);
  };

  const begin = () => {
    page.on('click', 'a[data-photo]', (event, link) => {
      event.preventDefault();
      open(link);
    });
    page.on('click', '.lightbox [data-step]', (event, side) => go(Number(side.dataset.step)));
    page.on('click', '.lightbox [data-heart]', () => heartOf(shown)?.form.requestSubmit());
    document.addEventListener('htmx:afterSettle', () => { if (box.open) drawHeart(); });
    box.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      go(step);
    });
    box.addEventListener('close', () => {
      from.focus();
      from = shown = null;
    });
    swipe(find('figure'));
    // One who went on from the page before goes on looking.
    const end = { '#photos-first': 0, '#photos-last': -1 }[location.hash];
    if (end !== undefined && links().length) {
      history.replaceState(null, '', location.pathname + location.search);
      open(links().at(end));
    }
  };

  // A finger, a pen or a mouse draws the next photograph in.
  const swipe = (stage) => {
    let start = null;
    const moved = (event) => ({ x: event.clientX - start.x, y: event.clientY - start.y });
    const settle = () => {
      start = null;
      find('figure img').style.removeProperty('translate');
    };
    stage.addEventListener('pointerdown', (event) => {
      if (!event.isPrimary) return settle(); // a second finger enlarges
      start = { x: event.clientX, y: event.clientY, id: event.pointerId };
    });
    stage.addEventListener('pointermove', (event) => {
      if (!start || event.pointerId !== start.id) return;
      if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
      find('figure img').style.setProperty('translate', `${moved(event).x}px`);
    });
    stage.addEventListener('pointerup', (event) => {
      if (!start || event.pointerId !== start.id) return;
      const { x, y } = moved(event);
      settle();
      if (Math.abs(x) > swiped && Math.abs(x) > Math.abs(y)) go(x < 0 ? 1 : -1);
    });
    stage.addEventListener('pointercancel', settle);
    stage.addEventListener('dragstart', (event) => event.preventDefault());
  };

  if (box) begin();

  page.each('.compare input', (input) => {
    const slide = () => input.closest('.compare').style.setProperty('--split', `${input.value}%`);
    input.addEventListener('input', slide);
    slide(); // a browser that goes back keeps what was set
  });
}
