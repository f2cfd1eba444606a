package dev.solvent.attest.evm;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.attest.octets.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever nodes, each under the root that fits the first: an outcome and no exception. */
class PatriciaProofFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    SlowTrie trie =
        new SlowTrie().put(new byte[] {1, 2}, new byte[40]).put(new byte[] {1, 3}, new byte[40]);
    List<Octets> nodes = trie.prove(new byte[] {1, 2});
    byte[] first = nodes.getFirst().toBytes();
    byte[] seed = new byte[first.length + 1];
    seed[0] = (byte) first.length;
    System.arraycopy(first, 0, seed, 1, first.length);
    return Stream.of(seed, new byte[] {1, (byte) 0x80}, new byte[0]);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void anyBytes(byte[] bytes) {
    List<Octets> nodes = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int end = Math.min(bytes.length, at + 1 + (bytes[at] & 0xFF));
      nodes.add(Octets.of(Arrays.copyOfRange(bytes, at + 1, end)));
      at = end;
    }
    for (Octets root : nodes) {
      assertNotNull(PatriciaProof.check(Keccak256.hash(root.toBytes()), new byte[] {1, 2}, nodes));
    }
    assertNotNull(PatriciaProof.check(PatriciaProof.EMPTY_ROOT, bytes, nodes));
  }
}
