package dev.solvent.server.party;

import dev.solvent.attest.octets.Octets;

/**
 * What is posted to a party. It may arrive more than once: an answer that was lost is asked for
 * again.
 *
 * @param contentType of the body
 * @param accept the content type that is wanted
 */
public record Question(Address to, String contentType, String accept, Octets body) {}
