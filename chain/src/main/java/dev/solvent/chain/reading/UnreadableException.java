package dev.solvent.chain.reading;

import java.util.List;
import java.util.stream.Collectors;

/** Something could not be read from any node; a total without it would be a partial one. */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  public UnreadableException(String what, List<Fault> faults) {
    super(
        what
            + " could not be read from any node: "
            + faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
