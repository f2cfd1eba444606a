package dev.solvent.server.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.keys.KeyAlgorithm;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.keys.PasswordSource.PasswordFile;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.Note;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteVerdict;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.witness.AddCheckpointRequest;
import dev.solvent.merkle.Hash;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.party.ServiceProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code solvent witness} as a process: what it promised it keeps, however it ends. */
@Timeout(120)
final class WitnessCommandTest {
  private static final String PASSWORD = "a password of a test";

  @TempDir static Path shared;
  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path folder;

  @BeforeAll
  static void makeKeys() throws Exception {
    Path password = shared.resolve("password");
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, PASSWORD + "\n");
    KeyFile.create(shared.resolve("key.p12"), KeyAlgorithm.ED25519, new PasswordFile(password));
    KeyFile.create(shared.resolve("p256.p12"), KeyAlgorithm.P256, new PasswordFile(password));
    Files.writeString(shared.resolve("logs.txt"), "# the exchange's\n" + World.LOG + "\n\n");
  }

  private List<String> args(String key, String log, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--json",
                "--listen=127.0.0.1:0",
                "--data=" + folder.resolve("data"),
                "--key=" + shared.resolve(key),
                "--password-file=" + shared.resolve("password"),
                "--log=" + log));
    args.addAll(List.of(more));
    if (args.stream().noneMatch(arg -> arg.startsWith("--name"))) {
      args.add("--name=witness.example");
    }
    return args;
  }

  private static String logs() {
    return shared.resolve("logs.txt").toString();
  }

  private ServiceProcess start(List<String> properties, String log, String... more)
      throws Exception {
    return ServiceProcess.start(
        folder, WitnessCommand.class, properties, args("key.p12", log, more));
  }

  private static SignedCheckpoint signed(long size, int root) throws Exception {
    Hash hash = LogHasher.leaf(new byte[] {(byte) root});
    Checkpoint checkpoint = new Checkpoint(World.ORIGIN, size, hash);
    return new SignedCheckpoint(checkpoint, List.of(World.logSigner().sign(checkpoint.text())));
  }

  private static byte[] body(long old, SignedCheckpoint signed) {
    return new AddCheckpointRequest(old, List.of(), signed).bytes();
  }

  private HttpResponse<String> post(ServiceProcess process, byte[] body) throws Exception {
    URI uri = URI.create(process.field("url") + "/add-checkpoint");
    return client.send(
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body)).build(),
        BodyHandlers.ofString());
  }

  private void isStored(ServiceProcess process) throws Exception {
    HttpResponse<String> again = post(process, body(0, signed(1, 1)));
    assertEquals(409, again.statusCode());
    assertEquals("1\n", again.body());
  }

  /** Between storing and answering: nobody reads the answer, and the file is looked at instead. */
  @Test
  void killedAfterStoring_itNeverCosignsAFork() throws Exception {
    try (ServiceProcess process = start(List.of(), logs(), "--init")) {
      URI uri = URI.create(process.field("url"));
      try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
        byte[] body = body(0, signed(1, 1));
        String head = "POST /add-checkpoint HTTP/1.1\r\nhost: w\r\ncontent-length: ";
        socket
            .getOutputStream()
            .write((head + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        awaitState();
        process.kill();
      }
    }
    try (ServiceProcess process = start(List.of(), logs())) {
      isStored(process);
      assertEquals(409, post(process, body(0, signed(1, 2))).statusCode());
      HttpResponse<String> fork = post(process, body(1, signed(1, 2)));
      assertEquals(409, fork.statusCode());
      assertFalse(fork.body().contains("witness.example"));
      HttpResponse<String> same = post(process, body(1, signed(1, 1)));
      assertEquals(200, same.statusCode());
      verifies(process, same.body());
    }
    try (Stream<Path> evidence = Files.list(folder.resolve("data/evidence"))) {
      assertEquals(2, evidence.count());
    }
  }

  private void awaitState() {
    String log = Digests.sha256(World.ORIGIN.getBytes(StandardCharsets.UTF_8)).toString();
    Path state = folder.resolve("data/logs").resolve(log).resolve("state");
    while (!Files.exists(state)) {
      Thread.onSpinWait();
    }
  }

  private static void verifies(ServiceProcess process, String line) throws Exception {
    Note note = signed(1, 1).with(Note.parseLines(line.getBytes(StandardCharsets.UTF_8))).note();
    NoteKey key = NoteKey.parse(process.field("key"));
    assertTrue(note.verify(List.of(key)) instanceof NoteVerdict.Verified);
  }

  private static void refused(List<String> args, String... parts) {
    StringWriter printed = new StringWriter();
    CommandLine program = Failures.handledBy(new CommandLine(new WitnessCommand()));
    program.setErr(new PrintWriter(printed, true));
    int code = program.execute(args.toArray(String[]::new));
    for (String part : parts) {
      assertTrue(printed.toString().contains(part), () -> part + " in\n" + printed);
    }
    assertEquals(2, code);
    assertFalse(printed.toString().contains("\tat "), printed.toString());
  }

  /** An empty memory is made once, when somebody says so, and never because a disk is missing. */
  @Test
  void memoryThatIsMissingOrAnothers_isRefused() throws Exception {
    refused(args("key.p12", logs()), "no memory of a witness", "hint: is its disk there?");
    assertFalse(Files.exists(folder.resolve("data")));
    WitnessFolder.init(folder.resolve("data"), World.cosigner("w1").key());
    refused(args("key.p12", logs(), "--init"), "memory already", "hint: leave --init out");
    refused(args("key.p12", logs()), "the memory of another witness", "hint: want the same --key");
  }

  @Test
  void keyOfALogThatIsKept_isRefused() throws Exception {
    Signer signer =
        KeyFile.open(shared.resolve("key.p12"), new PasswordFile(shared.resolve("password")));
    NoteKey own = new NoteKey("own.example", KeyType.ED25519, (Ed25519Key) signer.key());
    refused(args("key.p12", own.toString(), "--init"), "--key signs own.example too", "hint: make");
  }

  @Test
  void wrongOptions_areTold() {
    refused(args("p256.p12", logs()), "want Ed25519");
    refused(args("key.p12", "a+b+c"), "--log: ", "hint: a log's key is name+id+base64");
    refused(args("key.p12", World.cosigner("w1").key().toString()), "want a log's", "a witness's");
    refused(args("key.p12", folder.resolve("none").toString()), "no such file");
    refused(args("key.p12", logs(), "--name=a b"), "--name: key name");
    refused(args("key.p12", logs(), "--log=127"), "127: no such file");
  }

  /** A body that does not come is cut off, and others are answered meanwhile. */
  @Test
  void slowSender_isCutOff_andToldToEndItEnds() throws Exception {
    List<String> fast =
        List.of("sun.net.httpserver.maxReqTime=1", "sun.net.httpserver.timerMillis=200");
    try (ServiceProcess process = start(fast, World.LOG.toString(), "--init")) {
      URI uri = URI.create(process.field("url"));
      try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
        socket.setSoTimeout(20_000);
        String head = "POST /add-checkpoint HTTP/1.1\r\nhost: w\r\ncontent-length: 1000\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        assertEquals(200, post(process, body(0, signed(1, 1))).statusCode());
        assertEquals(-1, socket.getInputStream().read());
      }
      assertEquals(143, process.terminate());
      String log = process.errors();
      assertTrue(log.contains(" /add-checkpoint 200 "), log);
      assertFalse(log.contains(PASSWORD), log);
      assertFalse(process.ready.contains(PASSWORD));
    }
  }
}
