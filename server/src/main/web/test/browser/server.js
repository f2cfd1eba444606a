/** A file server on loopback, with the headers that the page is served with. */
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TYPES = new Map([
  ['css', 'text/css; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['json', 'application/json'],
  ['svg', 'image/svg+xml'],
]);

/** Where a browser waits for news, of which there are none. */
const EVENTS = 'stream/v1/events';

/** What page/headers.txt says, as the operator's server reads it too. */
export const PAGE_HEADERS = Object.fromEntries(
  readFileSync(fileURLToPath(new URL('../../page/headers.txt', import.meta.url)), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/: (.*)/, 2)),
);

/**
 * @param {(path: string) => Uint8Array | undefined} files what lies at a path, without its first slash
 * @param {(path: string, body: Buffer) => Uint8Array | undefined} [post]
 * @param {Record<string, string>} [headers]
 */
export async function serve(files, post = () => undefined, headers = PAGE_HEADERS) {
  const asked = [];
  const server = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      asked.push({ url: request.url, headers: request.headers });
      const path = request.url.slice(1);
      if (path === EVENTS) {
        response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream' });
        response.write(': nothing new\n\n');
        return;
      }
      const found =
        request.method === 'POST' ? post(path, Buffer.concat(parts)) : files(path);
      response.writeHead(found === undefined ? 404 : 200, {
        'Content-Type': TYPES.get(path.split('.').at(-1)) ?? defaultType(path),
        ...headers,
      });
      response.end(found);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return Object.freeze({ asked, close, origin: `http://127.0.0.1:${server.address().port}` });
}

const defaultType = (path) =>
  path === '' || path === 'verify' ? TYPES.get('html') : 'application/octet-stream';
