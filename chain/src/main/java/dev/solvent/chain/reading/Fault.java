package dev.solvent.chain.reading;

/** What a node did not show, or showed wrongly. */
public record Fault(String node, String detail) {
  @Override
  public String toString() {
    return node + ": " + detail;
  }
}
