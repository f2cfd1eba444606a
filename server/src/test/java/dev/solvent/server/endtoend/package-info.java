/**
 * The whole product as people meet it: {@code solvent} in processes of its own, a real node, and
 * readers who have nothing but the first trust root, a policy and a web address.
 *
 * <pre>
 *   World: Ledgers (anvil, a token's chain), Authority, Parties (witnesses, an observer), Exchange
 *   FirstDays ⊂ EndToEndTest: one story, a test a chapter
 *   WebReader, Customer, Events, OperatorsApp: who asks; PlainHosts: who serves files
 * </pre>
 *
 * <p>What one part does by itself is tested beside it, not here.
 */
@NullMarked
package dev.solvent.server.endtoend;

import org.jspecify.annotations.NullMarked;
