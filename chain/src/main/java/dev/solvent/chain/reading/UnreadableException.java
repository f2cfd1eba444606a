package dev.solvent.chain.reading;

import java.util.List;
import java.util.stream.Collectors;

/** Something could not be read from any node; a total without it would be a partial one. */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final transient List<Fault> faults;

  public UnreadableException(String what, List<Fault> faults) {
    super(
        summary(what)
            + ": "
            + faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
    this.what = what;
    this.faults = List.copyOf(faults);
  }

  /** The message without the faults, for those who list them. */
  public String summary() {
    return summary(what);
  }

  private static String summary(String what) {
    return what + " could not be read from any node";
  }

  public List<Fault> faults() {
    return faults;
  }
}
