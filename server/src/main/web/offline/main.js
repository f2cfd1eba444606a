/** The page in one file: no site, so that whatever is checked is dropped into it. */
import { start } from '../page/app.js';
import { openMemory } from '../page/memory.js';

start({ memory: openMemory(undefined), wanted: navigator.languages });
