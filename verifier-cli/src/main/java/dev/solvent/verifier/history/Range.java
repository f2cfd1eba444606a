package dev.solvent.verifier.history;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Epoch;
import java.util.Optional;
import java.util.stream.LongStream;

/** Which epochs are looked at: all, where nothing else is said. */
record Range(Optional<Epoch> from, Optional<Epoch> to) {
  LongStream within(long size) {
    long first = from.map(Epoch::number).orElse(1L);
    long last = to.map(Epoch::number).orElse(size);
    if (first > last || last > size) {
      throw new UserError(
          "epochs " + first + " to " + last + ", want some of 1 to " + size,
          "--from and --to are epochs; the log says how many there are");
    }
    return LongStream.rangeClosed(first, last);
  }
}
