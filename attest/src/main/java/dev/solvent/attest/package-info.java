/**
 * What an exchange attests, and every check of it. The packages, those below first:
 *
 * <pre>
 *   attest.json          canonical JSON: the one form in which every file is read and written
 *   attest.text          the values inside it that are text: times, base64
 *   attest.octets        bytes as values
 *   attest.liabilities   liabilities manifest, account proof, and the check of one by the other
 *   attest.signature     public keys, and the one rule by which each accepts a signature
 *   attest.keys          private keys in files and HSMs, and where their passwords come from
 *   attest.note          signed notes and their keys
 *   attest.log           checkpoints, proofs, tiles, the quorum of witnesses
 *   attest.log.store     the log on disk, and its fsck
 *   attest.witness       what a witness checks before it cosigns; attest.witness.store keeps it
 *   attest.envelope      signed bytes, and how many of whose keys signed
 *   attest.statement     what is signed for each epoch
 *   attest.trust         trust roots, each following from the one before
 *   attest.time          time requests, responses and tokens
 *   attest.caip          chains, accounts, assets and blocks by their identifiers
 *   attest.secp256k1     the signatures of the chains
 *   attest.evm           blocks, state proofs and signatures of EVM chains
 *   attest.bitcoin       outputs and signed messages of chains like Bitcoin
 *   attest.ownership     whose an account is
 *   attest.reserves      what an exchange says it holds
 *   attest.observation   what observers and custodians say of it
 *   attest.policy        what a reader demands
 *   attest.prices        what assets are worth, by several sources
 *   attest.solvency      what a bare ratio hides, in integers, from published files
 *   attest.solvency.risk what may become of a surplus, in floating point
 *   attest.bundle        all of one attestation in one file
 *   attest.report        the numbered checks, their findings and the verdict
 *   attest.verify        every check: from a bundle to a report
 * </pre>
 *
 * <p>Bytes, trust and time are arguments: nothing here but the stores and the keys reads a file,
 * and nothing opens a socket or asks a clock.
 */
@NullMarked
package dev.solvent.attest;

import org.jspecify.annotations.NullMarked;
