/** Every case of fixtures/vectors/checks: what it comes to, why, and what it shows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHECKS, decide } from './check-case.js';
import { repoJson, repoNames } from './files.js';

const FOLDER = ['fixtures', 'vectors', 'checks'];
const files = repoNames('.json', ...FOLDER).filter((name) => !name.endsWith('.schema.json'));

for (const file of files) {
  test(`every case of checks/${file} comes to what it says`, async (t) => {
    const name = file.replace('.json', '');
    const { cases } = repoJson(...FOLDER, file);
    for (const { comment, input, result, shows } of cases) {
      assert.deepEqual(await decide(name, input), { result, shows }, comment);
    }
    assert.ok(cases.length > 0);
    t.diagnostic(`${cases.length} cases`);
  });
}

test('every check that is known here has its file, and every file its check', () => {
  assert.deepEqual(files, Object.keys(CHECKS).map((name) => `${name}.json`).sort());
});
