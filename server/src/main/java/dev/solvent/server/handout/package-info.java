/**
 * What is handed out from one epoch's trees: account links, account proofs, receipts and the audit
 * kit.
 *
 * <pre>
 *   trees, master secret, generations ─► Handouts ─┬► AccountLink    a customer, for every epoch
 *                                                  ├► AccountProof   a customer, for this epoch
 *                                                  └► Receipts       a customer, signed, once logged
 *   Recipients: some ids, or a book's ─► LinkList, ProofFiles        all of them, streamed
 *   the epoch's book ─► AuditKitFolder ─► rebuilt, compared          the auditor
 * </pre>
 *
 * <p>All of it is secret, so it goes to files of the owner alone or to where standard output leads,
 * and no line of progress names an account. What is handed out was checked against the manifest
 * before: a customer who is given a proof that fails would rightly call it fraud.
 */
@NullMarked
package dev.solvent.server.handout;

import org.jspecify.annotations.NullMarked;
