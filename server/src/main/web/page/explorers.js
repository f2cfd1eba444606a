/**
 * Block explorers: whose pages show an account or a block, for chains that many know. They are
 * others' and prove nothing here; nothing is asked of them until somebody opens a link.
 */

const evm = (host) => ({
  account: (address) => `https://${host}/address/${address}`,
  block: ({ number }) => `https://${host}/block/${number}`,
});

const bitcoin = (base) => ({
  account: (address) => `https://${base}/address/${address}`,
  block: ({ ref }) => `https://${base}/block/${ref.hashText}`,
});

/** Who showed it is withdrawing: a name that lapses may be anybody's. */
const NOBODY = { account: () => undefined, block: () => undefined };

const CHAINS = new Map([
  ['eip155:1', ['Ethereum', evm('etherscan.io')]],
  ['eip155:10', ['OP Mainnet', evm('optimistic.etherscan.io')]],
  ['eip155:56', ['BNB Smart Chain', evm('bscscan.com')]],
  ['eip155:100', ['Gnosis', evm('gnosisscan.io')]],
  ['eip155:137', ['Polygon', evm('polygonscan.com')]],
  ['eip155:8453', ['Base', evm('basescan.org')]],
  ['eip155:42161', ['Arbitrum One', evm('arbiscan.io')]],
  ['eip155:43114', ['Avalanche C-Chain', evm('snowscan.xyz')]],
  ['eip155:59144', ['Linea', evm('lineascan.build')]],
  ['eip155:534352', ['Scroll', NOBODY]],
  ['eip155:11155111', ['Sepolia', evm('sepolia.etherscan.io')]],
  ['bip122:000000000019d6689c085ae165831e93', ['Bitcoin', bitcoin('mempool.space')]],
  ['bip122:000000000933ea01ad0ee984209779ba', ['Bitcoin testnet', bitcoin('mempool.space/testnet')]],
  ['bip122:12a765e31ffd4059bada1e25190f6e98', ['Litecoin', bitcoin('litecoinspace.org')]],
]);

/** What people call a chain; its CAIP-2 id where it has no name here. */
export function chainName({ text }) {
  return CHAINS.get(text)?.[0] ?? text;
}

/** @param {import('../lib/caip/account.js').AccountRef} account @returns {string | undefined} */
export function accountPage({ chain, address }) {
  return CHAINS.get(chain.text)?.[1].account(encodeURIComponent(address));
}

/** @param {import('../lib/caip/block.js').NumberedBlock} block @returns {string | undefined} */
export function blockPage(block) {
  return CHAINS.get(block.chain.text)?.[1].block(block);
}
