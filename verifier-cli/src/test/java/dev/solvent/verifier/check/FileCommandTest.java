package dev.solvent.verifier.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.liabilities.Receipt;
import dev.solvent.merkle.AccountId;
import dev.solvent.verifier.TestDay;
import dev.solvent.verifier.TestKeys;
import dev.solvent.verifier.TestPublication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check FILE}. */
final class FileCommandTest {
  private static final AccountId CAROL = new AccountId("carol@example.com");

  @TempDir static Path folder;

  private static TestPublication publication;
  private static Path proof;

  @BeforeAll
  static void publish() throws Exception {
    publication =
        TestPublication.in(
            folder.resolve("exchange"), TestPublication.time("2026-05-01T00:00:00Z"));
    publication.publish(TestDay.EMPTY);
    publication.publish(TestDay.ORDINARY);
    proof = folder.resolve("2.proof.json");
    Files.write(proof, publication.accountProof(2, TestDay.ALICE).toBytes());
  }

  private static Ran check(String... more) {
    return Ran.of(args(more));
  }

  private static String[] args(String... more) {
    List<String> args = new ArrayList<>(List.of("check"));
    args.addAll(List.of("--home", folder.resolve("home").toString()));
    args.addAll(List.of("--trust", publication.rootFile().toString()));
    args.addAll(List.of("--policy", publication.policyFile().toString()));
    args.addAll(List.of("--at", publication.at(2, 3600).toString()));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static String attestation() {
    return publication.folder().toString();
  }

  @Test
  void aProof_isCheckedAgainstThePublication_inItsEpoch() {
    Ran ran = check("--attestation", attestation(), proof.toString());
    assertEquals(0, ran.code(), ran.err());
    assertEquals("VERIFIED: what exchange.example owes alice@example.com is counted", ran.first());
    assertEquals("", ran.err());
    Ran verbose = check("-v", "--attestation", attestation(), proof.toString());
    assertTrue(verbose.out().contains("  pass    liabilities.inclusion"), verbose.out());
  }

  @Test
  void aBundleBesideIt_isFound() throws Exception {
    for (String name : List.of("2.bundle.json", "attestations/2.bundle.json")) {
      Path own = Files.createTempDirectory(folder, "beside");
      Path bundle = own.resolve(name);
      Files.createDirectories(bundle.getParent());
      Files.write(bundle, publication.wholeBundle(2).toBytes());
      Path mine = Files.copy(proof, own.resolve("mine.json"));
      assertEquals(0, check(mine.toString()).code(), name);
    }
    Ran without = check(proof.toString());
    assertEquals(2, without.code());
    assertTrue(
        without.err().startsWith("error: " + proof + ": brings no attestation, and none lies"),
        without.err());
  }

  @Test
  void throughAPipe_itIsTheSame() throws Exception {
    Ran ran = Ran.reading(Files.readString(proof), args("--attestation", attestation(), "-"));
    assertEquals(0, ran.code(), ran.err());
  }

  @Test
  void somebodyElses_saysWhose() throws Exception {
    Path bobs = folder.resolve("bob.json");
    Files.write(bobs, publication.accountProof(2, TestDay.BOB).toBytes());
    Ran ran = check("--attestation", attestation(), bobs.toString());
    assertEquals("VERIFIED: what exchange.example owes bob@example.com is counted", ran.first());
    Path claimed = folder.resolve("claimed.json");
    Files.writeString(
        claimed, Files.readString(bobs).replace("bob@example.com", "alice@example.com"));
    Ran stolen = check("--attestation", attestation(), claimed.toString());
    assertEquals(1, stolen.code(), "threat 3: one leaf for two customers");
    assertTrue(stolen.out().contains("ETH  NOT shown to be counted"), stolen.out());
  }

  @Test
  void aProofOfAnotherEpoch_showsNothing() throws Exception {
    Path other = folder.resolve("other.json");
    Files.writeString(
        other,
        Files.readString(proof)
            .replaceFirst("\"attestation\":\\{[^}]*},", "")
            .replace("\"epoch\":2", "\"epoch\":1"));
    Ran ran = check("--attestation", publication.bundleFile(2).toString(), other.toString());
    assertEquals(1, ran.code());
    assertTrue(ran.out().contains("liabilities.inclusion: epoch 1, want 2"), ran.out());
    assertTrue(ran.out().contains("ETH  NOT shown to be counted"), ran.out());
  }

  @Test
  void aReceipt_isCheckedAlone_andBesideAProof() throws Exception {
    Path receipt = folder.resolve("receipt.json");
    Files.write(receipt, publication.receipt(2, TestDay.ALICE).toBytes());
    Ran alone = check("--attestation", attestation(), receipt.toString(), "--json");
    assertEquals(0, alone.code(), alone.out());
    assertTrue(
        alone.out().contains("\"sentence\":\"receipt for alice@example.com, signed"), alone.out());
    Ran beside =
        check("--attestation", attestation(), "--receipt", receipt.toString(), proof.toString());
    assertEquals(0, beside.code());
    Ran twice =
        check("--attestation", attestation(), "--receipt", receipt.toString(), receipt.toString());
    assertEquals(2, twice.code());
    Path forged = folder.resolve("forged.json");
    Envelope signed = publication.receipt(2, TestDay.ALICE);
    Files.write(
        forged,
        Envelope.sign(signed.payloadType(), signed.payload(), List.of(TestKeys.signer("thief")))
            .toBytes());
    Ran thiefs = check("--attestation", attestation(), forged.toString());
    assertEquals(1, thiefs.code());
    assertTrue(thiefs.out().contains("  receipt.signature: "), thiefs.out());
  }

  @Test
  void aReceiptOfNothing_saysSo_andNoMore() throws Exception {
    Path receipt = folder.resolve("nothing.json");
    Files.write(receipt, publication.receipt(2, CAROL).toBytes());
    Ran ran = check("--attestation", attestation(), receipt.toString());
    assertEquals(0, ran.code(), ran.out());
    assertEquals(
        List.of(
            "VERIFIED: exchange.example signed that it owes carol@example.com nothing",
            "  nothing is counted for you in ETH"),
        ran.lines().subList(0, 2));
    assertEquals(
        0, check("--attestation", attestation(), "--expect", "ETH=0", receipt.toString()).code());
    Ran expecting = check("--attestation", attestation(), "--expect", "ETH=1", receipt.toString());
    assertEquals(1, expecting.code());
    assertTrue(
        expecting.out().contains("liabilities.inclusion: ETH: no position, want ETH=1"),
        expecting.out());
  }

  @Test
  void withoutATrustRoot_thereIsNoVerdict() {
    Ran ran =
        Ran.of(
            "check",
            "--home",
            folder.resolve("empty").toString(),
            "--attestation",
            attestation(),
            proof.toString());
    assertEquals(2, ran.code());
    assertEquals("", ran.out());
    assertTrue(ran.err().startsWith("error: no trust root of exchange.example"), ran.err());
  }

  @Test
  void whatIsNone_isSaidToBeNone() throws Exception {
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, "{\"accountId\":1}");
    Ran malformed = check(broken.toString());
    assertEquals(2, malformed.code());
    assertTrue(malformed.err().startsWith("MALFORMED " + broken), malformed.err());
    Ran bundle = check(publication.bundleFile(2).toString());
    assertEquals(2, bundle.code());
    assertTrue(bundle.err().contains("an attestation's bundle, want an account"), bundle.err());
    Path envelope = folder.resolve("statement.json");
    Files.write(
        envelope, Files.readAllBytes(publication.folder().resolve("attestations/2.dsse.json")));
    Ran statement = check(envelope.toString());
    assertTrue(statement.err().startsWith("MALFORMED "), statement.err());
    assertTrue(check(folder.toString()).err().contains("a folder, want"), "a folder");
    assertTrue(check(folder.resolve("no").toString()).err().contains("no such file"), "no file");
    assertTrue(check("https://exchange.example").err().contains("without what stands"), "an URL");
    for (String option : List.of("--since", "--epoch")) {
      Ran ran = check("--attestation", attestation(), option, "2", proof.toString());
      assertEquals(2, ran.code());
      assertTrue(ran.err().startsWith("error: " + option + " beside"), ran.err());
    }
    assertEquals(2, check().code(), "nothing to check, and no terminal to ask at");
  }

  /** A link may be anywhere on a command line; it is in no message. */
  @Test
  void aLinkAsAnArgument_isWarnedOf_andNotRepeated() throws Exception {
    String secret = TestPublication.link(TestDay.ALICE).exposeFragment();
    String link = "http://127.0.0.1:1/verify#" + secret;
    Ran ran = check(link);
    assertEquals(2, ran.code());
    assertTrue(ran.err().startsWith("warning: a link that is an argument stays"), ran.err());
    Path kept = folder.resolve("link.txt");
    Files.writeString(kept, link + "\n");
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r--r--"));
    Ran ofFile = check(kept.toString());
    assertTrue(ofFile.err().startsWith("warning: " + kept + " can be read by others"));
    List<Ran> all =
        List.of(
            ran,
            ofFile,
            check(link, link),
            check(link + "x"),
            check("--since", link),
            check("--expect", link),
            check("--nonsense", link),
            Ran.of(link),
            Ran.reading(link.replace("v1", "v2"), "check", "-"));
    String key = secret.substring(secret.lastIndexOf('.') + 1);
    for (Ran each : all) {
      assertEquals(2, each.code());
      assertTrue(!(each.out() + each.err()).contains(key), "a secret in a message");
    }
  }

  @Test
  void theReportForPrograms_isTheReport_withTheCustomersPart() throws Exception {
    Ran ran = check("--json", "--attestation", attestation(), proof.toString());
    byte[] printed = ran.out().strip().getBytes(StandardCharsets.UTF_8);
    CanonicalJson.parse(printed, dev.solvent.attest.liabilities.Receipt.LIMITS);
    assertTrue(
        ran.out()
            .contains(
                "\"customer\":{\"account\":\"alice@example.com\",\"balances\":[{\"asset\":\"ETH\","
                    + "\"balance\":\"1500000000000000000\",\"counted\":true,\"decimals\":18}],"
                    + "\"counted\":true,\"epoch\":2,\"issuer\":\"exchange.example\","
                    + "\"without\":[]}"),
        ran.out());
  }

  /** An envelope of the log has at most 65,535 bytes; a receipt of many assets has more. */
  @Test
  void aReceiptLargerThanTheLogTakes_isJudged() throws Exception {
    Path large = folder.resolve("large.receipt.json");
    Files.writeString(
        large,
        "{\"payload\":\""
            + "AAAA".repeat(20_000)
            + "\",\"payloadType\":\""
            + Receipt.PAYLOAD_TYPE
            + "\",\"signatures\":[{\"keyid\":\"\",\"sig\":\"AAAA\"}]}");
    Ran ran =
        check("--attestation", attestation(), "--receipt", large.toString(), proof.toString());
    assertEquals(1, ran.code(), ran.err());
    assertTrue(ran.out().contains("  receipt.signature: "), ran.out());
  }
}
