/** The sentences that the page shows in a language. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export function textsIn(language) {
  const file = fileURLToPath(new URL(`../../texts/${language}.json`, import.meta.url));
  return JSON.parse(readFileSync(file, 'utf8'));
}
