/**
 * Asking the other parties of a publication over HTTP, and being one of them: witnesses, time
 * authorities, observers.
 *
 * <pre>
 *   Question, Patience ─► Asker ─► Answer: Answered (a status and bytes), or Away (why not)
 *   AllAtOnce: several of them, each on a thread of its own
 *
 *   PostServer: one path ─► Request ─► PostHandler ─► Reply, and one line in the log
 * </pre>
 *
 * <p>Neither side believes the other. Who is asked gets no more of our time and memory than {@link
 * dev.solvent.server.party.Patience} grants, and who asks no more than {@link
 * dev.solvent.server.party.PostLimits} does. What bytes mean is for the packages that ask and
 * answer.
 */
@NullMarked
package dev.solvent.server.party;

import org.jspecify.annotations.NullMarked;
