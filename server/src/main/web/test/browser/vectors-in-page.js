/** Runs in Chromium: every case, with the files that the server sent along. */
import { notPassed, caseNames, readCase, verifyCase } from '../bundle-case.js';
import { keepFiles } from './files-in-page.js';

globalThis.outcomes = async () => {
  await keepFiles();
  const found = [];
  for (const name of caseNames()) {
    const verified = await verifyCase(readCase(name));
    const { verdict } = verified?.report ?? { verdict: 'MALFORMED' };
    found.push({ name, verdict, results: verified === undefined ? {} : notPassed(verified.report) });
  }
  return found;
};
