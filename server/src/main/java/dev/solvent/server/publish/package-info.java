/**
 * From a book and a list of reserves to a published attestation.
 *
 * <pre>
 *   Publisher: one epoch, one step after the other, each of them done for good or not at all
 *     SNAPSHOT     SnapshotStep    the trees, and liabilities.json
 *     RESERVES     ReservesStep    reserves.json, its evidence, what observers say
 *     STATEMENT    StatementStep   the statement over both
 *     SIGNED       SignStep        the envelope; every check that can be made before it is logged
 *     LOGGED       LogStep         the envelope is in the log, for ever
 *     WITNESSED    WitnessStep     the floor of witnesses cosigned
 *     TIMESTAMPED  TimeStep        the authorities' tokens
 *     PUBLISHED    PublishStep     every check; then public/, whose pointer comes last
 * </pre>
 *
 * <p>Each step looks at what lies there before it begins, so that it may be run again whenever it
 * was stopped. How far an epoch is stands in the store, after the files that it speaks of are on
 * the disk. One publisher at a time. It takes what it needs of the outside through {@link
 * dev.solvent.server.publish.Office}, and the time from a clock that is an argument.
 *
 * <p>No file is believed because it lies there: {@code Sums} has what each step left, evidence is
 * named by its digest, and observations and tokens count where their signatures do. {@code
 * LastLook} makes every check again in the moment before an envelope is logged, since nothing can
 * be taken back from then on. {@link dev.solvent.server.publish.PublicAudit} looks at what is
 * public as a stranger does.
 */
@NullMarked
package dev.solvent.server.publish;

import org.jspecify.annotations.NullMarked;
