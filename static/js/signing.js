// Drawing a signature. The strokes go to the server as JSON in the input named
// "strokes": a list of strokes, each a list of [x, y], whole numbers. The pad is
// 1000 wide whatever its size on the screen, and y counts in the same unit. An
// input that comes with strokes, of a form that was refused, shows them again.
{
  const unit = 1000;
  const pads = new WeakMap(); // .sign-pad → Pad

  // Ink is kept on a sheet of paper, in the size in which it was begun, and is
  // shown as large as the pad allows: turning a phone to and fro loses nothing.
  class Pad {
    constructor(box) {
      this.box = box;
      this.canvas = box.querySelector('canvas');
      this.field = box.querySelector('input[name="strokes"]');
      this.pad = new SignaturePad(this.canvas, { minWidth: 1.1, maxWidth: 2.9, minDistance: 2 });
      this.take(JSON.parse(this.field.value || '[]'));
      this.pad.addEventListener('endStroke', () => this.keep());
      // A stroke that leaves fast is no fling, whose end would swallow the next
      // tap, and a finger that rests calls no magnifier.
      this.canvas.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
      new ResizeObserver(() => this.fit()).observe(this.canvas);
      window.addEventListener('resize', () => this.fit()); // another screen, another zoom
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.fit());
    }

    get blank() { return this.ink.length === 0; }

    // take puts strokes of the wire's form on the paper.
    take(strokes) {
      this.scale = 1;
      this.paper = { width: unit, height: Math.max(0, ...strokes.flat().map(([, y]) => y)) };
      this.ink = strokes.map((stroke) => ({
        ...this.pen(),
        points: stroke.map(([x, y], i) => ({ x, y, time: 16 * i, pressure: 0.5 })),
      }));
    }

    pen() {
      const { dotSize, minWidth, maxWidth, velocityFilterWeight, compositeOperation } = this.pad;
      return { dotSize, minWidth, maxWidth, velocityFilterWeight, compositeOperation };
    }

    // fit draws everything anew for the size that the pad has now.
    fit() {
      const { clientWidth: width, clientHeight: height } = this.canvas;
      if (!width || !height) return; // in a closed dialog
      const ratio = Math.max(window.devicePixelRatio || 1, 1);
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      this.canvas.getContext('2d').scale(ratio, ratio);
      if (this.blank) this.paper = { width, height };
      this.scale = Math.min(width / this.paper.width, height / this.paper.height);
      this.pad.penColor = getComputedStyle(this.box).color;
      this.pad.fromData(this.ink.map((stroke) => this.scaled(stroke, this.scale, { penColor: this.pad.penColor })));
      this.write();
    }

    scaled(stroke, scale, pen = {}) {
      return { ...stroke, ...pen, points: stroke.points.map((p) => ({ ...p, x: p.x * scale, y: p.y * scale })) };
    }

    // keep takes the stroke that was just drawn on the paper, which becomes as
    // large as the pad on which it was drawn.
    keep() {
      const stroke = this.pad.toData().at(-1);
      this.ink.push(this.scaled(stroke, 1 / this.scale));
      this.paper.width = Math.max(this.paper.width, this.canvas.clientWidth / this.scale);
      this.paper.height = Math.max(this.paper.height, this.canvas.clientHeight / this.scale);
      this.write();
      this.box.parentElement.querySelector('[data-refusal]')?.remove();
    }

    clear() {
      this.ink = [];
      this.fit();
    }

    undo() {
      this.ink.pop();
      this.fit();
    }

    // write sets down what the pad shows, kept within its edges.
    write() {
      const { clientWidth: width, clientHeight: height } = this.canvas;
      const place = (v, edge) => Math.round(Math.min(Math.max(v * this.scale, 0), edge) * unit / width);
      const strokes = this.ink.map(({ points }) => points.map(({ x, y }) => [place(x, width), place(y, height)]));
      this.field.value = this.blank ? '' : JSON.stringify(strokes);
    }

    refuse() {
      if (this.box.parentElement.querySelector('[data-refusal]')) return;
      const error = page.make('p', 'error', page.say('sign_blank'));
      error.dataset.refusal = '';
      error.setAttribute('role', 'alert');
      this.box.after(error);
      this.box.scrollIntoView({ block: 'center' });
    }
  }

  if (window.SignaturePad) {
    page.each('.panel-draw .sign-pad', (box) => pads.set(box, new Pad(box)));
    page.each('input[data-with-script]', (input) => { input.checked = true; });
  }
  page.on('click', '.sign-pad [data-clear]', (event, button) => pads.get(button.closest('.sign-pad'))?.clear());
  page.on('click', '.sign-pad [data-undo]', (event, button) => pads.get(button.closest('.sign-pad'))?.undo());

  // Blank ink goes nowhere. The server refuses it too.
  document.addEventListener('submit', (event) => {
    const box = event.target.querySelector('.panel-draw .sign-pad');
    const draw = event.target.querySelector('input[value="draw"]');
    if (!pads.get(box)?.blank || (draw && !draw.checked)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pads.get(box).refuse();
  }, true);

  // A typed name is shown in the hand of a signature, small enough to fit.
  const shrink = (out) => {
    out.style.fontSize = '';
    if (!out.clientWidth || out.scrollWidth <= out.clientWidth) return;
    const size = parseFloat(getComputedStyle(out).fontSize);
    out.style.fontSize = `${Math.floor(size * out.clientWidth / out.scrollWidth)}px`;
  };
  page.each('output.typed', (out) => new ResizeObserver(() => shrink(out)).observe(out));
  page.on('input', 'input[id]', (event, input) => {
    for (const out of document.querySelectorAll(`output.typed[for~="${CSS.escape(input.id)}"]`)) {
      out.textContent = input.value;
      shrink(out);
    }
  });
}
