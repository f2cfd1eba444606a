/**
 * The public service: everything that a customer, an auditor or a page asks for, by HTTP.
 *
 * <pre>
 *   PublicService ─┬ files      /.well-known, /trust, /log, /attestations, /blobs
 *                  ├ proofs     POST /api/v1/epochs/{epoch}/proofs
 *                  ├ history    GET /api/v1/epochs, /api/v1/series/{asset}
 *                  ├ stream     GET /stream/v1/events
 *                  ├ page       /, /verify, /assets
 *                  ├ published  the public folder, and what is newest in it
 *                  └ edge       limits, headers, logs, problems, health: below all of them
 *   operator       the operator's API, a server of its own
 * </pre>
 *
 * <p>It needs no key and no database: the folder of public files and, for proofs, the trees. So any
 * number of them may serve copies. Normative text: {@code docs/spec/api.md}.
 */
@NullMarked
package dev.solvent.server.http;

import org.jspecify.annotations.NullMarked;
