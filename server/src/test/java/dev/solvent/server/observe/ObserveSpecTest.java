package dev.solvent.server.observe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.reserves.TestKey;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.observe.ObserveResponse.Unseen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/spec/observation.md} section 3: its examples are what the code makes. */
final class ObserveSpecTest {
  private static final Path SPEC =
      Path.of(System.getProperty("solvent.root", ".."), "docs/spec/observation.md");
  private static final ChainId ETHEREUM = ChainId.evm(1);

  private static byte[] example(String fence) throws Exception {
    String start = "\n```" + fence + "\n";
    String text = Files.readString(SPEC);
    int from = text.indexOf(start) + start.length();
    assertTrue(from > start.length(), fence);
    String lines = text.substring(from, text.indexOf("```", from));
    return lines.replace("\n", "").getBytes(StandardCharsets.UTF_8);
  }

  private static PinnedBlock block() throws Exception {
    String hash = "0x4814d92093ac8a0f4a2163ab87dee509ba306a58f5888be0edcb2fcd0712028b";
    return new PinnedBlock(
        NumberedBlock.parse(ETHEREUM, "25007200", hash), Timestamp.parse("2026-09-01T23:59:59Z"));
  }

  private static BlockRef challenged() throws Exception {
    return BlockRef.parse(ETHEREUM, "0x" + "5a".repeat(32));
  }

  private static ObserveRequest request() throws Exception {
    ReservesManifest manifest =
        new ReservesManifest(
            Timestamp.parse("2026-09-02T00:00:00Z"),
            List.of(block()),
            new Epoch(7),
            List.of(),
            new Issuer("exchange.example"),
            JsonObject.EMPTY);
    return new ObserveRequest(List.of(challenged()), Octets.of(manifest.toBytes()));
  }

  private static ObserveResponse response() throws Exception {
    byte[] observation = new Observation(block(), List.of()).toBytes();
    Envelope envelope =
        Envelope.sign(Observation.PAYLOAD_TYPE, observation, List.of(TestKey.named("observer")));
    return new ObserveResponse(
        List.of(Octets.of(envelope.toBytes())), List.of(new Unseen(challenged(), "no quorum")));
  }

  @Test
  void examples_areWhatTheCodeMakesAndReads() throws Exception {
    assertEquals(text(request().toBytes()), text(example("observe-request")));
    assertEquals(text(response().toBytes()), text(example("observe-response")));
    assertEquals(request(), ObserveRequest.parse(example("observe-request")));
    assertArrayEquals(
        response().toBytes(), ObserveResponse.parse(example("observe-response")).toBytes());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void malformed(String from, String to) throws Exception {
    String request = text(request().toBytes());
    assertTrue(request.contains(from), from);
    byte[] changed = request.replace(from, to).getBytes(StandardCharsets.UTF_8);
    assertThrows(MalformedException.class, () -> ObserveRequest.parse(changed), to);
  }

  @Test
  void otherRequests_areMalformed() throws Exception {
    String one = "{\"chain\":\"eip155:1\",\"hash\":\"" + challenged().hashText() + "\"}";
    malformed(one, one + "," + one);
    malformed(one, String.join(",", Collections.nCopies(1_001, one)));
    malformed("observe-request/v1", "observe-request/v2");
    malformed("\"manifest\":\"", "\"manifest\":\" ");
    malformed("\"hash\":\"0x", "\"hash\":\"");
    malformed("\"blocks\"", "\"Blocks\"");
  }

  @Test
  void values_cannotBeBuiltWrong() throws Exception {
    BlockRef block = challenged();
    Octets large = Octets.of(new byte[ObserveRequest.MAX_MANIFEST + 1]);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ObserveRequest(List.of(block, block), Octets.EMPTY));
    assertThrows(IllegalArgumentException.class, () -> new ObserveRequest(List.of(), large));
    assertThrows(IllegalArgumentException.class, () -> new Unseen(block, ""));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ObserveResponse(Collections.nCopies(3_001, Octets.EMPTY), List.of()));
  }

  /** Whatever a request may have fits its limit. */
  @Test
  void largestManifest_fits() throws Exception {
    Octets most = Octets.of(new byte[ObserveRequest.MAX_MANIFEST]);
    assertEquals(
        most, ObserveRequest.parse(new ObserveRequest(List.of(), most).toBytes()).manifest());
  }
}
