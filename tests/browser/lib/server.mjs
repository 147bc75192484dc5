// Serves a site from memory as a static host does: under its base path, with its `_headers`, brotli and 404.html.
import { createServer } from 'node:http';
import { brotliCompressSync, constants } from 'node:zlib';
import { extname } from 'node:path';
import { headersFor, parseHeaders } from './headers.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
const compressed = /^(text\/|application\/(json|xml)|image\/svg)/;

/** An empty page for a tab between two pages of a site; no site has a page at this path. */
export const emptyPage = '/-/empty';

/**
 * A page whose only content is a frame, in which pages of the site can be shown, and a box for what is visible of it:
 * see webkit.mjs. Without `scrolling` WebKit's scroll bars fade in and out of pictures; scripts and links still scroll.
 */
export const framePage = '/-/frame';
const frameMarkup = '<!doctype html><title>-</title><style>body { margin: 0 } iframe { display: block; border: 0 } div { position: fixed; inset: 0 auto auto 0; pointer-events: none }</style><iframe scrolling="no"></iframe><div></div>';

// Chromium caches by URL: no site gets a port that another one had.
const usedPorts = new Set();

/** Listens on a port of the loopback interface that no server of this process has used. */
async function listen(server) {
  const listening = () => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  await listening();
  while (usedPorts.has(server.address().port)) {
    await new Promise((resolve) => server.close(resolve));
    await listening();
  }
  usedPorts.add(server.address().port);
}

/**
 * Starts on a free port of the loopback interface; returns { origin, close }. With `inFrames` all pages may be shown in
 * frames of the site's own pages.
 */
export async function serve(site, { inFrames = false } = {}) {
  const rules = parseHeaders(site.text('_headers') ?? '');
  const bodies = new Map();
  const body = (file, packed) => {
    const key = `${packed} ${file}`;
    if (!bodies.has(key)) {
      const content = site.files.get(file);
      bodies.set(key, packed ? brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : content);
    }
    return bodies.get(key);
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (pathname === emptyPage) return response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'max-age=600' }).end('<!doctype html><title>-</title>');
    if (inFrames && pathname === framePage) return response.writeHead(200, { 'Content-Type': 'text/html' }).end(frameMarkup);
    const found = site.fileAt(pathname);
    const root = site.base.pathname;
    const file = found ?? (site.files.has('404.html') ? '404.html' : undefined);
    const below = `/${pathname.startsWith(root) ? pathname.slice(root.length) : ''}`;
    for (const [name, value] of headersFor(rules, below)) {
      // With HSTS, Chromium would use TLS for the loopback server.
      if (name === 'strict-transport-security') continue;
      response.setHeader(name, inFrames && name === 'content-security-policy' ? value.replace(/frame-ancestors [^;]*/, "frame-ancestors 'self'") : value);
    }
    if (!file) return response.writeHead(404).end();
    const type = types[extname(file)] ?? 'application/octet-stream';
    const packed = compressed.test(type) && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    response.setHeader('Content-Type', type);
    // Assets can be cached, as a host would allow: each is requested once per context.
    if (!type.startsWith('text/html') && !response.hasHeader('cache-control')) response.setHeader('Cache-Control', 'max-age=600');
    if (packed) response.setHeader('Content-Encoding', 'br');
    const content = body(file, packed);
    response.setHeader('Content-Length', content.length);
    response.writeHead(found ? 200 : 404).end(request.method === 'HEAD' ? undefined : content);
  });
  await listen(server);
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
