package dev.solvent.server.reserves;

import dev.solvent.chain.ownership.KeepOutcome;
import dev.solvent.chain.ownership.Standing;

/**
 * What became of a signature, in words.
 *
 * @param good whether a signature that serves is in the folder now
 */
record Kept(boolean good, String words) {
  static Kept of(KeepOutcome outcome) {
    return switch (outcome) {
      case KeepOutcome.Kept(var file, Standing standing) ->
          new Kept(
              true,
              "signed, holds until "
                  + standing.serving().map(serving -> serving.until().toString()).orElse("now")
                  + ", in "
                  + file);
      case KeepOutcome.NoBetter none -> new Kept(true, "signed before: " + none.why());
      case KeepOutcome.Unfit(Standing.Due due) -> new Kept(false, "does not serve: " + due.why());
      case KeepOutcome.Blocked(Standing.Damaged damaged) -> new Kept(false, damaged.why());
    };
  }
}
