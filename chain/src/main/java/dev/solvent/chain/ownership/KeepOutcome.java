package dev.solvent.chain.ownership;

import java.nio.file.Path;
import java.time.Instant;

/** Whether a proof was put into the folder. */
public sealed interface KeepOutcome {
  /** It is there, on the disk. */
  record Kept(Path file, Standing standing) implements KeepOutcome {}

  /** The one that is there holds at least as long. */
  record NoBetter(Path file, Instant until, Instant offered) implements KeepOutcome {
    public String why() {
      return file + " holds until " + until + ", the one offered until " + offered;
    }
  }

  /** It does not serve: why. */
  record Unfit(Standing.Due due) implements KeepOutcome {}

  /** Another file has the name; it is not written over. */
  record Blocked(Standing.Damaged damaged) implements KeepOutcome {}
}
