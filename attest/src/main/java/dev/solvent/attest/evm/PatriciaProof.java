package dev.solvent.attest.evm;

import dev.solvent.attest.evm.PatriciaOutcome.Absent;
import dev.solvent.attest.evm.PatriciaOutcome.Present;
import dev.solvent.attest.evm.PatriciaOutcome.Refused;
import dev.solvent.attest.evm.Rlp.RlpList;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Walks a Merkle-Patricia trie from its root to a key along the nodes given, root first. Each node
 * is the one its parent names, all of them are used, and each has the form that the trie's writer
 * gives it. One walk.
 */
public final class PatriciaProof {
  /** The root of a trie that holds nothing; it needs no node. */
  public static final Hash EMPTY_ROOT = Keccak256.hash(Rlp.of(new byte[0]).toBytes());

  /** One for each half byte of a 32-byte key, the root's included, and a leaf. */
  public static final int MAX_NODES = 65;

  /** A branch of 16 hashes has 532; leaves hold an account or a word. */
  public static final int MAX_NODE_BYTES = 1024;

  private static final Rlp NOTHING = Rlp.of(new byte[0]);

  private final List<Octets> nodes;
  private final byte[] path;
  private int used = 0;
  private int at = 0;

  private PatriciaProof(byte[] path, List<Octets> nodes) {
    this.path = path;
    this.nodes = nodes;
  }

  /** The key is the trie's own: in Ethereum's state, the Keccak hash of an address or a slot. */
  public static PatriciaOutcome check(Hash root, byte[] key, List<Octets> nodes) {
    try {
      PatriciaProof walk = new PatriciaProof(Nibbles.of(key), List.copyOf(nodes));
      Optional<Octets> value = root.equals(EMPTY_ROOT) ? Optional.empty() : walk.from(root);
      if (walk.used != nodes.size()) {
        return new Refused(nodes.size() + " nodes, want the " + walk.used + " on the way");
      }
      return value.<PatriciaOutcome>map(Present::new).orElseGet(Absent::new);
    } catch (MalformedException e) {
      return new Refused(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Octets> from(Hash root) throws MalformedException {
    RlpList node = load(root.toBytes(), true);
    boolean branchOnly = false;
    while (true) {
      Optional<Rlp> next;
      if (node.items().size() == 17 || branchOnly) {
        if (node.items().size() != 17) {
          throw new MalformedException("an extension before no branch, want a branch");
        }
        requireTwo(node);
        if (at == path.length) {
          return value(node.items().get(16));
        }
        next = Optional.of(node.items().get(path[at++]));
        branchOnly = false;
      } else {
        TriePath part = TriePath.of(node);
        boolean fits = part.startsAt(path, at);
        if (part.isLeaf()) {
          Octets value = value(node.items().get(1)).orElseThrow(PatriciaProof::emptyLeaf);
          boolean ends = fits && at + part.length() == path.length;
          return ends ? Optional.of(value) : Optional.empty();
        }
        at += part.length();
        next = fits ? Optional.of(node.items().get(1)) : Optional.empty();
        branchOnly = true;
      }
      if (next.isEmpty() || isNothing(next.get())) {
        if (next.isPresent() && branchOnly) {
          throw new MalformedException("an extension to nothing, want one to a branch");
        }
        return Optional.empty();
      }
      node = follow(next.get());
    }
  }

  private RlpList follow(Rlp reference) throws MalformedException {
    if (reference instanceof RlpList embedded) {
      if (embedded.toBytes().length >= Hash.BYTES) {
        throw new MalformedException("a node of 32 bytes or more inside another, want its hash");
      }
      return embedded;
    }
    return load(reference.string(Hash.BYTES), false);
  }

  private RlpList load(byte[] hash, boolean root) throws MalformedException {
    if (used == nodes.size() || used == MAX_NODES) {
      throw new MalformedException("the way goes on behind " + used + " nodes, want all of it");
    }
    byte[] node = nodes.get(used++).toBytes();
    if (!Arrays.equals(hash, Keccak256.hash(node).toBytes())) {
      throw new MalformedException("node " + (used - 1) + " has another hash, want its parent's");
    }
    if (!root && node.length < Hash.BYTES) {
      throw new MalformedException("a node below 32 bytes on its own, want it in its parent");
    }
    return Rlp.parseList(node, MAX_NODE_BYTES);
  }

  private static void requireTwo(RlpList branch) throws MalformedException {
    if (branch.items().stream().filter(item -> !isNothing(item)).count() < 2) {
      throw new MalformedException("a branch with fewer than two ways, want at least two");
    }
  }

  private static boolean isNothing(Rlp item) {
    return item.equals(NOTHING);
  }

  private static Optional<Octets> value(Rlp item) throws MalformedException {
    byte[] value = item.string();
    return value.length == 0 ? Optional.empty() : Optional.of(Octets.of(value));
  }

  private static MalformedException emptyLeaf() {
    return new MalformedException("a leaf without a value, want no leaf");
  }
}
