/**
 * The operator's program {@code solvent}: each package below has the commands of one matter, or
 * what they share.
 *
 * <pre>
 *   setup, keys        how an exchange begins, and how its keys change
 *   operate            its settings opened; snapshot, attest, publish
 *   publish            the steps of an epoch, one after the other
 *   jdbc, tree         balances in, trees out
 *   reserves, anchor   what is held, and the feed on chain
 *   witness, observe, time, party    the other parties of a publication, both sides
 *   handout, revoke    links, proofs, receipts, the audit kit
 *   store, data        what is remembered, and where everything lies
 *   config, schedule, cli            settings, times, and how a program talks
 *   book, bench, demo  to try it with, to measure it, to show it
 * </pre>
 *
 * <p>Commands parse what the user says, call the modules below and print; what is true of a tree or
 * a proof is decided there and not here.
 */
@NullMarked
package dev.solvent.server;

import org.jspecify.annotations.NullMarked;
