/**
 * The demo's exchange and the operator's own programs, each a process as people start it. Its chain,
 * witnesses, observer and time authority live as long as the demo does, so that it can publish more.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inBrowser } from './chromium.js';

const ROOT = fileURLToPath(new URL('../../../../../../', import.meta.url));
const JAR = join(ROOT, 'server/target/solvent-server.jar');

/** For `test(name, options, …)`: says why where the program or the browser is missing. */
export const withExchange = {
  skip: inBrowser.skip || (!existsSync(JAR) && 'the server is not packaged: run ./solvent test'),
};

/** Starts the demo and waits until it serves two epochs and a customer's link. */
export async function startExchange() {
  const folder = mkdtempSync(join(tmpdir(), 'solvent-demo-test-'));
  const demo = program(folder, 'demo', '--serve', '--listen', '127.0.0.1:0');
  const link = await demo.line(/^ *(http:\S+\/verify#\S+)$/m);
  const [name] = readdirSync(folder).filter((each) => each.startsWith('solvent-demo'));
  const home = join(folder, name, 'exchange');
  const serving = new Set();
  const close = async () => {
    await Promise.all([demo, ...serving].map(({ end }) => end()));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };

  /** One customer more is owed so many whole coins of the first asset, from the next epoch on. */
  const owe = (account, coins) => appendFileSync(join(home, 'balances.csv'), `${account},${coins},,,,\n`);

  /** Publishes one epoch more, as the operator does. */
  const publish = async () => {
    const publishing = program(folder, 'publish', '--config', join(home, 'solvent.yaml'));
    await publishing.line(/^(epoch \d+ is published: VERIFIED)$/m);
    await publishing.ended;
  };

  /** Serves the same publication from a process of its own, at a port that is free or given. */
  const serve = async (port = 0) => {
    const policy = ['--policy', join(home, 'policy.json')];
    const listen = ['--listen', `127.0.0.1:${port}`];
    const server = program(folder, 'serve', '--read-only', join(home, 'data'), ...policy, ...listen);
    serving.add(server);
    const origin = await server.line(/(http:\/\/127\.0\.0\.1:\d+)/);
    return Object.freeze({ end: server.end, origin });
  };

  return Object.freeze({ close, link, owe, publish, serve });
}

/** `./solvent …`, with a temporary folder of its own. */
function program(folder, ...args) {
  const child = spawn(join(ROOT, 'solvent'), args, {
    env: { ...process.env, SOLVENT_NO_BUILD: '1', SOLVENT_JAVA_OPTS: `-Djava.io.tmpdir=${folder}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let look = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      said += text;
      look();
    });
  }
  const ended = new Promise((resolve) => child.once('close', resolve));

  /** What the pattern finds in all that it says; it must not end before. */
  const line = (pattern) =>
    new Promise((resolve, reject) => {
      look = () => {
        const found = pattern.exec(said);
        if (found !== null) {
          look = () => {};
          resolve(found[1]);
        }
      };
      ended.then((code) => reject(new Error(`solvent ${args[0]} ended with ${code}:\n${said}`)));
      look();
    });

  const end = () => {
    child.kill();
    return ended;
  };
  return Object.freeze({ end, ended, line });
}
