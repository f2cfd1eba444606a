package dev.solvent.server.store;

import dev.solvent.attest.text.Timestamp;

/**
 * Why a step was not done.
 *
 * @param sentence what was found and what is wanted, without a secret
 * @param remedy what to do about it
 * @param needsPerson whether trying again alone will not help
 * @param tries how often it was tried in a row
 * @param last when that was
 */
public record Trouble(
    String sentence, String remedy, boolean needsPerson, int tries, Timestamp last) {}
