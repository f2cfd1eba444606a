package dev.solvent.verifier.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.program.UserError;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Issuer;
import dev.solvent.verifier.TestDay;
import dev.solvent.verifier.TestPublication;
import dev.solvent.verifier.TestRoots;
import dev.solvent.verifier.reader.Pins.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  private static final Timestamp AT = TestPublication.time("2026-09-01T00:00:00Z");
  private static final Issuer ISSUER = TestPublication.ISSUER;

  @TempDir private Path folder;
  private Home home;
  private SignedRoot first;
  private SignedRoot second;

  @BeforeEach
  void pin() throws Exception {
    home = new Home(folder);
    first = TestRoots.signed(TestRoots.first());
    second = TestRoots.signed(TestRoots.after(first.root(), 3));
    home.pin(first, pinOf(first), List.of("https://exchange.example"));
  }

  private static Pin pinOf(SignedRoot root) {
    return new Pin(AT, List.of("here"), root.id(), root.root().version());
  }

  private Path trust() {
    return home.of(ISSUER).resolve("trust");
  }

  private static void assertRefused(String why, org.junit.jupiter.api.function.Executable read) {
    String said = assertThrows(UserError.class, read).getMessage();
    assertTrue(String.valueOf(said).contains(why), said);
  }

  @Test
  void whatIsPinnedAndFollowed_isReadBack_inOrder() throws Exception {
    home.follow(second, pinOf(second));
    assertEquals(List.of(ISSUER), home.issuers());
    assertEquals(
        List.of(first.id(), second.id()), home.roots(ISSUER).stream().map(SignedRoot::id).toList());
    Pins pins = home.pins(ISSUER);
    assertEquals(List.of("https://exchange.example"), pins.sites());
    assertEquals(pinOf(second), pins.of(second.id()).orElseThrow());
    assertEquals(pins, Pins.parse(pins.toBytes()));
  }

  @Test
  void theVersionsAreOrderedAsNumbers() throws Exception {
    SignedRoot root = first;
    for (int i = 2; i <= 11; i++) {
      root = TestRoots.signed(TestRoots.after(root.root(), i));
      home.follow(root, pinOf(root));
    }
    assertEquals(11, home.roots(ISSUER).getLast().root().version());
  }

  @Test
  void unpinned_leavesWhatWasSeen() throws Exception {
    TestPublication exchange = TestPublication.in(folder.resolve("exchange"), AT);
    exchange.publish(TestDay.EMPTY);
    home.remember(ISSUER, exchange.checkpoint());
    home.follow(second, pinOf(second));
    home.unpin(ISSUER);
    assertEquals(List.of(), home.roots(ISSUER));
    assertEquals(Pins.NONE, home.pins(ISSUER));
    assertEquals(Optional.of(exchange.checkpoint()), home.seen(ISSUER));
  }

  @Test
  void rememberedIsTheLargest() throws Exception {
    TestPublication exchange = TestPublication.in(folder.resolve("exchange"), AT);
    exchange.publish(TestDay.EMPTY);
    var one = exchange.checkpoint();
    exchange.publish(TestDay.ORDINARY);
    home.remember(ISSUER, exchange.checkpoint());
    home.remember(ISSUER, one);
    assertEquals(Optional.of(exchange.checkpoint()), home.seen(ISSUER));
  }

  @Test
  void aRootThatDoesNotFollow_isRefused() throws Exception {
    SignedRoot stolen = TestRoots.signed(TestRoots.handedTo(first.root(), "thief"), "thief");
    Files.write(trust().resolve("2.root.json"), stolen.envelope().toBytes());
    assertRefused("trust: root 2: ", () -> home.roots(ISSUER));
    SignedRoot third = TestRoots.signed(TestRoots.after(second.root(), 5));
    Files.delete(trust().resolve("2.root.json"));
    Files.write(trust().resolve("3.root.json"), third.envelope().toBytes());
    assertRefused("trust: root 3: version 3, want 2", () -> home.roots(ISSUER));
  }

  @Test
  void aRootUnderAnothersName_isRefused() throws Exception {
    Path other = Files.createDirectories(home.of(new Issuer("other.example")).resolve("trust"));
    Files.copy(trust().resolve("1.root.json"), other.resolve("1.root.json"));
    assertRefused(
        "root 1 of exchange.example, want the one of its name",
        () -> home.roots(new Issuer("other.example")));
    Files.move(trust().resolve("1.root.json"), trust().resolve("7.root.json"));
    assertRefused("7.root.json: root 1 of exchange.example", () -> home.roots(ISSUER));
  }

  @Test
  void damagedFiles_areNamed() throws IOException {
    Files.writeString(trust().resolve("1.root.json"), "{");
    assertRefused("1.root.json: ", () -> home.roots(ISSUER));
    Files.writeString(home.of(ISSUER).resolve("pins.json"), "{}");
    assertRefused("pins.json: ", () -> home.pins(ISSUER));
    Files.writeString(home.of(ISSUER).resolve("checkpoint"), "");
    assertRefused("checkpoint: ", () -> home.seen(ISSUER));
    Files.writeString(folder.resolve("policy.json"), "{\"a\":1}");
    assertRefused("policy.json: ", () -> home.policy());
  }

  @Test
  void otherThingsInTheFolder_areNobodysIssuer() throws IOException {
    Files.createDirectories(folder.resolve("issuers/..not a domain/trust"));
    Files.createDirectories(folder.resolve("issuers/unpinned.example"));
    Files.writeString(folder.resolve("issuers/file.example"), "");
    Files.writeString(trust().resolve("1.root.json.unfinished"), "half");
    assertEquals(List.of(ISSUER), home.issuers());
    assertEquals(1, home.roots(ISSUER).size());
    assertFalse(home.policy().isPresent());
    assertEquals(List.of(), new Home(folder.resolve("nowhere")).issuers());
  }
}
