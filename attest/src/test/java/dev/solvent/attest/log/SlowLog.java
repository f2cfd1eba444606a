package dev.solvent.attest.log;

import dev.solvent.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** RFC 6962 section 2.1 word for word, on lists of entries: slow and obvious. */
public final class SlowLog {
  private SlowLog() {}

  public static byte[] entry(long i) {
    return ("entry " + i).getBytes(StandardCharsets.UTF_8);
  }

  public static List<byte[]> entries(long from, long to) {
    return LongStream.range(from, to).mapToObj(SlowLog::entry).toList();
  }

  private static Hash sha256(Object... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Object part : parts) {
      if (part instanceof Hash hash) {
        bytes.writeBytes(hash.toBytes());
      } else if (part instanceof byte[] array) {
        bytes.writeBytes(array);
      } else {
        bytes.write((int) part);
      }
    }
    try {
      return Hash.of(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** MTH(D[n]). */
  public static Hash root(List<byte[]> d) {
    int n = d.size();
    if (n == 0) {
      return sha256();
    }
    if (n == 1) {
      return sha256(0, d.get(0));
    }
    int k = split(n);
    return sha256(1, root(d.subList(0, k)), root(d.subList(k, n)));
  }

  private static int split(int n) {
    int k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return k;
  }

  /** PATH(m, D[n]). */
  public static List<Hash> path(int m, List<byte[]> d) {
    List<Hash> path = new ArrayList<>();
    int n = d.size();
    if (n > 1) {
      int k = split(n);
      path.addAll(m < k ? path(m, d.subList(0, k)) : path(m - k, d.subList(k, n)));
      path.add(m < k ? root(d.subList(k, n)) : root(d.subList(0, k)));
    }
    return path;
  }

  /** PROOF(m, D[n]). */
  public static List<Hash> proof(int m, List<byte[]> d) {
    return subProof(m, d, true);
  }

  private static List<Hash> subProof(int m, List<byte[]> d, boolean known) {
    int n = d.size();
    if (m == n) {
      return known ? List.of() : List.of(root(d));
    }
    int k = split(n);
    List<Hash> proof = new ArrayList<>();
    if (m <= k) {
      proof.addAll(subProof(m, d.subList(0, k), known));
      proof.add(root(d.subList(k, n)));
    } else {
      proof.addAll(subProof(m - k, d.subList(k, n), false));
      proof.add(root(d.subList(0, k)));
    }
    return proof;
  }

  /** The hashes of whole subtrees of a log of any size. */
  public static HashSource source(List<byte[]> d) {
    java.util.Map<String, Hash> known = new java.util.HashMap<>();
    return new HashSource() {
      @Override
      public Hash hash(int level, long index) {
        Hash hash = known.get(level + "/" + index);
        if (hash == null) {
          hash =
              level == 0
                  ? LogHasher.leaf(d.get((int) index))
                  : LogHasher.node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
          known.put(level + "/" + index, hash);
        }
        return hash;
      }
    };
  }
}
