/** The page where it is served: the secret leaves the address bar before anything else is done. */
import { start } from './app.js';
import { browserStorage, openMemory } from './memory.js';
import { openSite } from './site.js';

const site = openSite(new URL('/', location.href).href);

const desk = start({
  link: takeFragment(),
  site,
  memory: openMemory(browserStorage()),
  wanted: navigator.languages,
});

// A second link in the same tab changes the fragment alone, and loads nothing anew.
addEventListener('hashchange', () => {
  const link = takeFragment();
  if (link !== undefined) {
    desk.offer([link]);
  }
});

/** What stands behind the `#`, which is gone from the address bar and from the history then. */
function takeFragment() {
  const fragment = location.hash.slice(1);
  if (fragment === '') {
    return undefined;
  }
  history.replaceState(null, '', location.pathname);
  return fragment;
}
