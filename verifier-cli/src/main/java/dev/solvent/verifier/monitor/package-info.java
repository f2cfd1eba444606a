/**
 * The monitor: what a log shows now, held to what it showed before and to what it shows elsewhere.
 *
 * <pre>
 *   Home: the last checkpoint ─┐
 *   Site, Site … ──────────────┴► LogRound ─► LogCheck, a place each ─► PlaceReport ─► LogPage
 *                                     └─ between the places ─┘  └─► ForkEvidence ─► EvidenceFile
 *   Follow: a round after another, until a fork or the user ends it
 * </pre>
 *
 * <p>What was remembered is replaced by what continues it, and by nothing else.
 */
@NullMarked
package dev.solvent.verifier.monitor;

import org.jspecify.annotations.NullMarked;
