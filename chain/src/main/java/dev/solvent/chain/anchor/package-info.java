/**
 * An attestation's summary on an EVM chain, where contracts can read it. Normative text: {@code
 * docs/spec/feed.md}; the contract is {@code chain/src/main/solidity/SolvencyFeed.sol}.
 *
 * <pre>
 *   Report, Statement ─► SummaryOutcome: a Summary ─ its hash in a Feed ─► EvmSigner, k of n
 *                                            └──────► SignedSummary ─┐
 *                                                         FeedTerms ─┴─► Anchor ─► Sending
 *   FeedContract ─► its FeedTerms, its newest Summary, why it would refuse one
 * </pre>
 *
 * <p>What stands on chain is the signers' word, and whoever can verifies the attestation instead.
 * The one key that is used here pays for transactions; it can sign no figure. A node's answers
 * never make a transaction dearer than its settings allow.
 */
@NullMarked
package dev.solvent.chain.anchor;

import org.jspecify.annotations.NullMarked;
