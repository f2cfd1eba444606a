/** The thresholds of the policy that are crossed: section 7 of the format. */

/**
 * `about` is the asset, custodian, issuer, horizon or scenario; empty where it is the whole.
 *
 * @typedef {{about: string, found: number, limit: number, threshold: string}} Alert
 */

/** Without a price nothing in value can be judged. @returns {Alert[]} */
export function priceAlerts(unpriced) {
  return unpriced.map(({ asset }) => ({ about: asset, found: 0, limit: 1, threshold: 'price' }));
}

/**
 * @param {import('./policy.js').SolvencyPolicy} policy
 * @param {object} sections of the report
 * @returns {Alert[]}
 */
export function alertsOf(policy, { coverage, matching, imbalance, stress }) {
  const { thresholds: limits, horizons, scenarios } = policy;
  const raised = [];
  const raise = (threshold, about, found, limit) => raised.push({ about, found, limit, threshold });
  const atMost = (threshold, { name, share }, limit) => {
    if (share > limit) {
      raise(threshold, name, share, limit);
    }
  };
  const atLeast = (threshold, about, found, limit) => {
    if (found < limit) {
      raise(threshold, about, found, limit);
    }
  };

  const { largest } = imbalance;
  atMost('asset', largest.asset, limits.asset);
  atLeast('coverage', '', coverage.total.raw.observed, limits.coverage);
  atMost('custodian', largest.custodian, limits.custodian);
  for (const { asset, difference } of imbalance.assets) {
    atMost('difference', { name: asset, share: difference }, limits.difference);
  }
  atLeast('haircut', '', coverage.total.haircut.observed, limits.haircut);
  matching.horizons.forEach(({ name, reach }, i) => {
    atLeast('horizon', name, reach, horizons[i].least);
  });
  atMost('issuer', largest.issuer, limits.issuer);
  stress.forEach(({ name, run, haircut }, i) => {
    const { least } = scenarios[i];
    if (run !== undefined) {
      atLeast('run', name, run.reach, least);
    }
    atLeast('scenario', name, haircut, least);
  });
  return raised;
}
