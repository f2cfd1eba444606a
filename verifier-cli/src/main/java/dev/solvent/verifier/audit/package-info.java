/**
 * The auditor's work with an epoch's audit kit: {@code audit}.
 *
 * <pre>
 *   attestation ─► Examination ─► the attested manifest ─┐
 *   kit/ ─► kit ─► Rebuilt trees ────────────────────────┴─► TreeLine ─► diagnosis: which account?
 *    │                                                          │
 *    ├─► ledger: every row beside another export                ├─► Audit ─► AuditPage, AuditJson
 *    └─► proofs: what customers handed in, or a sample ─────────┘
 * </pre>
 *
 * <p>The check {@code liabilities.recompute} is made by {@code attest.verify}, as every other; what
 * is here beside it can make the verdict FAILED and never better.
 */
@NullMarked
package dev.solvent.verifier.audit;

import org.jspecify.annotations.NullMarked;
