/**
 * {@code solvent anchor}: an attestation's summary on an EVM chain, {@code docs/spec/feed.md}.
 *
 * <pre>
 *   terms ─► deploy ─► a feed ─► show
 *   bundle ─► summary, verified ─► typed data ─ signed by others ─► publish
 * </pre>
 *
 * <p>The one key that is used here pays for transactions. Signers sign figures elsewhere.
 */
@NullMarked
package dev.solvent.server.anchor;

import org.jspecify.annotations.NullMarked;
