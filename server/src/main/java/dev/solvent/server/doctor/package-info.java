/**
 * {@code solvent doctor}: is everything that the next epoch takes in its place?
 *
 * <pre>
 *   settings ─► Premises ─► Ward: examinations, all at once, each for so long ─► Line: ok, warn, FAIL
 *                             KeysExamination       they open, and are the trust root's
 *                             SecretsExamination    nobody else can read them
 *                             DiskExamination       room for the next epoch
 *                             DatabaseExamination   opens, is whole
 *                             ChainExamination      a chain's nodes agree on a recent final block
 *                             PartiesExamination    witnesses, authorities, observers answer
 *                             LogExamination        the log's edge is what was signed
 *                             OwnershipExamination  signatures outlast the next two epochs
 *                             DueExamination        the next date, and what is under way
 *                             Clocks                last: our clock against what the others said
 * </pre>
 *
 * <p>It asks others for nothing that would change anything there, and changes nothing here.
 */
@NullMarked
package dev.solvent.server.doctor;

import org.jspecify.annotations.NullMarked;
