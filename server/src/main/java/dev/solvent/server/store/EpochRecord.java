package dev.solvent.server.store;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import java.util.Optional;

/**
 * One epoch, as far as it is.
 *
 * @param asOf the moment that its figures are of
 * @param since when it reached that step
 * @param trouble why its next step was not done, when it was last tried
 */
public record EpochRecord(
    Epoch epoch, Timestamp asOf, Step reached, Timestamp since, Optional<Trouble> trouble) {}
