/**
 * A real Chromium, driven over its DevTools protocol through a pipe: no port is opened, and nothing
 * is installed from npm for it.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PLACES = [
  process.env.SOLVENT_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser of this machine, or undefined. */
export const chromium = PLACES.find((place) => place && existsSync(place));

/** For `test(name, options, …)`: says why where there is no browser. */
export const inBrowser = {
  skip: chromium === undefined && 'no Chromium here: apt-get install chromium, or SOLVENT_CHROMIUM',
};

const NO_CALLS_OUT = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

/** Starts one, with a profile that ends with it. */
export async function startChromium(...flags) {
  const profile = mkdtempSync(join(tmpdir(), 'solvent-chromium-'));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [
    '--headless=new',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--hide-scrollbars',
    ...NO_CALLS_OUT,
    ...asRoot,
    ...flags,
  ];
  const child = spawn(chromium, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const connection = connect(child.stdio[3], child.stdio[4]);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  ended.then(() => connection.end(new Error('Chromium ended')));
  const close = async () => {
    connection.send('Browser.close').catch(() => {});
    const killed = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(killed);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return Object.freeze({ close, newPage: (options) => newPage(connection, options) });
}

/** Messages are JSON, each ended by a zero byte. */
function connect(input, output) {
  let number = 0;
  const waiting = new Map();
  const listeners = new Map();
  let rest = '';
  input.on('error', () => {});
  output.setEncoding('utf8');
  output.on('data', (chunk) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop();
    messages.forEach((message) => received(JSON.parse(message)));
  });
  const received = ({ id, result, error, method, params, sessionId }) => {
    if (id === undefined) {
      listeners.get(sessionId)?.(method, params);
      return;
    }
    const { resolve, reject, asked } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) {
      resolve(result);
    } else {
      reject(new Error(`${asked}: ${error.message}`));
    }
  };
  const send = (asked, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      const id = ++number;
      waiting.set(id, { resolve, reject, asked });
      input.write(`${JSON.stringify({ id, method: asked, params, sessionId })}\0`);
    });
  const end = (error) => waiting.forEach(({ reject }) => reject(error));
  return { send, end, listen: (sessionId, listener) => listeners.set(sessionId, listener) };
}

/** Runs in the page before anything of the page does. */
const WATCH = `
  globalThis.violations = [];
  addEventListener('securitypolicyviolation', (event) => {
    violations.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample);
  });
  globalThis.fetched = [];
  const ask = fetch;
  globalThis.fetch = (url, ...more) => {
    fetched.push({ url: String(url), from: location.href });
    return ask(url, ...more);
  };`;

/** Run in a page, its clock says `now`, and goes on from there. */
export const clockAt = (now) => `{
  const Real = (globalThis.DateOfMachine ??= Date);
  const ahead = ${Date.parse(now)} - Real.now();
  globalThis.Date = class Date extends Real {
    constructor(...given) {
      super(...(given.length === 0 ? [Real.now() + ahead] : given));
    }
    static now() {
      return Real.now() + ahead;
    }
  };
}`;

/**
 * A page of its own, with storage of its own, and all that it does.
 *
 * @param {object} [options]
 * @param {string} [options.now]
 * @param {string} [options.language] the one that the browser asks for
 * @param {boolean} [options.dark]
 * @param {readonly [number, number]} [options.size]
 * @param {boolean} [options.phone]
 * @param {Record<string, string>} [options.stored] what the browser's storage holds from before
 * @param {boolean} [options.offline] without a network from the beginning
 */
async function newPage(connection, options = {}) {
  const { send } = connection;
  const { browserContextId } = await send('Target.createBrowserContext');
  const { targetId } = await send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const ask = (method, params) => send(method, params, sessionId);
  const complaints = [];
  const requests = [];
  let loaded = () => {};
  connection.listen(sessionId, (method, params) => {
    if (method === 'Network.requestWillBeSent') {
      const { url, method: verb, headers } = params.request;
      requests.push({ url, verb, headers, from: params.documentURL });
    } else if (method === 'Runtime.exceptionThrown') {
      const { text, exception } = params.exceptionDetails;
      complaints.push(`${text} ${exception?.description ?? ''}`);
    } else if (method === 'Runtime.consoleAPICalled') {
      complaints.push(`console.${params.type}: ${params.args.map(({ value }) => value)}`);
    } else if (method === 'Log.entryAdded') {
      complaints.push(`${params.entry.source} ${params.entry.text} ${params.entry.url ?? ''}`);
    } else if (method === 'Page.loadEventFired') {
      loaded();
    }
  });
  for (const domain of ['Page', 'Runtime', 'Network', 'Log', 'DOM']) {
    await ask(`${domain}.enable`);
  }
  const [width, height] = options.size ?? [1280, 900];
  const mobile = options.phone ?? false;
  await ask('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor: mobile ? 2 : 1,
    mobile,
  });
  const scheme = { name: 'prefers-color-scheme', value: options.dark ? 'dark' : 'light' };
  await ask('Emulation.setEmulatedMedia', { features: [scheme] });
  await ask('Emulation.setTimezoneOverride', { timezoneId: 'UTC' });
  const { userAgent } = await ask('Runtime.evaluate', {
    expression: 'navigator.userAgent',
  }).then(({ result }) => ({ userAgent: result.value }));
  const acceptLanguage = options.language ?? 'en';
  await ask('Network.setUserAgentOverride', { userAgent, acceptLanguage });
  if (options.offline) {
    const none = { latency: 0, downloadThroughput: 0, uploadThroughput: 0 };
    await ask('Network.emulateNetworkConditions', { offline: true, ...none });
  }
  for (const [name, value] of Object.entries(options.stored ?? {})) {
    const item = JSON.stringify([name, value]);
    const source = `if (location.protocol === 'http:') localStorage.setItem(...${item})`;
    await ask('Page.addScriptToEvaluateOnNewDocument', { source });
  }
  const source = WATCH + (options.now === undefined ? '' : clockAt(options.now));
  await ask('Page.addScriptToEvaluateOnNewDocument', { source });

  const open = async (url) => {
    const done = new Promise((resolve) => (loaded = resolve));
    const { errorText } = await ask('Page.navigate', { url });
    if (errorText !== undefined) {
      throw new Error(`${url}: ${errorText}`);
    }
    await done;
  };

  /** What an expression comes to in the page; a promise is waited for. */
  const evaluate = async (expression) => {
    const params = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await ask('Runtime.evaluate', params);
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  };

  /** Waits until an expression is true in the page; what it shows is said where it never is. */
  const until = async (expression, within = 15_000) => {
    for (const end = Date.now() + within; Date.now() < end; ) {
      if (await evaluate(`Boolean(${expression})`)) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    const shown = await evaluate('document.body.innerText');
    throw new Error(`never: ${expression}\n${complaints.join('\n')}\nthe page shows:\n${shown}`);
  };

  /** Has the field for files hold these, as if they had been chosen. */
  const choose = async (selector, files) => {
    const { root } = await ask('DOM.getDocument');
    const { nodeId } = await ask('DOM.querySelector', { nodeId: root.nodeId, selector });
    await ask('DOM.setFileInputFiles', { nodeId, files });
  };

  const screenshot = async () => {
    const params = { format: 'png', captureBeyondViewport: true };
    const { cssContentSize } = await ask('Page.getLayoutMetrics');
    const { width: w, height: h } = cssContentSize;
    const clip = { x: 0, y: 0, width: w, height: Math.min(h, 8_000), scale: 1 };
    const { data } = await ask('Page.captureScreenshot', { ...params, clip });
    return Buffer.from(data, 'base64');
  };

  const close = () => send('Target.disposeBrowserContext', { browserContextId });
  const text = () => evaluate('document.body.innerText');
  return Object.freeze({
    ask, choose, close, complaints, evaluate, open, requests, screenshot, text, until,
  });
}
