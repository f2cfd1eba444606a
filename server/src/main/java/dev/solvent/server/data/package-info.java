/**
 * Where everything lies that the operator's program writes.
 *
 * <pre>
 *   data/
 *     solvent.db           the store
 *     .publisher.lock      held by the one publisher
 *     log/                 the log's own folder, before it is public
 *     epochs/000007/       one epoch's work, private
 *     public/              what is published, and nothing else
 * </pre>
 */
@NullMarked
package dev.solvent.server.data;

import org.jspecify.annotations.NullMarked;
