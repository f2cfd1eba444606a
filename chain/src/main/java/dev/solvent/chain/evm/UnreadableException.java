package dev.solvent.chain.evm;

import java.util.List;

/** Something could not be read from any node; a total without it would be a partial one. */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /** What one node did not show. */
  public record Fault(String node, String detail) {
    @Override
    public String toString() {
      return node + ": " + detail;
    }
  }

  UnreadableException(String what, List<Fault> faults) {
    super(what + " could not be read from any node: " + faults);
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
