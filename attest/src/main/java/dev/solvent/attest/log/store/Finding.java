package dev.solvent.attest.log.store;

/** One way in which a log's files are not what its entries give. */
public record Finding(String path, Kind kind, String detail) {
  /** Which way. */
  public enum Kind {
    /** The log has it, and the file is not there. */
    MISSING,
    /** The file holds other bytes. */
    DIFFERENT,
    /** A file stands among the tiles that a log of this size does not have. */
    UNEXPECTED,
    /** All entries together give another root than the checkpoint. */
    OTHER_ROOT
  }

  /** The form in which a program shows it. */
  @Override
  public String toString() {
    return kind + " " + path + ": " + detail;
  }
}
