/** What ../files.js gives, in Chromium: of the repository, fixtures/vectors/bundles. */
let files = new Map();

/** Fetches them all at once. */
export async function keepFiles() {
  const content = await (await fetch('/vectors.json')).json();
  const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  files = new Map(Object.entries(content).map(([path, text]) => [path, bytes(text)]));
}

export const repoBytes = (...path) => files.get(path.join('/'));
export const repoText = (...path) => new TextDecoder().decode(repoBytes(...path));
export const repoJson = (...path) => JSON.parse(repoText(...path));

export function repoNames(ending, ...path) {
  const folder = `${path.join('/')}/`;
  return [...files.keys()]
    .filter((name) => name.startsWith(folder) && name.endsWith(ending))
    .map((name) => name.slice(folder.length))
    .filter((name) => !name.includes('/'));
}
