/** What axe-core finds wrong for people who do not see the page, or not well, or use no mouse. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Each as a line: the rule, and where. Every closed part of the page is opened first. */
export async function axeProblems(page) {
  await page.evaluate(`for (const part of document.querySelectorAll('details')) part.open = true`);
  await page.evaluate(`${AXE}; undefined`);
  return page.evaluate(`axe.run(document).then(({ violations }) =>
    violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html }) => id + ': ' + help + ': ' + target + ' ' + html)))`);
}
