/** What VERIFIED rests on beside the keys: whose word counts here, and how much of it. */
import { element } from '../dom.js';

/** @param {import('../../lib/policy/policy.js').Policy} policy */
export function policySection({ t, format }, policy) {
  const { observers, observerQuorum, custodians, tokenRequired, tokenRoots, limits } = policy;
  const namesOf = (keys) => keys.map(({ name }) => name);
  const someOf = (n, names) =>
    names.length === 0
      ? t('policy.nobody')
      : t('policy.quorum', { n: format.count(n), all: format.count(names.length), names: names.join(', ') });
  const { n, names } = quorumOf(policy.witnessPolicy);
  const rows = {
    witnesses: someOf(n, names),
    observers: someOf(observerQuorum, namesOf(observers)),
    custodians: custodians.length === 0 ? t('policy.nobody') : namesOf(custodians).join(', '),
    times: t(tokenRequired ? 'policy.times.wanted' : 'policy.times.free', {
      all: format.count(tokenRoots.length),
    }),
    coverage: format.percent(BigInt(limits.coverage)),
    interval: format.hours(limits.interval),
  };
  return element(
    'section',
    { 'aria-labelledby': 'policy' },
    element('h2', { id: 'policy' }, t('policy.title')),
    element('p', {}, t('policy.what')),
    element(
      'dl.key',
      {},
      ...Object.entries(rows).flatMap(([name, said]) => [
        element('dt', {}, t(`policy.${name}`)),
        element('dd', {}, said),
      ]),
    ),
  );
}

/** How many of whom; a member of a group may be a group, which is named as the policy names it. */
export function quorumOf(witnessPolicy) {
  if (witnessPolicy === undefined) {
    return { n: 0, names: [] };
  }
  const { quorum, groups } = witnessPolicy;
  const group = groups.find(({ name }) => name === quorum);
  return group === undefined
    ? { n: 1, names: [quorum] }
    : { n: group.threshold, names: [...group.members] };
}
