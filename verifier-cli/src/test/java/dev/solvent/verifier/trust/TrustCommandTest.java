package dev.solvent.verifier.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.TestDay;
import dev.solvent.verifier.TestPublication;
import dev.solvent.verifier.TestRoots;
import dev.solvent.verifier.TestRun;
import dev.solvent.verifier.TestSite;
import dev.solvent.verifier.reader.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trust pin}, {@code show} and {@code update}, as their user calls them. */
class TrustCommandTest {
  private static final Timestamp FIRST = TestPublication.time("2026-09-01T00:00:00Z");

  @TempDir private Path folder;
  private TestPublication exchange;
  private Path root;
  private Home home;

  @BeforeEach
  void publish() throws Exception {
    exchange = TestPublication.in(folder.resolve("exchange"), FIRST);
    root = exchange.rootFile();
    home = new Home(folder.resolve("home"));
  }

  private TestRun trust(String... args) {
    return TestRun.of(
        new TrustCommand(),
        Stream.concat(Stream.of(args), Stream.of("--home=" + home.folder()))
            .toArray(String[]::new));
  }

  private List<Long> kept() throws IOException {
    return home.roots(TestPublication.ISSUER).stream().map(each -> each.root().version()).toList();
  }

  private Path write(String name, SignedRoot signed) throws IOException {
    return Files.write(folder.resolve(name), signed.envelope().toBytes());
  }

  private SignedRoot next() throws Exception {
    return TestRoots.signed(TestRoots.after(exchange.newestRoot().root(), 0));
  }

  private SignedRoot ofThieves() throws Exception {
    return TestRoots.signed(TestRoots.firstOf("exchange.example", List.of("thief")), "thief");
  }

  private static void assertRefused(String what, TestRun run) {
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.err().startsWith("REFUSED " + what), run.err());
    assertTrue(run.err().contains("\nhint: "), run.err());
  }

  private static void assertUsage(String what, TestRun run) {
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().startsWith("error: " + what), run.err());
    assertEquals("", run.out());
  }

  @Test
  void pin_ofAFile_showsWhatItIs_andWarnsThatNothingWasCompared() throws Exception {
    TestRun run = trust("pin", root.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("pinned exchange.example, root 1", run.firstLine());
    String words = new Fingerprint(exchange.newestRoot().id()).words();
    assertTrue(run.out().contains("  fingerprint  " + words + "\n"), run.out());
    assertTrue(run.out().contains("  sha256       " + exchange.newestRoot().id() + "\n"));
    assertTrue(run.out().contains("  log          exchange.example/log\n"));
    assertTrue(run.out().contains("  next root    signed by 2 of 2\n"));
    assertTrue(run.out().contains("  statements   epoch 1 and later: signed by 1 of 1\n"));
    assertTrue(run.err().startsWith("warning: one file, compared with nothing."), run.err());
    assertEquals(List.of(1L), kept());
  }

  @Test
  void pin_ofTwoHostsThatAgree_isTaken_andTheirAddressesAreKept() throws Exception {
    try (TestSite one = TestSite.of(exchange.folder());
        TestSite other = TestSite.of(exchange.folder())) {
      TestRun run = trust("pin", one.url(), other.urlByName() + "/trust/1.root.json");
      assertEquals(0, run.exitCode(), run.err());
      assertEquals("", run.err());
      assertEquals(List.of(1L), kept());
      assertEquals(List.of(one.url()), home.pins(TestPublication.ISSUER).sites());
    }
  }

  @Test
  void pin_ofTwoHostsThatDiffer_isRefused_andNothingIsKept() throws Exception {
    TestPublication thieves = TestPublication.in(folder.resolve("thieves"), FIRST);
    thieves.publish(ofThieves());
    try (TestSite one = TestSite.of(exchange.folder());
        TestSite other = TestSite.of(thieves.folder())) {
      assertRefused(
          "the channels show different roots, want one and the same\n  " + one.url() + " shows",
          trust("pin", one.url(), other.urlByName()));
    }
    assertEquals(List.of(), kept());
  }

  @Test
  void pin_ofOneAddress_orTwoOfOneHost_isWrongUsage_andNobodyIsAsked() throws Exception {
    try (TestSite one = TestSite.of(exchange.folder());
        TestSite other = TestSite.of(exchange.folder())) {
      assertUsage("one web address, want two", trust("pin", one.url()));
      assertUsage(
          "two addresses of 127.0.0.1, want two hosts", trust("pin", one.url(), other.url()));
      assertUsage(
          "two addresses of exchange.example, want two hosts",
          trust("pin", "https://exchange.example", "https://EXCHANGE.example.:8443/copy"));
      assertEquals(List.of(), one.asked());
      assertEquals(List.of(), other.asked());
    }
    assertUsage("http to exchange.example, want https", trust("pin", "http://exchange.example"));
    assertUsage("a web address that cannot be read", trust("pin", "https://exchange example"));
    assertEquals(List.of(), kept());
  }

  @Test
  void pin_ofOneAddressAndTheFingerprint_isTakenWhereTheyAgree() throws Exception {
    String words = new Fingerprint(exchange.newestRoot().id()).words();
    String others = new Fingerprint(ofThieves().id()).words();
    try (TestSite site = TestSite.of(exchange.folder())) {
      assertRefused(
          "the channels show different roots", trust("pin", site.url(), "--fingerprint=" + others));
      assertEquals(List.of(), kept());
      TestRun run = trust("pin", site.url(), "--fingerprint=" + words);
      assertEquals(0, run.exitCode(), run.err());
      assertEquals("", run.err());
    }
    assertEquals(List.of(1L), kept());
    assertUsage(
        "Invalid value for option '--fingerprint'",
        trust("pin", root.toString(), "--fingerprint=lusab"));
  }

  @Test
  void pin_aSecondTime_changesNothing_andAnotherOneNeedsReplace() throws Exception {
    trust("pin", root.toString());
    assertEquals(
        "pinned already exchange.example, root 1", trust("pin", root.toString()).firstLine());
    home.remember(TestPublication.ISSUER, exchange.checkpoint());
    String other = write("other.json", ofThieves()).toString();
    assertRefused(
        "root 1 of exchange.example is another than the one, which is pinned", trust("pin", other));
    assertEquals(exchange.newestRoot().id(), home.roots(TestPublication.ISSUER).getFirst().id());
    TestRun replaced = trust("pin", other, "--replace");
    assertEquals(0, replaced.exitCode());
    assertTrue(replaced.err().contains("What was seen of the log is kept"), replaced.err());
    assertEquals(ofThieves().id(), home.roots(TestPublication.ISSUER).getFirst().id());
    assertTrue(home.seen(TestPublication.ISSUER).isPresent());
  }

  @Test
  void pin_ofAnOlderOrALaterRoot_isRefused() throws Exception {
    Path second = write("2.json", next());
    trust("pin", second.toString());
    assertRefused("root 1 of exchange.example is older than 2", trust("pin", root.toString()));
    assertEquals(List.of(2L), kept());
    trust("pin", root.toString(), "--replace");
    assertEquals(List.of(1L), kept());
    assertRefused("root 2 of exchange.example is newer than 1", trust("pin", second.toString()));
    assertEquals(List.of(1L), kept());
  }

  @Test
  void pin_ofWhatIsNoRoot_isMalformed() throws Exception {
    TestRun run = trust("pin", exchange.policyFile().toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("MALFORMED "), run.err());
    assertEquals(2, trust("pin", folder.resolve("none").toString()).exitCode());
    TrustRoot own = TestRoots.first();
    byte[] signedByOne =
        dev.solvent.attest.envelope.Envelope.sign(
                SignedRoot.PAYLOAD_TYPE,
                own.toBytes(),
                List.of(dev.solvent.verifier.TestKeys.signer("root one")))
            .toBytes();
    Path one = Files.write(folder.resolve("one.json"), signedByOne);
    assertTrue(trust("pin", one.toString()).err().startsWith("MALFORMED "));
    assertEquals(List.of(), kept());
  }

  @Test
  void pin_ofAPublicationWhosePointerNamesAnotherRoot_isRefused() throws Exception {
    Files.write(root, ofThieves().envelope().toBytes());
    assertUsage(
        exchange.folder() + ": root 1 is " + ofThieves().id() + ", its pointer names",
        trust("pin", exchange.folder().toString()));
  }

  @Test
  void update_followsWhatIsSigned_andSaysWhatChanged() throws Exception {
    try (TestSite one = TestSite.of(exchange.folder());
        TestSite other = TestSite.of(exchange.folder())) {
      trust("pin", one.url(), other.urlByName());
      assertEquals("exchange.example: root 1 is the newest", trust("update").firstLine());
      exchange.publish(TestDay.EMPTY);
      exchange.publish(TestRoots.signed(TestRoots.after(exchange.newestRoot().root(), 1)));
      SignedRoot handed =
          TestRoots.signed(
              TestRoots.handedTo(exchange.newestRoot().root(), "root one", "root three"),
              "root one",
              "root two",
              "root three");
      exchange.publish(handed);
      TestRun run = trust("update");
      assertEquals(0, run.exitCode(), run.err());
      assertEquals("followed exchange.example, root 2", run.firstLine());
      assertTrue(run.out().contains(" signs no epoch after 1; what it signed before stays signed"));
      assertTrue(run.out().contains(" signs epoch 2 and later\n"), run.out());
      assertTrue(run.out().contains("followed exchange.example, root 3\n  root key "), run.out());
      assertTrue(run.out().contains(" no longer counts\n"), run.out());
      assertEquals(List.of(1L, 2L, 3L), kept());
      TestRun shown = trust("show", "exchange.example");
      assertTrue(shown.out().contains("  root 3       followed 20"), shown.out());
      assertTrue(shown.out().contains(" from " + one.url() + " and " + other.urlByName()));
    }
  }

  @Test
  void update_ofARootThatEnoughKeysDidNotSign_isRefused_andThoseBeforeAreKept() throws Exception {
    trust("pin", exchange.folder().toString(), "--fingerprint=" + exchange.newestRoot().id());
    exchange.publish(next());
    SignedRoot stolen =
        TestRoots.signed(TestRoots.handedTo(exchange.newestRoot().root(), "thief"), "thief");
    exchange.publish(stolen);
    assertRefused("root 3 does not follow: ", trust("update"));
    assertEquals(List.of(1L, 2L), kept());
  }

  @Test
  void update_ofAPublicationThatShowsAnotherPast_isRefused() throws Exception {
    trust("pin", root.toString());
    TestPublication thieves = TestPublication.in(folder.resolve("thieves"), FIRST);
    thieves.publish(ofThieves());
    assertRefused(
        thieves.folder() + " shows another root 1 than is trusted",
        trust("update", "--from=" + thieves.folder()));
  }

  @Test
  void update_ofPlacesThatDiffer_isRefused() throws Exception {
    TestPublication mirror = TestPublication.in(folder.resolve("mirror"), FIRST);
    try (TestSite one = TestSite.of(exchange.folder());
        TestSite other = TestSite.of(mirror.folder())) {
      trust("pin", one.url(), other.urlByName());
      exchange.publish(next());
      mirror.publish(
          TestRoots.signed(TestRoots.handedTo(TestRoots.first(), "root one", "root two")));
      assertRefused("the places show different roots", trust("update"));
      assertEquals(List.of(1L), kept());
    }
  }

  @Test
  void update_fromAFile_takesTheNextAlone() throws Exception {
    trust("pin", root.toString());
    assertUsage("exchange.example: pinned from a file", trust("update"));
    SignedRoot second = next();
    SignedRoot third = TestRoots.signed(TestRoots.after(second.root(), 0));
    Path later = write("3.json", third);
    assertRefused(
        "root 3, want root 2 before it", trust("update", "exchange.example", "--from=" + later));
    Path wanted = write("2.json", second);
    assertEquals(0, trust("update", "--from=" + wanted).exitCode());
    assertEquals(0, trust("update", "--from=" + later).exitCode());
    assertEquals(List.of(1L, 2L, 3L), kept());
    assertEquals(
        "exchange.example: root 3 is the newest", trust("update", "--from=" + later).firstLine());
  }

  @Test
  void update_whereOnePlaceIsSilent_warnsAndAsksTheOther_andFailsWhereAllAre() throws Exception {
    try (TestSite one = TestSite.of(exchange.folder())) {
      TestSite other = TestSite.of(exchange.folder());
      trust("pin", one.url(), other.urlByName());
      other.close();
      TestRun run = trust("update");
      assertEquals(0, run.exitCode(), run.err());
      assertTrue(run.err().startsWith("warning: http://localhost:"), run.err());
    }
    TestRun run = trust("update");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("error: http://"), run.err());
  }

  @Test
  void show_ofNothing_saysSo_andOfAnUnknownIssuer_isWrongUsage() {
    assertEquals(
        "no trust root is pinned; solvent-verify trust pin takes one\n", trust("show").out());
    assertUsage("no trust root of other.example is pinned", trust("show", "other.example"));
    assertUsage("no trust root of other.example is pinned", trust("update", "other.example"));
  }

  @Test
  void show_saysWhatWasSeenLast_inWordsAndAsJson() throws Exception {
    trust("pin", root.toString());
    assertTrue(trust("show").out().contains("  last seen    nothing of its log yet\n"));
    exchange.publish(TestDay.EMPTY);
    home.remember(TestPublication.ISSUER, exchange.checkpoint());
    assertTrue(trust("show").out().contains("  last seen    checkpoint of size 1, root "));
    String json = trust("show", "--json").out();
    assertTrue(json.contains("\"format\":\"solvent/trusted/v1\""), json);
    assertTrue(json.contains("\"size\":1"), json);
    assertTrue(json.contains("\"threshold\":2"), json);
    assertFalse(json.contains("receiptKey\":\"\""), json);
  }

  @Test
  void home_ofAnotherIssuersRoot_isRefused() throws Exception {
    trust("pin", root.toString());
    Path other = home.of(new Issuer("other.example"));
    Files.createDirectories(other);
    Files.move(home.of(TestPublication.ISSUER).resolve("trust"), other.resolve("trust"));
    assertUsage(other + "/trust/1.root.json: root 1 of exchange.example", trust("show"));
  }
}
