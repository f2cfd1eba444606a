/**
 * Bundles the page: `node build.mjs FOLDER` writes into FOLDER what the server serves.
 *
 *   index.html, assets/page.js, assets/page.css     the page
 *   solvent-verifier.html                           the same in one file, for a browser without network
 *
 * The same sources give the same bytes. Needs `npm ci --ignore-scripts` in this folder.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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

const sha256 = (text) => createHash('sha256').update(text).digest('base64');

const script = bundled('page/main.js', 'esm');
const style = bundled('styles/page.css');
mkdirSync(join(OUT, 'assets'), { recursive: true });
writeFileSync(join(OUT, 'assets/page.js'), script);
writeFileSync(join(OUT, 'assets/page.css'), style);
cpSync(join(HERE, 'page/index.html'), join(OUT, 'index.html'));
cpSync(join(HERE, 'styles/icon.svg'), join(OUT, 'assets/icon.svg'));

// Inside an element a script must not end it: the one sequence that would is never in valid code
// but in strings and comments, where the backslash changes nothing.
const inline = bundled('offline/main.js', 'iife').replaceAll('</script', '<\\/script');
const page = readFileSync(join(HERE, 'offline/solvent-verifier.html'), 'utf8')
  .replace('{style}', () => style)
  .replace('{script}', () => inline)
  .replace('{style-hash}', `sha256-${sha256(style)}`)
  .replace('{script-hash}', `sha256-${sha256(inline)}`);
writeFileSync(join(OUT, 'solvent-verifier.html'), page);
