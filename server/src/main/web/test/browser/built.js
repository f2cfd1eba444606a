/** The page as its build makes it, in a folder that ends with the process. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('../../', import.meta.url));

/** Bundles it into a new folder. @returns {{folder: string, files: Map<string, Buffer>}} */
export function buildPage() {
  const folder = mkdtempSync(join(tmpdir(), 'solvent-page-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { status, stderr } = spawnSync(process.execPath, [join(WEB, 'build.mjs'), folder], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`build.mjs ended with ${status}:\n${stderr}`);
  }
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));
  const files = new Map(names.sort().map((name) => [name, readFileSync(join(folder, name))]));
  return { folder, files };
}

/** The same with the page's addresses, as a server has them. */
export function served(files) {
  const page = files.get('index.html');
  return new Map([...files, ['', page], ['verify', page]]);
}

const SHOTS = join(WEB, '../../../target/screenshots');

/** Keeps a picture as output of the build, for people to look at. */
export function keepShot(name, png) {
  mkdirSync(SHOTS, { recursive: true });
  writeFileSync(join(SHOTS, `${name}.png`), png);
}
