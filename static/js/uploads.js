// Uploading with progress. form[data-upload="#list"] holds a .dropzone with a
// file input. With data-uploads (where they begin), data-refresh (where #list is
// to be had anew) and data-tus (the library) each file goes by the tus protocol:
// a lost connection, a reload or a restart of the server costs only what was on
// its way. Without, each is sent by itself to the form's action after the other
// fields, with HX-Request: true, and a good answer is the new #list. A refusal is
// text, or a page with its reason in .error, .flash or [role=alert].
// data-upload="reload" shows the page anew. Without script it is a plain
// multipart form with a button.
{
  const refusal = '.error, .flash, [role="alert"]';
  const longest = 300; // characters of a reason worth showing
  const together = 3; // files that are under way at once
  const piece = 16 << 20; // bytes of one request: proxies limit them
  const waits = [0, 1000, 2000, 4000, 8000, 15000, 30000, 30000, 60000, 60000, 60000]; // ms before further tries
  const line = []; // files that wait
  let underWay = 0;

  // library brings tus-js-client, once.
  let loading;
  const library = (url) => {
    loading ??= new Promise((done, failed) => {
      const script = page.make('script');
      script.src = url;
      script.onload = () => done(window.tus);
      script.onerror = () => { loading = undefined; failed(new Error('offline')); };
      document.head.append(script);
    });
    return loading;
  };

  const next = () => {
    while (underWay < together && line.length > 0) {
      const upload = line.shift();
      if (upload.cancelled) continue;
      underWay++;
      upload.send().finally(() => { underWay--; next(); });
    }
  };

  // refresh shows a form's list anew, once for files that end together.
  const refreshing = new WeakMap();
  const refresh = (form) => {
    clearTimeout(refreshing.get(form));
    refreshing.set(form, setTimeout(() => {
      if (form.dataset.upload === 'reload' || !window.htmx) location.reload();
      else window.htmx.ajax('GET', form.dataset.refresh, { target: form.dataset.upload, swap: 'outerHTML' });
    }, 300));
  };

  const size = (bytes) => {
    const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
    let unit = 0;
    for (; bytes >= 1023.5 && unit < units.length - 1; unit++) bytes /= 1024;
    return `${unit && bytes < 9.95 ? bytes.toFixed(1).replace('.0', '') : Math.round(bytes)} ${units[unit]}`;
  };

  class Upload {
    constructor(form, input, file) {
      Object.assign(this, { form, input, file });
      this.row = page.make('div', 'upload');
      this.row.setAttribute('role', 'group');
      this.row.setAttribute('aria-label', file.name);
      this.state = page.make('span', 'muted money', page.say('upload_waiting'));
      this.button = page.make('button', 'button quiet small', page.say('upload_cancel'));
      this.button.type = 'button';
      this.button.setAttribute('aria-label', page.say('upload_cancel_named', { name: file.name }));
      this.button.onclick = () => this.cancel();
      this.bar = page.make('progress');
      this.bar.max = Math.max(file.size, 1);
      this.bar.value = 0;
      this.bar.setAttribute('aria-label', file.name);
      this.row.append(page.make('span', '', file.name), this.state, this.button, this.bar);
    }

    queue() {
      line.push(this);
      next();
    }

    send() {
      return this.form.dataset.uploads ? this.pour() : this.post();
    }

    // pour sends the file so that it can be resumed.
    async pour() {
      let tus;
      try {
        tus = await library(this.form.dataset.tus);
      } catch {
        this.pause();
        return;
      }
      await new Promise((done) => {
        this.done = done;
        this.tus = new tus.Upload(this.file, {
          endpoint: this.form.dataset.uploads,
          metadata: { filename: this.file.name },
          chunkSize: piece,
          retryDelays: waits,
          removeFingerprintOnSuccess: true,
          onShouldRetry: (error) => {
            const again = lost(error);
            if (again) this.state.textContent = page.say('upload_retrying');
            return again;
          },
          onProgress: (sent) => this.advance(sent),
          onSuccess: () => {
            this.arrived();
            refresh(this.form);
            done();
          },
          onError: (error) => {
            if (lost(error)) this.pause();
            else this.fail(this.told(error));
            done();
          },
        });
        this.tus.findPreviousUploads().then((begun) => {
          if (begun.length > 0) this.tus.resumeFromPreviousUpload(begun[0]);
          if (!this.cancelled) this.tus.start();
        });
      });
    }

    // pause keeps what was sent, until the person tries again.
    pause() {
      this.state.textContent = page.say('upload_offline', { name: this.file.name });
      if (this.again) return;
      this.again = page.make('button', 'button small', page.say('upload_again'));
      this.again.type = 'button';
      this.again.dataset.again = '';
      this.again.setAttribute('aria-label', `${page.say('upload_again')}: ${this.file.name}`);
      this.again.onclick = () => {
        this.again.remove();
        this.again = undefined;
        this.state.textContent = page.say('upload_waiting');
        this.queue();
      };
      this.row.append(this.again);
    }

    // told is the server's own sentence where it gave one.
    told(error) {
      const said = error.originalResponse?.getBody()?.trim();
      return said && said.length <= longest && !said.startsWith('<') ? said : page.say('upload_failed', { name: this.file.name });
    }

    arrived() {
      this.row.remove();
      page.announce(page.say('upload_done', { name: this.file.name }));
    }

    post() {
      const request = new XMLHttpRequest();
      this.request = request;
      request.upload.onprogress = ({ loaded }) => this.advance(loaded);
      request.open('POST', this.form.getAttribute('action'));
      request.setRequestHeader('HX-Request', 'true');
      return new Promise((done) => {
        request.onload = () => this.answer(request);
        request.onerror = () => this.fail(page.say('upload_offline', { name: this.file.name }));
        request.onloadend = done;
        request.send(this.body());
      });
    }

    // body is the form with this one file, which comes last: the server knows
    // the other fields before the bytes arrive.
    body() {
      const body = new FormData(this.form);
      body.delete(this.input.name);
      body.append(this.input.name, this.file, this.file.name);
      return body;
    }

    // advance shows the progress; what is sent besides the file is not counted.
    advance(loaded) {
      const done = Math.min(loaded, this.file.size);
      this.bar.value = done;
      this.state.textContent = done < this.file.size
        ? page.say('upload_progress', { done: size(done), total: size(this.file.size) })
        : page.say('upload_finishing');
    }

    answer(request) {
      if (request.status < 200 || request.status > 299) {
        this.fail(this.reason(request));
        return;
      }
      this.arrived();
      const list = document.querySelector(this.form.dataset.upload);
      if (!list || !window.htmx) {
        location.reload();
        return;
      }
      window.htmx.swap(list, request.responseText, { swapStyle: 'outerHTML', swapDelay: 0, settleDelay: 0 });
    }

    // reason is the server's own sentence where it gave one.
    reason(request) {
      const body = request.responseText.trim();
      const type = request.getResponseHeader('Content-Type') ?? '';
      const said = type.startsWith('text/html')
        ? new DOMParser().parseFromString(body, 'text/html').querySelector(refusal)?.textContent.trim()
        : type.startsWith('text/plain') && body;
      if (said && said.length <= longest) return said;
      return page.say(request.status === 413 ? 'upload_too_large' : 'upload_failed', { name: this.file.name });
    }

    fail(reason) {
      const error = page.make('p', 'error', reason);
      error.setAttribute('role', 'alert');
      this.bar.remove();
      this.state.remove();
      this.button.textContent = page.say('upload_dismiss');
      this.button.setAttribute('aria-label', `${page.say('upload_dismiss')}: ${this.file.name}`);
      this.row.append(error);
    }

    cancel() {
      this.cancelled = true;
      this.request?.abort();
      this.tus?.abort(true).catch(() => {}); // what the server cannot be told, it forgets in a day
      this.done?.();
      this.row.remove();
    }
  }

  // lost tells a lost connection, or a server that is away, from a refusal.
  const lost = (error) => {
    const status = error.originalResponse?.getStatus() ?? 0;
    return status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507);
  };

  // uploads is the place of the rows, above the dropzone.
  const uploads = (zone) => {
    const before = zone.previousElementSibling;
    if (before?.matches('.uploads')) return before;
    const made = page.make('div', 'uploads');
    zone.before(made);
    return made;
  };

  const begin = (zone, files) => {
    const [form, input] = [zone.closest('form'), zone.querySelector('input[type="file"]')];
    for (const file of files) {
      const upload = new Upload(form, input, file);
      uploads(zone).append(upload.row);
      upload.queue();
    }
    input.value = '';
  };

  page.on('change', 'form[data-upload] .dropzone input[type="file"]', (event, input) => {
    begin(input.closest('.dropzone'), [...input.files]);
  });

  page.on('dragover', '.dropzone', (event, zone) => {
    event.preventDefault();
    zone.classList.add('is-over');
  });
  for (const type of ['dragleave', 'drop']) {
    page.on(type, '.dropzone', (event, zone) => zone.classList.remove('is-over'));
  }
  page.on('drop', '.dropzone', (event, zone) => {
    event.preventDefault();
    const input = zone.querySelector('input[type="file"]');
    if (zone.closest('form[data-upload]')) begin(zone, [...event.dataTransfer.files]);
    else {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });

  // Elsewhere the zone says what was chosen; the form sends it.
  page.on('change', 'form:not([data-upload]) .dropzone input[type="file"]', (event, input) => {
    const zone = input.closest('.dropzone');
    const chosen = zone.querySelector('.dropzone-chosen') ?? zone.insertBefore(page.make('b', 'dropzone-chosen'), input);
    chosen.textContent = [...input.files].map((file) => file.name).join(', ');
  });

  // A file that misses the zone must not take the place of the page.
  for (const type of ['dragover', 'drop']) {
    window.addEventListener(type, (event) => {
      if (document.querySelector('.dropzone') && !event.defaultPrevented) event.preventDefault();
    });
  }

  window.addEventListener('online', () => {
    for (const button of document.querySelectorAll('.upload [data-again]')) button.click();
  });

  window.addEventListener('beforeunload', (event) => {
    if (underWay + line.length > 0) event.preventDefault();
  });
}
