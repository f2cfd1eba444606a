/** The demo customer's link held before the camera, as a QR code: the page asks its own server. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axeProblems } from './axe.js';
import { keepShot } from './built.js';
import { startChromium } from './chromium.js';
import { startExchange, withExchange } from './exchange.js';
import { film } from './film.js';
import { textsIn } from './texts-in.js';

const CUSTOMER = 'c00004242@mail.example';
const texts = textsIn('en');

/** Chromium's word for a person who lets the page have the camera; without it there is nobody to ask. */
const ALLOWED = '--use-fake-ui-for-media-stream';

/** Runs before the page does, and keeps what it asks of the camera. */
const WATCH_CAMERA = `{
  globalThis.asked = [];
  globalThis.streams = [];
  const devices = MediaDevices.prototype;
  const ask = devices.getUserMedia;
  devices.getUserMedia = async function (wanted) {
    asked.push(wanted);
    const stream = await ask.call(this, wanted);
    streams.push(stream);
    return stream;
  };
}`;

let exchange;
let origin;
let folder;
if (!withExchange.skip) {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'solvent-films-'));
    exchange = await startExchange();
    ({ origin } = new URL(exchange.link));
  });
  after(async () => {
    await exchange?.close();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** The overview in a browser whose camera shows this film, once its camera's button is pressed. */
async function scanning({ name, shows, flags = [ALLOWED] }, work) {
  const file = join(folder, `${name}.y4m`);
  film(file, shows);
  const camera = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
  const browser = await startChromium(...camera, ...flags);
  try {
    const page = await browser.newPage();
    await page.ask('Page.addScriptToEvaluateOnNewDocument', { source: WATCH_CAMERA });
    await page.open(`${origin}/`);
    await page.until(`document.querySelector('#newest')`);
    assert.deepEqual(await page.evaluate('asked'), [], 'nobody is asked before the button is pressed');
    await press(page, texts.check.camera);
    await work(page);
    assert.deepEqual(await page.evaluate('violations'), []);
  } finally {
    await browser.close();
  }
}

/** By its name, as who hears the page finds it. */
async function press(page, name) {
  const named = `[...document.querySelectorAll('button')].find((each) =>
    !each.hidden && each.textContent === ${JSON.stringify(name)})`;
  await page.until(named);
  await page.evaluate(`${named}.click()`);
}

/** Its light goes out: no picture is shown, and every track has ended. */
async function requireCameraOff(page) {
  await page.until(`document.querySelector('video') === null`);
  const states = await page.evaluate(
    `streams.flatMap((stream) => stream.getTracks().map(({ kind, readyState }) => kind + ' ' + readyState))`,
  );
  assert.deepEqual(states, ['video ended']);
}

test('a link before the camera comes to its result, and the camera is off', withExchange, () =>
  scanning({ name: 'link', shows: exchange.link }, async (page) => {
    await page.until(`document.querySelector('#answer .verdict')`);
    const answer = await page.evaluate(`document.querySelector('#answer').innerText`);
    assert.ok(answer.startsWith(texts.verdict.VERIFIED), answer);
    assert.ok(answer.includes(CUSTOMER), answer);
    assert.match(answer, /0\.01052096 DOGE\s+counted/);
    const asked = [{ audio: false, video: { facingMode: 'environment' } }];
    assert.deepEqual(await page.evaluate('asked'), asked);
    await requireCameraOff(page);
    const fragment = new URL(exchange.link).hash.slice(1);
    const told = JSON.stringify(page.requests);
    assert.ok(!told.includes(fragment.split('.').at(-1)) && !told.includes(CUSTOMER));
  }));

test('a camera that shows no code is on until it is stopped', withExchange, () =>
  scanning({ name: 'nothing', shows: undefined }, async (page) => {
    await page.until(`document.querySelector('video')?.videoWidth > 0`);
    assert.deepEqual(await axeProblems(page), []);
    keepShot('camera', await page.screenshot());
    await press(page, texts.check.cameraStop);
    await requireCameraOff(page);
    await press(page, texts.check.camera);
    await page.until(`document.querySelector('video')?.videoWidth > 0`);
  }));

test('a code of something else says so in words, and repeats none of it', withExchange, () =>
  scanning({ name: 'else', shows: 'https://elsewhere.example/a-secret' }, async (page) => {
    await page.until(`document.querySelector('#answer .problem')`);
    const answer = await page.evaluate(`document.querySelector('#answer').innerText`);
    assert.ok(answer.includes(texts.check['error.malformed']), answer);
    assert.ok(!answer.includes('secret') && !answer.includes('elsewhere'), answer);
    await requireCameraOff(page);
  }));

test('a camera that is refused is said in words, and another way is named', withExchange, () =>
  scanning({ name: 'refused', shows: exchange.link, flags: [] }, async (page) => {
    await page.until(`document.querySelector('.camera [role=alert]')`);
    const said = await page.evaluate(`document.querySelector('.camera').innerText`);
    assert.equal(said, texts.check.cameraRefused);
    assert.equal(await page.evaluate('streams.length'), 0);
    assert.deepEqual(await axeProblems(page), []);
    const fragment = JSON.stringify(exchange.link);
    await page.evaluate(`document.querySelector('#check-field').value = ${fragment}`);
    await press(page, texts.check.button);
    await page.until(`document.querySelector('#answer .verdict')`);
  }));
