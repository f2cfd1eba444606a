package dev.solvent.merkle;

/** A place in the tree as a proof shows it: its hash and the sum below it. */
public record Node(Hash hash, Amount sum) {
  /** Reads the node that stands at {@code bytes[at]}: hash, then u128 sum. */
  public static Node of(byte[] bytes, int at) {
    Amount sum = new Amount(Bytes.getLong(bytes, at + 32), Bytes.getLong(bytes, at + 40));
    return new Node(Hash.of(bytes, at), sum);
  }

  public void copyTo(byte[] target, int at) {
    hash.copyTo(target, at);
    Bytes.putLong(target, at + 32, sum.high());
    Bytes.putLong(target, at + 40, sum.low());
  }
}
