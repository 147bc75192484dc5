// Runs in the author's browser, only on pages that `mizan serve` shows.
(() => {
  'use strict';
  const script = document.currentScript;
  let { page, styles, files } = script.dataset;
  const marks = (script.dataset.marks || '').split(' ').filter(Boolean);
  const kept = (key, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(`mizan-${key}`);
      sessionStorage.setItem(`mizan-${key}`, value);
    } catch { /* Storage may be blocked; then a closed panel opens again after a reload. */ }
    return null;
  };

  // ---- The interface, in a shadow tree, so that the theme's rules and ours do not affect each other.

  const sheet = (text) => {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  };
  const make = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
      else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
    }
    element.append(...inside.filter((one) => one !== null && one !== undefined && one !== ''));
    return element;
  };

  const host = make('mizan-preview', { lang: 'en', dir: 'ltr' });
  const tree = host.attachShadow({ mode: 'open' });
  tree.adoptedStyleSheets = [sheet(`
    :host { all: initial; color-scheme: light dark;
      --ground: light-dark(#fffdfa, #1d1b19); --raised: light-dark(#f4f1ec, #282522); --text: light-dark(#24211e, #ece7e0);
      --soft: light-dark(#6a645c, #a89f94); --line: light-dark(#ded8cf, #3d3833);
      --error: light-dark(#b3261e, #ff8a80); --error-ground: light-dark(#fbe9e7, #43211e);
      --warning: light-dark(#8a5a00, #f2c063); --warning-ground: light-dark(#fdf1d8, #3b2e14);
      --note: light-dark(#1f5f8b, #8cc4ee); --note-ground: light-dark(#e3f0f9, #173043);
      font: 400 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans Arabic", sans-serif; }
    * { box-sizing: border-box; }
    button { font: inherit; color: inherit; cursor: pointer; }
    :focus-visible { outline: 2px solid var(--note); outline-offset: 2px; }

    .corner { position: fixed; inset-block-end: 14px; inset-inline-end: 14px; z-index: 2147483647; display: flex; gap: 8px;
      flex-wrap: wrap; justify-content: flex-end; max-inline-size: calc(100vw - 28px); }
    .pill { display: inline-flex; align-items: center; gap: 7px; min-block-size: 32px; padding: 4px 12px; border-radius: 16px;
      border: 1px solid var(--line); background: var(--ground); color: var(--text); font-size: 13px; line-height: 1.3;
      box-shadow: 0 1px 2px rgb(0 0 0 / .12), 0 4px 14px rgb(0 0 0 / .1); text-align: start; }
    .pill::before { content: ""; flex: none; inline-size: 8px; block-size: 8px; border-radius: 50%; background: var(--tone); }
    .pill.error { --tone: var(--error); } .pill.warning { --tone: var(--warning); } .pill.note { --tone: var(--note); }
    .pill.off { --tone: var(--soft); color: var(--soft); }
    button.pill:hover { border-color: var(--tone); }

    dialog { position: fixed; inset: 0; margin: auto; padding: 0; inline-size: min(52rem, calc(100vw - 32px));
      max-inline-size: none; block-size: fit-content; max-block-size: min(46rem, calc(100vh - 48px)); border: 1px solid var(--line);
      border-radius: 14px; background: var(--ground); color: var(--text); box-shadow: 0 24px 64px rgb(0 0 0 / .32); overflow: hidden; }
    dialog[open] { display: flex; flex-direction: column; }
    dialog::backdrop { background: rgb(20 16 12 / .42); }
    header { display: flex; align-items: start; gap: 16px; padding: 18px 22px 14px; border-block-end: 1px solid var(--line); }
    header div { flex: 1; min-inline-size: 0; }
    h2 { margin: 0; font-size: 18px; font-weight: 650; line-height: 1.35; }
    header p { margin: 2px 0 0; color: var(--soft); font-size: 13.5px; }
    .close { flex: none; padding: 5px 13px; border: 1px solid var(--line); border-radius: 8px; background: none; font-size: 13.5px; }
    .close:hover { background: var(--raised); }
    kbd { font: inherit; color: var(--soft); margin-inline-start: 6px; font-size: 12px; }
    .list { overflow: auto; padding: 6px 22px 20px; margin: 0; list-style: none; outline-offset: -2px; overscroll-behavior: contain; }
    .list > li { padding: 16px 0; } .list > li + li { border-block-start: 1px solid var(--line); }
    h3 { margin: 0 0 8px; font-size: 15.5px; font-weight: 600; line-height: 1.45; overflow-wrap: anywhere; unicode-bidi: plaintext; }
    .code { display: inline-block; margin-inline-end: 8px; padding: 0 7px; border-radius: 5px; font-size: 12px; font-weight: 600;
      line-height: 20px; vertical-align: 1px; color: var(--error); background: var(--error-ground); letter-spacing: .02em; }
    .of-warning .code { color: var(--warning); background: var(--warning-ground); }
    .place { margin: 10px 0 0; border: 1px solid var(--line); border-radius: 9px; overflow: hidden; }
    .where { padding: 6px 12px; background: var(--raised); font: 12.5px/1.5 ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace;
      color: var(--soft); overflow-wrap: anywhere; } .where b { color: var(--text); font-weight: 600; }
    .lines { display: grid; grid-template-columns: max-content 1fr; padding: 6px 0;
      font: 13.5px/1.9 ui-monospace, "SF Mono", "DejaVu Sans Mono", "Noto Sans Mono", "Noto Sans Arabic", monospace; }
    .number { padding: 0 12px; color: var(--soft); text-align: end; user-select: none; border-inline-end: 1px solid var(--line); }
    .line { padding: 0 12px; white-space: pre-wrap; overflow-wrap: anywhere; text-align: start; min-inline-size: 0; }
    .line.words { font: 15px/1.9 system-ui, -apple-system, "Segoe UI", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans", sans-serif; }
    .line.words .latin { font: 13.5px/1 ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; unicode-bidi: isolate; }
    mark { color: inherit; background: var(--error-ground); border-radius: 2px; text-decoration: underline wavy var(--error) 1.5px;
      text-underline-offset: 5px; text-decoration-skip-ink: none; }
    mark:empty { border-inline-start: 2px solid var(--error); padding: 2px 0; }
    .of-warning mark { background: var(--warning-ground); text-decoration-color: var(--warning); }
    .of-warning mark:empty { border-color: var(--warning); }
    .label { grid-column: 2; padding: 0 12px; color: var(--error); font: 13px/1.5 system-ui, sans-serif; unicode-bidi: plaintext; }
    .of-warning .label { color: var(--warning); }
    .help { margin: 10px 0 0; padding: 0; list-style: none; }
    .help li { position: relative; padding-inline-start: 20px; overflow-wrap: anywhere; unicode-bidi: plaintext; }
    .help li::before { content: "→"; position: absolute; inset-inline-start: 0; color: var(--note); }
    code { font: .93em ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; padding: 0 4px; border-radius: 4px; background: var(--raised); unicode-bidi: isolate; }
    .more { margin: 0; padding: 12px 22px; border-block-start: 1px solid var(--line); color: var(--soft); font-size: 13.5px; }
    @media (max-width: 40rem) { header, .list, .more { padding-inline: 14px; } dialog { inline-size: calc(100vw - 16px); max-block-size: calc(100vh - 24px); } }
    @media print { :host { display: none; } }
  `)];
  const corner = make('div', { class: 'corner' });
  const spoken = make('div', { role: 'status', class: 'spoken' });
  tree.adoptedStyleSheets.push(sheet(`.spoken { position: fixed; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }`));
  tree.append(corner, spoken);

  // Outlines on the page itself. They change no size.
  const marking = sheet(`
    [data-mizan] { outline: 1.5px dashed light-dark(#1f5f8b, #8cc4ee) !important; outline-offset: 1px !important; }
    [data-mizan~="outdated"] { outline-color: light-dark(#8a5a00, #f2c063) !important; }
    @media print { [data-mizan] { outline: none !important; } }
  `);

  const small = matchMedia('(max-width: 40rem)');
  small.addEventListener('change', () => draw());

  const counted = (n, one, many) => `${n} ${n === 1 ? one : many}`;
  /** Text with `code` between backticks. */
  const prose = (text) => text.split('`').map((part, at) => (at % 2 ? make('code', {}, part) : part));

  let problems = { id: '', errors: 0, warnings: 0, cards: [] };
  let missing = null;
  let lost = false;
  let dialog = null;

  const rtl = (text) => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text);
  // Text that is in no language, and runs from left to right in any context: a shortcode (also one cut off at the end of an
  // excerpt), code, the target of a link, a tag, a URL.
  const MACHINE = /\{\{[^{}]*\}\}|^…[^{}]*\}\}|\{\{[^{}]*…$|`[^`]*`|(?<=\])\([^)]*\)|<[^<>]*>|https?:\S+/g;
  const STRING = /"(?:[^"\\]|\\.)*"?/g;
  /** The direction of most letters; an excerpt may begin anywhere. */
  const directionOf = (text) => {
    const letters = (text.replace(MACHINE, '').match(/\p{L}/gu) ?? text.match(/\p{L}/gu)) || [];
    return letters.filter(rtl).length * 2 > letters.length ? 'rtl' : 'ltr';
  };
  /** Nodes for `text`, which begins at `from`: matches of `form` are made by `found`, the rest by `rest`. */
  const apart = (text, from, form, found, rest) => {
    const nodes = [];
    let at = 0;
    for (const match of text.matchAll(form)) {
      nodes.push(...rest(text.slice(at, match.index), from + at), found(match[0], from + match.index));
      at = match.index + match[0].length;
    }
    return [...nodes, ...rest(text.slice(at), from + at)];
  };

  /** A line of a file in its direction, with isolates around what runs in the other direction. */
  const lineOf = (parts, file) => {
    const whole = parts.map((part) => part.text).join('');
    // Text from right to left is hard to read in a monospaced font.
    const words = rtl(whole);
    const done = new Set();
    const plain = (text, from) => {
      const nodes = [];
      let start = 0;
      for (const part of parts) {
        const end = start + part.text.length;
        const inside = text.slice(Math.max(0, start - from), Math.max(0, end - from));
        // An empty range is in one piece only.
        const here = part.text ? inside !== '' : !done.has(part) && start >= from && (start < from + text.length || start === whole.length);
        done.add(here && part);
        if (here) nodes.push(part.at ? make('mark', { class: words && inside && !rtl(inside) ? 'latin' : undefined }, inside) : inside);
        start = end;
      }
      return nodes;
    };
    const isolate = (dir, nodes) => make('bdi', { dir }, ...nodes);
    const prosaic = (text, from) => apart(text, from, MACHINE, (found, at) => isolate('ltr', plain(found, at)), plain);
    const fields = file.endsWith('.toml') || /^\s*(?:#\s*)?[\w.-]+\s*=\s/.test(whole);
    let nodes = parts.length ? plain(whole, 0) : [];
    if (words && fields) nodes = apart(whole, 0, STRING, (found, at) => isolate(directionOf(found), prosaic(found, at)), plain);
    else if (words) nodes = prosaic(whole, 0);
    // A line of TOML starts with its key, whatever the direction of the value.
    return make('div', { class: words ? 'line words' : 'line', dir: fields ? 'ltr' : directionOf(whole) }, ...nodes);
  };

  const placed = ({ file, line, column, label, lines }) => {
    const grid = make('div', { class: 'lines' });
    const marked = lines.flatMap(({ parts }) => parts.filter((part) => part.at)).map((part) => part.text.trim());
    for (const { number, parts } of lines) grid.append(make('div', { class: 'number', 'aria-hidden': 'true' }, String(number)), lineOf(parts, file));
    // A label that only repeats the marked text is redundant.
    if (label && !marked.includes(label.replaceAll('`', '').trim())) grid.append(make('div', { class: 'label', dir: 'auto' }, ...prose(label)));
    return make('div', { class: 'place' }, make('div', { class: 'where' }, make('b', {}, file), `:${line}:${column}`), grid);
  };

  const card = ({ code, title, severity, message, help, places }) => make('li', { class: `of-${severity}` },
    make('h3', { dir: 'auto' }, make('span', { class: 'code', title }, code), ...prose(message)),
    ...places.map(placed),
    help.length ? make('ul', { class: 'help' }, ...help.map((line) => make('li', { dir: 'auto' }, ...prose(line)))) : null);

  const close = () => {
    if (!dialog) return;
    const old = dialog;
    dialog = null;
    old.close();
    old.remove();
  };

  const open = () => {
    close();
    const { errors, warnings, cards } = problems;
    const heading = [errors ? counted(errors, 'error', 'errors') : '', warnings ? counted(warnings, 'warning', 'warnings') : ''].filter(Boolean).join(', ');
    let status = 'The page is up to date. Warnings do not prevent a build.';
    if (errors) status = page ? 'This is the last good page. It is updated when you fix the errors and save.' : 'The page is shown when you fix the errors and save.';
    const shut = () => {
      kept('closed', problems.id);
      close();
      draw();
    };
    const rest = errors + warnings - cards.length;
    dialog = make('dialog', { dir: 'ltr', 'aria-labelledby': 'heading', oncancel: (event) => { event.preventDefault(); shut(); } },
      make('header', {},
        make('div', {}, make('h2', { id: 'heading' }, heading), make('p', {}, status)),
        make('button', { class: 'close', type: 'button', onclick: shut }, 'Close', make('kbd', {}, 'Esc'))),
      make('ol', { class: 'list', tabindex: '0', 'aria-label': 'Errors and warnings' }, ...cards.map(card)),
      rest > 0 ? make('p', { class: 'more' }, `${rest} more in the terminal`) : null);
    dialog.addEventListener('click', (event) => { if (event.target === dialog) shut(); });
    tree.append(dialog);
    dialog.showModal();
  };

  const pill = (kind, text, onclick, more = {}) => (onclick ? make('button', { class: `pill ${kind}`, type: 'button', onclick, ...more }, text) : make('span', { class: `pill ${kind}` }, text));

  function draw() {
    host.dir = document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr';
    const pills = [];
    if (lost) pills.push(pill('off', 'mizan serve does not respond; this page may be outdated'));
    if (missing) {
      pills.push(pill('note', 'There is no page at this URL'));
      if (missing.near) pills.push(make('a', { class: 'pill note', href: missing.near }, `Did you mean ${decodeURI(missing.near)}?`));
    }
    if (marks.includes('draft')) pills.push(pill('note', 'Draft: not visible to readers'));
    if (marks.includes('original')) pills.push(pill('note', 'Not translated: shown in another language'));
    // A text in several places of the page is counted once.
    const texts = (kind) => new Set([...document.querySelectorAll(`[data-mizan~="${kind}"]`)].map((one) => one.textContent.trim())).size;
    const [old, foreign] = [texts('outdated'), texts('fallback')];
    if (marks.includes('outdated') && !old) pills.push(pill('warning', 'Translation is outdated'));
    if ((old || foreign) && !marks.includes('original')) {
      const shown = kept('marks') !== 'off';
      const sheets = document.adoptedStyleSheets.filter((one) => one !== marking);
      document.adoptedStyleSheets = shown ? [...sheets, marking] : sheets;
      const toggle = () => { kept('marks', shown ? 'off' : 'on'); draw(); };
      const more = { 'aria-pressed': String(shown), title: shown ? 'Outlined on the page; click to hide the outlines' : 'Click to outline them on the page' };
      if (old) pills.push(pill('warning', `${counted(old, 'text', 'texts')} outdated`, toggle, more));
      if (foreign) pills.push(pill('note', `${counted(foreign, 'text', 'texts')} not translated`, toggle, more));
    }
    if (problems.errors) pills.push(pill('error', counted(problems.errors, 'error', 'errors'), open, { 'aria-haspopup': 'dialog' }));
    else if (problems.warnings) pills.push(pill('warning', counted(problems.warnings, 'warning', 'warnings'), open, { 'aria-haspopup': 'dialog' }));
    // On a small screen several would cover the page.
    if (pills.length > 1 && small.matches) {
      const kind = ['error', 'warning', 'note', 'off'].find((one) => pills.some((pill) => pill.classList.contains(one)));
      const shown = kept('corner') === 'open';
      const fold = () => { kept('corner', shown ? 'closed' : 'open'); draw(); corner.lastElementChild?.focus(); };
      const all = pills.splice(0, pills.length, ...(shown ? pills : []));
      pills.push(pill(kind, shown ? 'Hide' : `${all.length} notes`, fold, { 'aria-expanded': String(shown) }));
    }
    corner.replaceChildren(...pills.map((one) => { one.dir = 'ltr'; return one; }));
    corner.hidden = !pills.length;
  }

  // ---- Updates of the page.

  let leaving = false;
  function reload() {
    if (leaving) return;
    leaving = true;
    kept('scroll', JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
    location.reload();
  }

  function scrollBack() {
    const before = JSON.parse(kept('scroll') || 'null');
    kept('scroll', 'null');
    if (!before || before.path !== location.pathname) return;
    const go = () => scrollTo({ left: before.x, top: before.y, behavior: 'instant' });
    go();
    // Fonts and images move the content below them; scroll again unless the reader has scrolled.
    let moved = false;
    for (const event of ['wheel', 'touchmove', 'keydown']) addEventListener(event, () => { moved = true; }, { once: true, passive: true });
    addEventListener('load', () => { if (!moved) go(); }, { once: true });
  }

  let restyling = Promise.resolve();
  /** Replaces style sheets by those of the current page, each when it is loaded. */
  async function restyle(next) {
    const response = await fetch(location.href, { cache: 'no-store' });
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    const links = (from) => [...from.querySelectorAll('link[rel~="stylesheet"]')].filter((link) => !link.dataset.mizanOld);
    const [ours, theirs] = [links(document), links(fresh)];
    if (ours.length !== theirs.length) return reload();
    await Promise.all(ours.map((link, at) => new Promise((done) => {
      const url = new URL(theirs[at].getAttribute('href'), location.href);
      const here = new URL(link.href);
      here.searchParams.delete('mizan');
      if (url.origin !== location.origin) return done();
      // Bypass the cache for a style sheet that keeps its name.
      if (url.href === here.href) url.searchParams.set('mizan', next);
      const swapped = link.cloneNode();
      swapped.href = url.href;
      link.dataset.mizanOld = '';
      const over = () => { link.remove(); done(); };
      swapped.addEventListener('load', over, { once: true });
      swapped.addEventListener('error', over, { once: true });
      link.after(swapped);
      return undefined;
    })));
    styles = next;
    return undefined;
  }

  function take(state) {
    lost = false;
    if (state.page !== page || String(state.files) !== files) {
      if (page !== undefined) return reload();
    }
    if (state.styles !== styles && page) restyling = restyling.then(() => restyle(state.styles)).catch(reload);
    missing = state.missing;
    const before = problems;
    problems = state.problems;
    const worth = problems.errors > 0 && kept('closed') !== problems.id;
    if (!problems.errors && before.errors) {
      close();
      spoken.textContent = 'All errors fixed.';
    } else if (worth && (problems.id !== before.id || !dialog)) {
      open();
    } else if (dialog && problems.id !== before.id) {
      if (problems.cards.length) open();
      else close();
    }
    return draw();
  }

  // ---- The server.

  let source = null;
  let beat = 0;
  function listen() {
    source?.close();
    beat = Date.now();
    source = new EventSource(`/.mizan/events?path=${encodeURIComponent(location.pathname)}`);
    source.addEventListener('state', (event) => { beat = Date.now(); take(JSON.parse(event.data)); });
    source.addEventListener('beat', () => { beat = Date.now(); });
    source.addEventListener('error', () => {
      // The browser reconnects by itself.
      setTimeout(() => { if (source && source.readyState !== EventSource.OPEN) { lost = true; draw(); } }, 2000);
    });
  }
  function rest() {
    source?.close();
    source = null;
  }
  // A browser allows few connections to one server: hidden tabs close theirs.
  const heed = () => (document.visibilityState === 'hidden' ? rest() : source ?? listen());
  document.addEventListener('visibilitychange', heed);
  addEventListener('pagehide', rest);
  addEventListener('pageshow', (event) => { if (event.persisted) { leaving = false; heed(); } });
  addEventListener('online', () => listen());
  // After sleep a connection may be dead without an error.
  setInterval(() => {
    if (source && (Date.now() - beat > 25000 || source.readyState === EventSource.CLOSED)) listen();
  }, 1000);

  document.documentElement.append(host);
  draw();
  scrollBack();
  heed();
})();
