// WebKitGTK through its WebDriver, on a display of its own that nobody sees.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { patience } from './chromium.mjs';
import { stack } from './png.mjs';
import { framePage } from './server.mjs';

/** A reference to an element, as WebDriver writes it. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** The running programs: they end with this process, also if a signal ends it. */
const running = new Set();
const endAll = () => running.forEach(end);
process.on('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    endAll();
    process.kill(process.pid, signal);
  });
}

/** The driver starts the browser: both are ended as a process group. */
function end({ pid }) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Starts a program, and returns { child, ended, stop }. */
function start(program, args, options) {
  const child = spawn(program, args, { ...options, detached: true });
  running.add(child);
  const ended = new Promise((done) => {
    child.on('error', done);
    child.on('close', (code) => done(new Error(`${program} ended with ${code}`)));
  });
  ended.then(() => running.delete(child));
  return {
    child,
    ended,
    async stop() {
      if (child.pid) end(child);
      await ended;
    },
  };
}

/** The value that `found` resolves to, or the error that a program ended with before. */
const unlessEnded = ({ ended }, found) => Promise.race([found, ended.then((error) => Promise.reject(error))]);

/** A display that is free: Xvfb finds one and writes its number to a pipe. */
async function startDisplay() {
  const server = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await unlessEnded(server, once(server.child.stdio[3].setEncoding('utf8'), 'data'));
  return { name: `:${number.trim()}`, stop: server.stop };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts the driver; `call(method, path, body)` is a request to it. */
async function startDriver(environment) {
  const port = await freePort();
  const driver = start('WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore', env: { ...process.env, ...environment } });
  const call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(patience) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`);
    return value;
  };
  const isReady = async () => {
    for (;;) {
      try {
        return await call('GET', '/status');
      } catch (error) {
        if (error.cause?.code !== 'ECONNREFUSED') throw error;
        await pause(20);
      }
    }
  };
  await unlessEnded(driver, isReady());
  return { call, stop: driver.stop };
}

/** The operations of `open` in engines.mjs. */
export async function openWebKit({ colorScheme = 'light' }) {
  const display = await startDisplay();
  let driver;
  try {
    // The page's color scheme is that of the theme of the windows.
    driver = await startDriver({ DISPLAY: display.name, GTK_THEME: colorScheme === 'dark' ? 'Adwaita:dark' : 'Adwaita' });
    return await new Tab(driver, display).start();
  } catch (error) {
    await driver?.stop();
    await display.stop();
    throw error;
  }
}

/**
 * A window of the browser is at least 447 px wide. So the page is in a frame, which has any size, and the window is as
 * large as it must be to show the frame.
 */
class Tab {
  #driver;
  #display;
  #session;
  #origin;
  #size = { width: 1280, height: 800 };

  constructor(driver, display) {
    this.#driver = driver;
    this.#display = display;
  }

  async start() {
    const { sessionId } = await this.#driver.call('POST', '/session', { capabilities: {} });
    this.#session = `/session/${sessionId}`;
    await this.#call('POST', '/timeouts', { script: patience, pageLoad: patience });
    return {
      goto: (url) => this.#goto(url),
      resize: (width, height) => this.#resize({ width, height }),
      evaluate: (text) => this.#evaluate(text),
      click: async (selector) => this.#call('POST', `/element/${(await this.#find(selector))[elementKey]}/click`, {}),
      screenshot: (fullPage) => this.#screenshot(fullPage),
      close: () => this.#close(),
    };
  }

  #call(method, path, body) {
    return this.#driver.call(method, this.#session + path, body);
  }

  #find(selector) {
    return this.#call('POST', '/element', { using: 'css selector', value: selector });
  }

  async #evaluate(text) {
    const { value, error } = await this.#call('POST', '/execute/async', {
      script: `const done = arguments[0]; (async () => (${text}\n))().then((value) => done({ value }), (error) => done({ error: String(error) }))`,
      args: [],
    });
    if (error !== undefined) throw new Error(error);
    return value ?? undefined;
  }

  /** Runs `use(frame)` in the page around the frame, and returns to the page in the frame. */
  async #around(use) {
    await this.#call('POST', '/frame', { id: null });
    const result = await use(await this.#find('iframe'));
    await this.#call('POST', '/frame', { id: await this.#find('iframe') });
    return result;
  }

  async #goto(url) {
    const { origin } = new URL(url);
    if (this.#origin !== origin) {
      await this.#call('POST', '/frame', { id: null });
      await this.#call('POST', '/url', { url: origin + framePage });
      this.#origin = origin;
      await this.#resize(this.#size);
    }
    await this.#around(() => this.#evaluate(`new Promise((done, failed) => {
      const old = document.querySelector('iframe');
      const frame = old.cloneNode();
      // A page that must not be in a frame has another origin there.
      frame.onload = () => (frame.contentDocument?.URL === ${JSON.stringify(url)} ? done() : failed('not shown in a frame: ' + ${JSON.stringify(url)}));
      frame.src = ${JSON.stringify(url)};
      old.replaceWith(frame);
    })`));
  }

  async #resize(size) {
    this.#size = size;
    if (this.#origin) await this.#show({ ...size, top: 0, shown: size.height });
  }

  /** Lays out the page in `width` by `height`, and shows as much as `shown` pixels of it from `top`. */
  async #show({ width, height, top, shown }) {
    await this.#around(async () => {
      // As high as what it shows: the driver counts from the bottom of the window, and would take a picture of another
      // part.
      const bar = (await this.#call('GET', '/window/rect')).height - (await this.#evaluate('innerHeight'));
      await this.#call('POST', '/window/rect', { x: 0, y: 0, width: Math.max(width, 500), height: shown + bar });
      await this.#evaluate(`(() => {
        const size = (element, height) => Object.assign(element.style, { width: '${width}px', height: height + 'px' });
        size(document.querySelector('iframe'), ${height});
        size(document.querySelector('div'), ${shown});
        scrollTo(0, ${top});
      })()`);
    });
    await this.#evaluate(`new Promise((done) => {
      const look = () => (innerWidth === ${width} && innerHeight === ${height} && parent.innerHeight === ${shown} ? requestAnimationFrame(() => requestAnimationFrame(done)) : setTimeout(look, 10));
      look();
    })`);
  }

  #picture() {
    return this.#around(async () => {
      const shown = await this.#find('div');
      return Buffer.from(await this.#call('GET', `/element/${shown[elementKey]}/screenshot`), 'base64');
    });
  }

  async #screenshot(fullPage) {
    if (!fullPage) return this.#picture();
    // The frame becomes as tall as the page, and the window shows it in parts: it would be black if it were too tall.
    const { width } = this.#size;
    const whole = await this.#evaluate('document.documentElement.scrollHeight');
    const count = Math.ceil(whole / 4000);
    const shown = Math.ceil(whole / count);
    const parts = [];
    for (let top = 0; parts.length < count; top += shown) {
      await this.#show({ width, height: shown * count, top, shown });
      parts.push(await this.#picture());
    }
    await this.#resize(this.#size);
    return stack(parts);
  }

  async #close() {
    await this.#call('DELETE', '').catch(() => undefined);
    await this.#driver.stop();
    await this.#display.stop();
  }
}
