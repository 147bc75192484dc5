// The language server of Even Better TOML, as Visual Studio Code starts it, without the editor.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import lsp from '@taplo/lsp';

const PATIENCE = 20_000;

/** A server for the site in `root`; `settings` are the user's settings of Even Better TOML. */
export async function start(root, settings = {}) {
  const waiting = new Map();
  const marks = new Map();
  const watchers = [];
  let last = 0;
  let server;

  const environment = {
    now: () => new Date(),
    envVar: () => undefined,
    envVars: () => [],
    stdErrAtty: () => false,
    stdin: async () => new Uint8Array(),
    stdout: async (bytes) => bytes.length,
    stderr: async (bytes) => bytes.length,
    glob: () => [],
    readFile: (path) => readFile(path),
    writeFile: async () => {},
    // The server asks for this for `root:///` too: files that belong to no folder.
    urlToFilePath: (url) => (url.startsWith('file:') ? fileURLToPath(url) : decodeURI(url).replace(/^\w+:\/\//, '')),
    isAbsolute,
    cwd: () => root,
    findConfigFile: () => undefined,
    fetch: { fetch: refuse, Headers, Request, Response },
  };
  function refuse() {
    throw new Error('nothing is to be fetched here');
  }

  const answers = {
    'workspace/configuration': (params) => params.items.map(() => settings),
    'client/registerCapability': () => null,
    'window/workDoneProgress/create': () => null,
  };
  const onMessage = (message) => {
    if (message.method === 'textDocument/publishDiagnostics') {
      marks.set(message.params.uri, message.params.diagnostics);
      for (const watcher of watchers) watcher();
    } else if (message.method && message.id !== undefined) {
      server.send({ jsonrpc: '2.0', id: message.id, result: answers[message.method]?.(message.params) ?? null });
    } else if (waiting.has(message.id)) {
      const { done, failed } = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) failed(new Error(`${message.error.code} ${message.error.message}`));
      else done(message.result);
    }
  };
  server = await lsp.TaploLsp.initialize(environment, { onMessage });

  const request = (method, params) => new Promise((done, failed) => {
    const id = (last += 1);
    waiting.set(id, { done, failed });
    setTimeout(() => waiting.delete(id) && failed(new Error(`${method}: no answer`)), PATIENCE).unref();
    server.send({ jsonrpc: '2.0', id, method, params });
  });
  const notify = (method, params) => server.send({ jsonrpc: '2.0', method, params });

  const uri = pathToFileURL(root).href;
  await request('initialize', {
    processId: null,
    rootUri: uri,
    capabilities: { workspace: { configuration: true }, textDocument: { completion: {}, hover: {} } },
    initializationOptions: { configurationSection: 'evenBetterToml' },
    workspaceFolders: [{ uri, name: 'site' }],
  });
  notify('initialized', {});

  /** Opens a file of the site, unchanged or as `text`, and waits until the server has checked it. */
  async function open(path, text = readFileSync(join(root, path), 'utf8')) {
    const document = pathToFileURL(join(root, path)).href;
    notify('textDocument/didOpen', { textDocument: { uri: document, languageId: 'toml', version: 1, text } });
    return new Document(document, text);
  }

  class Document {
    constructor(document, text) {
      this.uri = document;
      this.text = text;
    }

    /** The position of `needle`, plus `by` characters; with `|` in it, the position of `|`. */
    place(needle, by = 0) {
      const bar = needle.indexOf('|');
      const at = this.text.indexOf(needle.replace('|', ''));
      if (at < 0) throw new Error(`there is no ${needle}`);
      const before = this.text.slice(0, at + (bar < 0 ? by : bar)).split('\n');
      return { line: before.length - 1, character: before.at(-1).length };
    }

    /** The completions at the position, by label. */
    async offered(needle) {
      const params = { textDocument: { uri: this.uri }, position: this.place(needle) };
      const items = (await request('textDocument/completion', params)) ?? [];
      return new Map(items.map((item) => [item.label, { ...item, said: item.documentation?.value ?? '' }]));
    }

    /** The hover text at the position. */
    async hover(needle) {
      const params = { textDocument: { uri: this.uri }, position: this.place(needle) };
      return (await request('textDocument/hover', params))?.contents?.value ?? '';
    }

    /** The errors that the editor underlines, once the server has found `count` of them. */
    marks(count) {
      const found = () => marks.get(this.uri);
      return new Promise((done, failed) => {
        const patience = setTimeout(() => failed(new Error(`marked: ${JSON.stringify(found())}`)), PATIENCE);
        const look = () => {
          if (found()?.length !== count) return;
          clearTimeout(patience);
          // Nothing more may follow.
          setTimeout(() => done(found()), 100);
        };
        watchers.push(look);
        look();
      });
    }

    /** Replaces the whole text with `text`. */
    change(text) {
      this.text = text;
      notify('textDocument/didChange', { textDocument: { uri: this.uri, version: 2 }, contentChanges: [{ text }] });
    }
  }

  return { open, stop: () => server.dispose() };
}
