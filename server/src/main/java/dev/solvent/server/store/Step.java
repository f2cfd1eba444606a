package dev.solvent.server.store;

import java.util.EnumSet;
import java.util.Optional;

/** How far an epoch is. It goes one step at a time, and never back. */
public enum Step {
  /** Its moment is chosen. */
  BEGUN,
  /** The trees and their manifest are in its folder. */
  SNAPSHOT,
  /** So are the reserves' manifest, its evidence and what observers say of it. */
  RESERVES,
  /** So is the statement over both manifests. */
  STATEMENT,
  /** So is the envelope, and our own verification found nothing that could be found then. */
  SIGNED,
  /** The envelope is an entry of the log, for ever. */
  LOGGED,
  /** The issuer's floor of witnesses cosigned a checkpoint that has it. */
  WITNESSED,
  /** The time authorities' tokens over it are in its folder. */
  TIMESTAMPED,
  /** It is public, whole. */
  PUBLISHED;

  /** The one after this; none after the last. */
  public Optional<Step> next() {
    return EnumSet.range(this, PUBLISHED).stream().skip(1).findFirst();
  }

  public boolean isAtLeast(Step other) {
    return compareTo(other) >= 0;
  }
}
