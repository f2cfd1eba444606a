/** The challenge as EIP-712 shows it in a wallet (docs/spec/ownership.md, section 4). */
import {
  numberMember,
  structHash,
  textMember,
  typedDataHash,
  wordMember,
} from '../evm/typed-data.js';

const DOMAIN = 'EIP712Domain(string name,string version,uint256 chainId)';
const TYPE =
  'Ownership(string issuer,string log,string account,uint64 checkpointSize,' +
  'bytes32 checkpointRoot,string blockChain,bytes32 blockHash,string expires)';

/**
 * What is signed. The domain's chain is the account's, which is an EVM chain.
 *
 * @param {import('./challenge.js').OwnershipChallenge} challenge
 * @returns {Uint8Array}
 */
export function ownershipTypedDataHash(challenge) {
  const domain = structHash(
    DOMAIN,
    textMember('Solvent'),
    textMember('1'),
    numberMember(BigInt(challenge.account.chain.reference)),
  );
  const message = structHash(
    TYPE,
    textMember(challenge.issuer),
    textMember(challenge.logOrigin),
    textMember(challenge.account.text),
    numberMember(challenge.checkpoint.size),
    wordMember(challenge.checkpoint.root),
    textMember(challenge.block.chain.text),
    wordMember(challenge.block.hash),
    textMember(challenge.expires),
  );
  return typedDataHash(domain, message);
}
