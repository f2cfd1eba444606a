/**
 * {@code solvent observe}, {@code solvent observer}: somebody else's nodes look at a manifest's
 * blocks and holdings, once or for whoever asks.
 *
 * <pre>
 *   reserves.json ─► Sights ─► Observer ─► outcomes ─┬► Sighting    what a person or a program is told
 *   solvent.yaml ──► Chains ──────┘                  └► DIR/observation-1.dsse.json …, signed
 *
 *   ObserverClient ─ ObserveRequest ─► PostServer ─► ObserveService ─► Observer, as above
 *     └ ObserverAnswer ◄─ ObserveResponse: signed envelopes ◄┘
 * </pre>
 *
 * <p>What was seen is {@code dev.solvent.chain}'s to say; a verdict on it is the verifier's.
 */
@NullMarked
package dev.solvent.server.observe;

import org.jspecify.annotations.NullMarked;
