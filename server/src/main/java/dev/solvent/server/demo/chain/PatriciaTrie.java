package dev.solvent.server.demo.chain;

import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.PatriciaProof;
import dev.solvent.attest.evm.Rlp;
import dev.solvent.attest.evm.Rlp.RlpList;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A Merkle-Patricia trie, built whole from all that is in it. Paths are half bytes in hex, as many
 * in each, so that no value stands in a branch. Immutable: any thread.
 */
final class PatriciaTrie {
  static final PatriciaTrie EMPTY = new PatriciaTrie(Optional.empty());

  private static final int DIGITS = 16;
  private static final Rlp NOTHING = Rlp.of(new byte[0]);

  private final Optional<Node> root;

  private PatriciaTrie(Optional<Node> root) {
    this.root = root;
  }

  private sealed interface Node {
    Written written();
  }

  private record Leaf(Written written) implements Node {}

  private record Extension(String path, Node below, Written written) implements Node {}

  private record Branch(List<Optional<Node>> below, Written written) implements Node {}

  /** A node as it is hashed. One below 32 bytes stands inside its parent, unless it is the root. */
  private record Written(RlpList rlp, Octets bytes) {
    Written(RlpList rlp) {
      this(rlp, Octets.of(rlp.toBytes()));
    }

    boolean isInside() {
      return bytes.length() < Hash.BYTES;
    }

    Hash hash() {
      return Keccak256.hash(bytes.toBytes());
    }

    Rlp reference() {
      return isInside() ? rlp : Rlp.of(hash().toBytes());
    }
  }

  /** The path of a key that is hashed, as in the state and in a contract's storage. */
  static String path(byte[] key) {
    return Keccak256.hash(key).toString();
  }

  static PatriciaTrie of(SortedMap<String, Rlp> values) {
    if (values.isEmpty()) {
      return EMPTY;
    }
    int length = values.firstKey().length();
    values
        .keySet()
        .forEach(path -> {
          if (path.length() != length || length % 2 != 0) {
            throw new IllegalArgumentException(
                "a path of "
                    + path.length()
                    + " half bytes, want "
                    + length
                    + " in each, and even");
          }
        });
    return new PatriciaTrie(Optional.of(node(List.copyOf(values.entrySet()), 0)));
  }

  /** Of values that have the half bytes before {@code at} in common. */
  private static Node node(List<Map.Entry<String, Rlp>> part, int at) {
    String first = part.getFirst().getKey();
    if (part.size() == 1) {
      Rlp value = Rlp.of(part.getFirst().getValue().toBytes());
      return new Leaf(new Written(Rlp.list(prefixed(first.substring(at), 2), value)));
    }
    int end = at;
    String last = part.getLast().getKey();
    while (first.charAt(end) == last.charAt(end)) {
      end++;
    }
    Branch branch = branch(part, end);
    if (end == at) {
      return branch;
    }
    String path = first.substring(at, end);
    return new Extension(
        path, branch, new Written(Rlp.list(prefixed(path, 0), branch.written().reference())));
  }

  private static Branch branch(List<Map.Entry<String, Rlp>> part, int at) {
    List<Optional<Node>> below = new ArrayList<>();
    List<Rlp> items = new ArrayList<>();
    int from = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int to = from;
      while (to < part.size() && digit(part.get(to).getKey(), at) == digit) {
        to++;
      }
      Optional<Node> child =
          from == to ? Optional.empty() : Optional.of(node(part.subList(from, to), at + 1));
      below.add(child);
      items.add(child.map(node -> node.written().reference()).orElse(NOTHING));
      from = to;
    }
    items.add(NOTHING);
    return new Branch(below, new Written(new RlpList(items)));
  }

  private static int digit(String path, int at) {
    return HexFormat.fromHexDigit(path.charAt(at));
  }

  /** A path in its hex-prefix form, which says whether a leaf ends it. */
  private static Rlp prefixed(String path, int leaf) {
    boolean odd = path.length() % 2 != 0;
    String flag = odd ? Integer.toString(leaf + 1) : leaf + "0";
    return Rlp.of(HexFormat.of().parseHex(flag + path));
  }

  Hash root() {
    return root.map(node -> node.written().hash()).orElse(PatriciaProof.EMPTY_ROOT);
  }

  /** The nodes that show what stands at this path, or that nothing does: from the root on. */
  List<Octets> prove(String path) {
    List<Octets> proof = new ArrayList<>();
    Optional<Node> next = root;
    int at = 0;
    while (next.isPresent()) {
      Node node = next.get();
      if (proof.isEmpty() || !node.written().isInside()) {
        proof.add(node.written().bytes());
      }
      switch (node) {
        case Leaf _ -> next = Optional.empty();
        case Extension(String shared, Node below, _) -> {
          next = path.startsWith(shared, at) ? Optional.of(below) : Optional.empty();
          at += shared.length();
        }
        case Branch(List<Optional<Node>> below, _) -> next = below.get(digit(path, at++));
      }
    }
    return proof;
  }
}
