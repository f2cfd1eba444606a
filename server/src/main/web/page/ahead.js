/** Requests that are under way before anybody waits for them. */

/** Begun now; who awaits it hears of its failure, and nobody before. @template T @param {Promise<T>} work */
export function beside(work) {
  work.catch(() => {});
  return work;
}

/**
 * The same files, some of which are asked for at once. Each of those is handed out one time: who
 * reads it again wants it as it is then.
 *
 * @param {import('../lib/published/roots.js').PublishedFiles} files
 * @param {readonly [path: string, most: number][]} wanted
 * @returns {import('../lib/published/roots.js').PublishedFiles}
 */
export function ahead(files, wanted) {
  const asked = new Map(wanted.map(([path, most]) => [path, { most, bytes: beside(files(path, most)) }]));
  return (path, most) => {
    const early = asked.get(path);
    asked.delete(path);
    return early !== undefined && early.most <= most ? early.bytes : files(path, most);
  };
}
