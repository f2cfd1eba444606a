/**
 * Bundles the page: `node build.mjs FOLDER` writes into FOLDER what the server serves.
 *
 *   index.html, assets/page.js, assets/page.css     the page
 *   headers.txt                                     what every answer with a part of the page says
 *   solvent-verifier.html                           the same in one file, for a browser without network
 *   solvent-verifier.html.sha256                    its digest, as `sha256sum -c` reads it
 *   files.txt                                       the names of all of these, for the server
 *
 * The same sources give the same bytes. Needs `npm ci --ignore-scripts` in this folder.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = process.argv[2];
if (OUT === undefined) {
  console.error('error: no folder to write into\nhint: node build.mjs FOLDER');
  process.exit(2);
}

function bundled(entry, format) {
  const { outputFiles } = buildSync({
    absWorkingDir: HERE,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format,
    target: ['es2022'],
    charset: 'utf8',
    legalComments: 'none',
    write: false,
  });
  return outputFiles[0].text;
}

const sha256 = (text, encoding) => createHash('sha256').update(text).digest(encoding);
const source = (name) => readFileSync(join(HERE, name), 'utf8');

/** The page's policy as a document may state it: whom it may be framed by, only a header says. */
function policyInside() {
  const [, policy] = /^Content-Security-Policy: (.*)$/m.exec(source('page/headers.txt'));
  return policy.replace("; frame-ancestors 'none'", '');
}

const names = [];
function write(name, content) {
  mkdirSync(dirname(join(OUT, name)), { recursive: true });
  writeFileSync(join(OUT, name), content);
  names.push(name);
}

// What an earlier build wrote may not be the page's any more.
const LIST = join(OUT, 'files.txt');
if (existsSync(LIST)) {
  const earlier = readFileSync(LIST, 'utf8').trimEnd().split('\n');
  earlier.forEach((name) => rmSync(join(OUT, name), { force: true }));
}

const style = bundled('styles/all.css');
write('assets/page.js', bundled('page/main.js', 'esm'));
write('assets/page.css', style);
write('assets/icon.svg', source('styles/icon.svg'));
write('headers.txt', source('page/headers.txt'));

// For a host that sends no headers; where they are sent, both hold.
write('index.html', source('page/index.html').replace('{policy}', policyInside));

// Inside an element a script must not end it: the one sequence that would is never in valid code
// but in strings and comments, where the backslash changes nothing.
const inline = bundled('offline/main.js', 'iife').replaceAll('</script', '<\\/script');
const OFFLINE = 'solvent-verifier.html';
const offline = source(`offline/${OFFLINE}`)
  .replace('{style-hash}', () => `sha256-${sha256(style, 'base64')}`)
  .replace('{script-hash}', () => `sha256-${sha256(inline, 'base64')}`)
  .replace('{style}', () => style)
  .replace('{script}', () => inline);
write(OFFLINE, offline);
write(`${OFFLINE}.sha256`, `${sha256(offline, 'hex')}  ${OFFLINE}\n`);

writeFileSync(LIST, names.sort().map((name) => `${name}\n`).join(''));
