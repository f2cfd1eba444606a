package dev.solvent.attest.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.log.ProofVerdict;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.trust.Roots;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BundleTest {
  private static final Octets A = octets("a");
  private static final Octets B = octets("b");

  private final Roots roots = new Roots();
  private Bundle bundle;

  private static Octets octets(String text) {
    return Octets.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Bundle parse(String json) throws MalformedException {
    return Bundle.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private String json() {
    return new String(bundle.toBytes(), StandardCharsets.UTF_8);
  }

  /** Everybody knows an empty log's root beforehand, and no log has another. */
  @Test
  void anEmptyLog_isNoEarlierState() {
    for (long size : new long[] {-1, 0}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new EarlierCheckpoint(size, LogHasher.EMPTY_ROOT, List.of()));
    }
    String empty = json().replace("\"size\":1}", "\"size\":0}");
    assertTrue(!empty.equals(json()));
    assertThrows(MalformedException.class, () -> parse(empty));
  }

  @BeforeEach
  void makeBundle() throws Exception {
    Envelope envelope = Envelope.sign("text/plain", new byte[] {1}, List.of(roots.statementKey));
    Checkpoint checkpoint = new Checkpoint(Roots.ORIGIN, 1, LogHasher.leaf(envelope.toBytes()));
    NoteSigner log = new NoteSigner(roots.logKey(Roots.ORIGIN), roots.log);
    bundle =
        new Bundle(
            Blobs.of(List.of(A, B)),
            List.of(new EarlierCheckpoint(1, LogHasher.EMPTY_ROOT, List.of(LogHasher.EMPTY_ROOT))),
            envelope,
            new LogProof(
                0,
                List.of(),
                new SignedCheckpoint(checkpoint, List.of(log.sign(checkpoint.text())))),
            List.of(Envelope.sign("text/plain", new byte[] {2}, List.of(roots.alice))),
            Optional.empty(),
            List.of(roots.signed(roots.first(), roots.alice, roots.bob)),
            List.of(octets("token")));
  }

  @Test
  void theExampleOfTheText_isABundle() throws Exception {
    byte[] bytes = SpecFile.of("bundle.md").example();
    Bundle example = Bundle.parse(bytes);
    assertArrayEquals(bytes, example.toBytes());
    assertInstanceOf(
        ProofVerdict.Accepted.class, example.logProof().check(example.envelope().toBytes(), 0));
    assertEquals(1, Statement.parse(example.envelope().payload()).epoch().number());
  }

  @Test
  void aBundle_isReadAgain() throws Exception {
    Bundle again = Bundle.parse(bundle.toBytes());
    assertArrayEquals(bundle.toBytes(), again.toBytes());
    assertEquals(bundle.blobs(), again.blobs());
    assertEquals(bundle.logProof(), again.logProof());
    assertEquals(Optional.of(B), again.blobs().find(Digests.sha256(B.toBytes())));
    assertEquals(Optional.empty(), again.blobs().find(Digests.sha256(new byte[0])));
  }

  @Test
  void blobsBeside_areFoundByWhatTheyAre() {
    Octets beside = octets("c");
    Blobs all = bundle.blobs().and(Blobs.of(List.of(beside)));
    assertEquals(Optional.of(beside), all.find(Digests.sha256(beside.toBytes())));
    assertEquals(Optional.of(A), all.find(Digests.sha256(A.toBytes())));
  }

  @Test
  void threat29_aBlobUnderAnotherDigest_isMalformed() {
    String other = json().replace(A.toBase64(), octets("x").toBase64());
    MalformedException refused = assertThrows(MalformedException.class, () -> parse(other));
    assertTrue(refused.getMessage().contains("other digests"), refused.getMessage());
  }

  @Test
  void blobsOutOfOrder_orTwice_areMalformed() {
    String json = json();
    int from = json.indexOf('[') + 1;
    int middle = json.indexOf("},{", from) + 1;
    int to = json.indexOf(']', from);
    String first = json.substring(from, middle);
    String second = json.substring(middle + 1, to);
    String head = json.substring(0, from);
    String tail = json.substring(to);
    assertThrows(MalformedException.class, () -> parse(head + second + "," + first + tail));
    assertThrows(
        MalformedException.class, () -> parse(head + first + "," + first + "," + second + tail));
  }

  @Test
  void partsOfAnotherForm_areMalformed() {
    String json = json();
    for (String bad :
        List.of(
            json.replace("bundle/v1", "bundle/v2"),
            json.replace("index 0", "index 00"),
            json.replace("\"tokens\":[{\"token\"", "\"tokens\":[{\"tok\""),
            json.replace("\"envelope\":\"ey", "\"envelope\":\"Ey"),
            json.replace("{\"blobs\"", "{\"also\":1,\"blobs\""))) {
      assertTrue(!bad.equals(json));
      assertThrows(MalformedException.class, () -> parse(bad));
    }
  }
}
