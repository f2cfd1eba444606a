package dev.solvent.server.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.witness.AddCheckpointRequest;
import dev.solvent.merkle.Hash;
import dev.solvent.server.party.PostServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statuses, types and bodies of C2SP tlog-witness. */
final class WitnessServiceTest {
  private static final Hash LEAF = LogHasher.leaf(new byte[] {1});
  private static final Hash OTHER = LogHasher.leaf(new byte[] {2});
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String SIZE = "text/x.tlog.size";

  @TempDir private Path data;
  private PostServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    server = World.serve("w1", data, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static SignedCheckpoint signed(NoteSigner by, String origin, long size, Hash root)
      throws Exception {
    Checkpoint checkpoint = new Checkpoint(origin, size, root);
    return new SignedCheckpoint(checkpoint, List.of(by.sign(checkpoint.text())));
  }

  private HttpResponse<String> post(long old, SignedCheckpoint signed, Hash... proof)
      throws Exception {
    return post(new AddCheckpointRequest(old, List.of(proof), signed).bytes());
  }

  private HttpResponse<String> post(byte[] body) throws Exception {
    URI uri = URI.create(server.url() + "/add-checkpoint");
    return client.send(
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body)).build(),
        BodyHandlers.ofString());
  }

  private static void is(HttpResponse<String> response, int status, String type, String start) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(type, response.headers().firstValue("content-type").orElse(""));
    assertTrue(response.body().startsWith(start), response.body());
    assertTrue(response.body().endsWith("\n"), response.body());
  }

  @Test
  void outcomes_areAnsweredAsTheSpecSays() throws Exception {
    SignedCheckpoint one = signed(World.logSigner(), World.ORIGIN, 1, LEAF);
    is(post("nonsense".getBytes(StandardCharsets.UTF_8)), 400, TEXT, "request ");
    is(post(2, one), 400, TEXT, "old size 2");
    is(post(1, one), 409, SIZE, "0\n");
    is(post(0, one), 200, TEXT, "\u2014 w1 ");
    is(post(0, one), 409, SIZE, "1\n");
    is(post(1, one), 200, TEXT, "\u2014 w1 ");
    is(post(1, signed(World.logSigner(), World.ORIGIN, 1, OTHER)), 409, SIZE, "1\n");
    is(post(1, signed(World.logSigner(), World.ORIGIN, 2, OTHER), OTHER), 422, TEXT, "");
  }

  @Test
  void strangers_areRefused() throws Exception {
    NoteSigner stranger =
        new NoteSigner(World.note(World.ORIGIN, KeyType.ED25519, World.key("x")), World.key("x"));
    is(post(0, signed(stranger, World.ORIGIN, 1, LEAF)), 403, TEXT, "");
    NoteSigner otherLog =
        new NoteSigner(
            World.note("other.example", KeyType.ED25519, World.key("x")), World.key("x"));
    is(post(0, signed(otherLog, "other.example", 1, LEAF)), 404, TEXT, "log ");
  }

  @Test
  void tooLarge_isMalformed_andMuchTooLargeIsNotRead() throws Exception {
    is(post(new byte[300_000]), 400, TEXT, "request of 300000 bytes");
    is(post(new byte[1_000_000]), 413, TEXT, "want at most");
  }
}
