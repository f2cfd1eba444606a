package dev.solvent.verifier.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.verifier.TestDay;
import dev.solvent.verifier.TestPublication;
import dev.solvent.verifier.TestRun;
import dev.solvent.verifier.reader.Home;
import dev.solvent.verifier.reader.Pins.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack has all that the same report needs, and the same input makes the same pack. */
class PackCommandTest {
  private static final Timestamp FIRST = TestPublication.time("2026-09-01T00:00:00Z");

  @TempDir private Path folder;

  private TestPublication exchange(String name, TestDay second) throws Exception {
    TestPublication exchange = TestPublication.in(folder.resolve(name), FIRST);
    exchange.publish(TestDay.EMPTY);
    exchange.publish(second);
    return exchange;
  }

  private TestRun pack(TestPublication exchange, Path zip, String... more) {
    return TestRun.of(
        new PackCommand(),
        Stream.concat(
                Stream.of(more),
                Stream.of(
                    "--home=" + folder.resolve("home"),
                    "--policy=" + exchange.policyFile(),
                    "--out=" + zip,
                    exchange.folder().toString()))
            .toArray(String[]::new));
  }

  private TestRun packAt(TestPublication exchange, Path zip, String... more) {
    return pack(
        exchange,
        zip,
        Stream.concat(
                Stream.of(more),
                Stream.of("--trust=" + exchange.rootFile(), "--at=" + exchange.at(2, 3600)))
            .toArray(String[]::new));
  }

  private Path unpack(Path zip) throws IOException {
    Path unpacked = Files.createDirectories(folder.resolve("unpacked-" + zip.getFileName()));
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : file.stream().toList()) {
        Path target = unpacked.resolve(entry.getName());
        Files.createDirectories(target.getParent());
        Files.write(target, file.getInputStream(entry).readAllBytes());
      }
    }
    return unpacked;
  }

  /** The README's own command, its files found where it was unpacked. */
  private static TestRun again(Path unpacked) throws IOException {
    String line =
        Files.readString(unpacked.resolve("README.txt"))
            .lines()
            .filter(each -> each.startsWith("  solvent-verify "))
            .findFirst()
            .orElseThrow();
    return TestRun.of(
        Stream.of(line.strip().split(" "))
            .skip(1)
            .map(word ->
                Files.exists(unpacked.resolve(word)) ? unpacked.resolve(word).toString() : word)
            .toArray(String[]::new));
  }

  private static void assertRepeats(Path unpacked, int exitCode) throws IOException {
    TestRun again = again(unpacked);
    assertEquals(Files.readString(unpacked.resolve("report.json")), again.out(), again.err());
    assertEquals(exitCode, again.exitCode());
  }

  @Test
  void pack_unpackedAndVerifiedByItsReadme_givesTheSameReport() throws Exception {
    TestPublication exchange = exchange("exchange", TestDay.ORDINARY);
    TestRun run = packAt(exchange, folder.resolve("e.zip"));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("VERIFIED exchange.example, epoch 2", run.firstLine());
    assertTrue(run.out().contains("packed " + folder.resolve("e.zip") + ": 10 files, "), run.out());
    assertEquals("", run.err());
    Path unpacked = unpack(folder.resolve("e.zip"));
    assertRepeats(unpacked, 0);
    String text = Files.readString(unpacked.resolve("report.txt"));
    assertEquals("VERIFIED exchange.example, epoch 2", text.lines().findFirst().orElseThrow());
    assertTrue(Files.exists(unpacked.resolve("trust/1.root.json")));
    assertFalse(Files.exists(unpacked.resolve("account-proof.json")));
  }

  @Test
  void pack_ofTheSame_isTheSameByteForByte_andEveryFileIsInItsSums() throws Exception {
    TestPublication exchange = exchange("exchange", TestDay.ORDINARY);
    packAt(exchange, folder.resolve("one.zip"));
    packAt(exchange, folder.resolve("other.zip"));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("one.zip")),
        Files.readAllBytes(folder.resolve("other.zip")));
    Path unpacked = unpack(folder.resolve("one.zip"));
    TreeMap<String, String> sums = new TreeMap<>();
    Files.readAllLines(unpacked.resolve("SHA256SUMS"))
        .forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
    try (Stream<Path> files = Files.walk(unpacked)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = unpacked.relativize(file).toString();
        if (!name.equals("SHA256SUMS")) {
          String digest = Digests.sha256(Files.readAllBytes(file)).toString();
          assertEquals(digest, sums.remove(name), name);
        }
      }
    }
    assertTrue(sums.isEmpty(), sums.toString());
  }

  @Test
  void pack_ofSomethingFailed_isWritten_andFailsAgainInTheSameWords() throws Exception {
    TestPublication exchange = exchange("exchange", TestDay.ORDINARY);
    Files.delete(
        exchange
            .folder()
            .resolve(
                PublishedPath.blob(
                    exchange.statement(2).digestOf(Subject.LIABILITIES).orElseThrow())));
    TestRun run = packAt(exchange, folder.resolve("e.zip"));
    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("  fail    liabilities.manifest "), run.out());
    assertRepeats(unpack(folder.resolve("e.zip")), 1);
  }

  @Test
  void pack_ofSomethingShort_endsWithThatVerdict() throws Exception {
    TestPublication exchange = exchange("exchange", TestDay.ORDINARY.holding(1));
    assertEquals(4, packAt(exchange, folder.resolve("e.zip")).exitCode());
    assertRepeats(unpack(folder.resolve("e.zip")), 4);
  }

  @Test
  void pack_withWhatWasSeenBefore_bringsItAndItsProof() throws Exception {
    TestPublication exchange = pinnedUpToNow();
    Home home = new Home(folder.resolve("home"));
    TestPublication shorter = TestPublication.in(folder.resolve("before"), exchange.at(1, 0));
    shorter.publish(TestDay.EMPTY);
    home.remember(TestPublication.ISSUER, shorter.checkpoint());
    TestRun run = pack(exchange, folder.resolve("e.zip"));
    assertEquals(0, run.exitCode(), run.out() + run.err());
    Path unpacked = unpack(folder.resolve("e.zip"));
    assertTrue(Files.readString(unpacked.resolve("report.json")).contains("size 1 seen last"));
    assertArrayEquals(
        shorter.checkpoint().checkpoint().text().getBytes(java.nio.charset.StandardCharsets.UTF_8),
        textOf(unpacked.resolve("checkpoint")));
    assertRepeats(unpacked, 0);
  }

  private static byte[] textOf(Path checkpoint) throws Exception {
    return dev.solvent.attest.log.SignedCheckpoint.parse(Files.readAllBytes(checkpoint))
        .checkpoint()
        .text()
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private void pin(TestPublication exchange) throws IOException {
    new Home(folder.resolve("home"))
        .pin(
            exchange.newestRoot(),
            new Pin(FIRST, List.of("a test"), exchange.newestRoot().id(), 1),
            List.of());
  }

  @Test
  void pack_ofAFork_bringsBothStates_andFailsAgainInTheSameWords() throws Exception {
    TestPublication exchange = pinnedUpToNow();
    TestPublication fork = TestPublication.in(folder.resolve("fork"), exchange.at(1, 0));
    fork.publish(TestDay.EMPTY);
    for (int size = 2; size <= 3; size++) {
      fork.publish(TestDay.ORDINARY.holding(2 * TestDay.ETHER));
      new Home(folder.resolve("home")).remember(TestPublication.ISSUER, fork.checkpoint());
      Path zip = folder.resolve("e" + size + ".zip");
      TestRun run = pack(exchange, zip);
      assertEquals(1, run.exitCode(), run.err());
      assertTrue(run.out().contains("fail    log.consistency"), run.out());
      assertRepeats(unpack(zip), 1);
    }
  }

  private TestPublication pinnedUpToNow() throws Exception {
    Timestamp now = new Timestamp(InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
    TestPublication exchange = TestPublication.upToNow(folder.resolve("exchange"), now);
    pin(exchange);
    return exchange;
  }

  @Test
  void pack_ofACheckpointOfAnotherLog_isMade_andFailsAgainInTheSameWords() throws Exception {
    TestPublication exchange = pinnedUpToNow();
    Files.write(
        exchange.folder().resolve(PublishedPath.CHECKPOINT),
        new SignedCheckpoint(
                Checkpoint.empty("other.example/log"), exchange.checkpoint().signatures())
            .bytes());
    Path zip = folder.resolve("e.zip");
    TestRun run = pack(exchange, zip);
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains("fail    log.consistency"), run.out());
    assertRepeats(unpack(zip), 1);
  }

  /** A checkpoint of any size can be published, with tiles of zeros in its places. */
  @Test
  void pack_ofACheckpointLargerThanABundleNames_isMade() throws Exception {
    TestPublication exchange = pinnedUpToNow();
    Checkpoint own = exchange.checkpoint().checkpoint();
    Files.write(
        exchange.folder().resolve(PublishedPath.CHECKPOINT),
        new SignedCheckpoint(
                new Checkpoint(own.origin(), 1L << 62, own.root()),
                exchange.checkpoint().signatures())
            .bytes());
    for (String tile :
        List.of("0/000", "1/000", "2/000", "3/000", "4/000", "5/000", "6/000", "7/000.p/64")) {
      Path file = exchange.folder().resolve("log/tile/" + tile);
      Files.createDirectories(file.resolveSibling(""));
      Files.write(file, new byte[tile.endsWith("p/64") ? 64 * 32 : 256 * 32]);
    }
    Path zip = folder.resolve("e.zip");
    TestRun run = pack(exchange, zip);
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains("fail    log.consistency"), run.out());
    assertEquals(1, again(unpack(zip)).exitCode());
  }

  @Test
  void pack_ofTilesThatComeToNothing_saysThatItCannotShowIt() throws Exception {
    TestPublication exchange = pinnedUpToNow();
    Path tile = exchange.folder().resolve("log/tile/0/000.p/2");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[0] ^= 1;
    Files.write(tile, bytes);
    Path zip = folder.resolve("e.zip");
    TestRun run = pack(exchange, zip);
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains("fail    log.consistency"), run.out());
    String readme = Files.readString(unpack(zip).resolve("README.txt"));
    assertTrue(readme.contains("It cannot show again that the log did not come to"), readme);
    assertFalse(readme.contains("byte for byte"), readme);
  }

  @Test
  void pack_withAnAccountProofAndAReceipt_saysWhatItShows() throws Exception {
    TestPublication exchange = exchange("exchange", TestDay.ORDINARY);
    Path proof = folder.resolve("proof.json");
    Files.write(proof, exchange.accountProof(2, TestDay.ALICE).toBytes());
    Path receipt = folder.resolve("receipt.json");
    Files.write(receipt, exchange.receipt(2, TestDay.ALICE).toBytes());
    TestRun run =
        packAt(exchange, folder.resolve("e.zip"), "--proof=" + proof, "--receipt=" + receipt);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.err().startsWith("warning: " + folder.resolve("e.zip") + " shows a customer's account"),
        run.err());
    Path unpacked = unpack(folder.resolve("e.zip"));
    assertArrayEquals(
        Files.readAllBytes(proof), Files.readAllBytes(unpacked.resolve("account-proof.json")));
    assertArrayEquals(
        Files.readAllBytes(receipt), Files.readAllBytes(unpacked.resolve("receipt.json")));
    String readme = Files.readString(unpacked.resolve("README.txt"));
    assertTrue(readme.contains("Whoever has this file can read them"), readme);
    assertTrue(
        readme.contains(
            " --attestation attestation.bundle.json --receipt receipt.json account-proof.json\n"),
        readme);
    assertFalse(run.out().contains("alice"), run.out());
  }

  @Test
  void pack_neverWritesOverAFile_unlessToldTo_andNothingWhereNothingWasJudged() throws Exception {
    TestPublication exchange = exchange("exchange", TestDay.ORDINARY);
    Path zip = Files.writeString(folder.resolve("e.zip"), "mine");
    TestRun run = packAt(exchange, zip);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("error: " + zip + ": exists already\nhint: --force"));
    assertEquals("mine", Files.readString(zip));
    assertEquals(0, packAt(exchange, zip, "--force").exitCode());
    Path other = folder.resolve("other.zip");
    assertEquals(2, pack(exchange, other).exitCode());
    assertEquals(2, packAt(exchange, other, "--proof=" + exchange.policyFile()).exitCode());
    assertFalse(Files.exists(other));
    String json = packAt(exchange, other, "--json").out();
    assertTrue(json.contains("\"format\":\"solvent/packed/v1\""), json);
    assertTrue(json.contains(Digests.sha256(Files.readAllBytes(other)).toString()), json);
  }

  @Test
  void pack_withAReceiptLargerThanTheLogTakes_isWritten() throws Exception {
    TestPublication exchange = exchange("exchange", TestDay.ORDINARY);
    Path receipt =
        Files.writeString(
            folder.resolve("receipt.json"),
            "{\"payload\":\""
                + "AAAA".repeat(20_000)
                + "\",\"payloadType\":\"application/vnd.solvent.receipt+json\""
                + ",\"signatures\":[{\"keyid\":\"\",\"sig\":\"AAAA\"}]}");
    TestRun run = packAt(exchange, folder.resolve("e.zip"), "--receipt=" + receipt);
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains("  fail    receipt.signature "), run.out());
    assertArrayEquals(
        Files.readAllBytes(receipt),
        Files.readAllBytes(unpack(folder.resolve("e.zip")).resolve("receipt.json")));
  }

  @Test
  void pack_thatShowsACustomer_isForItsOwnerAlone() throws Exception {
    TestPublication exchange = exchange("exchange", TestDay.ORDINARY);
    Path proof = folder.resolve("proof.json");
    Files.write(proof, exchange.accountProof(2, TestDay.ALICE).toBytes());
    Path mine = folder.resolve("mine.zip");
    packAt(exchange, mine, "--proof=" + proof);
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(mine));
  }
}
