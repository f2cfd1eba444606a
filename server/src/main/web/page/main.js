/** The page where it is served: the secret leaves the address bar before anything else is done. */
import { start } from './app.js';
import { browserStorage, openMemory } from './memory.js';
import { openSite } from './site.js';

const fragment = location.hash.slice(1);
if (fragment !== '') {
  history.replaceState(null, '', location.pathname);
}

start({
  link: fragment === '' ? undefined : fragment,
  site: openSite(new URL('.', location.href).href),
  memory: openMemory(browserStorage()),
  wanted: navigator.languages,
});
