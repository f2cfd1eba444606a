package dev.solvent.chain.ownership;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipOutcome.Reason;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is due, what serves on, and what is never lost. */
final class OwnershipFolderTest {
  @TempDir private Path temporary;
  private Path folder;
  private OwnershipFolder proofs;
  private AccountRef account;

  @BeforeEach
  void open() throws IOException, MalformedException {
    folder = temporary.resolve("ownership");
    proofs = new OwnershipFolder(folder);
    account = Samples.account(Samples.ANVIL_ACCOUNT);
  }

  private OwnershipProof proof(BlockRef block, String expires)
      throws IOException, MalformedException {
    return proof(Samples.challenge(account, block, expires));
  }

  private OwnershipProof proof(OwnershipChallenge challenge) throws IOException {
    return Samples.proof(Samples.signer(temporary, Samples.ANVIL_KEY).sign(challenge));
  }

  private OwnershipProof sound() throws IOException, MalformedException {
    return proof(Samples.BLOCK, Samples.EXPIRES);
  }

  private static OwnershipTerms at(String asOf) throws MalformedException {
    return Samples.terms(asOf, SafeRule.NONE, Map.of());
  }

  private Standing standing(OwnershipTerms terms) throws IOException {
    return proofs.standing(account, terms);
  }

  /** Puts a file there as somebody else might. */
  private void put(byte[] bytes) throws IOException {
    Files.write(proofs.proofFile(account), bytes);
  }

  @Test
  void fileName_isTheAccountsAndReadable() throws MalformedException {
    assertEquals(
        folder.resolve("eip155_31337_0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266.proof.json"),
        proofs.proofFile(account));
    assertEquals(
        "bip122_000000000019d6689c085ae165831e93_1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa.challenge.txt",
        proofs
            .challengeFile(
                Samples.account(
                    "bip122:000000000019d6689c085ae165831e93:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"))
            .getFileName()
            .toString());
  }

  @Test
  void nothing_isDue() throws IOException, MalformedException {
    assertEquals(new Standing.Missing(), standing(Samples.terms()));
    assertEquals("never signed", new Standing.Missing().why());
  }

  @Test
  void proof_servesLaterEpochs_andItsAgeIsShown() throws IOException, MalformedException {
    KeepOutcome.Kept kept =
        assertInstanceOf(KeepOutcome.Kept.class, proofs.keep(sound(), Samples.terms()));
    assertArrayEquals(sound().toBytes(), Files.readAllBytes(kept.file()));
    Standing.Serving later =
        assertInstanceOf(Standing.Fresh.class, standing(at("2026-10-01T00:00:00Z"))).serves();
    assertEquals(Duration.ofDays(61), later.age());
    assertEquals(List.of(account.address()), later.by());
    assertArrayEquals(Files.readAllBytes(kept.file()), later.file().toBytes());
    assertEquals(Instant.parse("2026-11-09T00:00:00Z"), later.until());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(kept.file()), files.toList());
    }
  }

  @Test
  void proof_atTheEdgesOfItsTime() throws IOException, MalformedException {
    put(sound().toBytes()); // 100 days from August, less a week's margin
    assertInstanceOf(Standing.Fresh.class, standing(at("2026-11-02T00:00:00Z")));
    Standing.EndsSoon soon =
        assertInstanceOf(Standing.EndsSoon.class, standing(at("2026-11-02T00:00:01Z")));
    assertTrue(soon.why().startsWith("does not hold long enough: by then block "), soon.why());
    assertInstanceOf(Standing.EndsSoon.class, standing(at("2026-11-09T00:00:00Z")));
    assertEquals(Reason.TOO_OLD, reason(at("2026-11-09T00:00:01Z")));
  }

  @Test
  void proof_thatExpires_isDueBefore() throws IOException, MalformedException {
    put(proof(Samples.BLOCK, "2026-09-10T00:00:00Z").toBytes());
    assertInstanceOf(Standing.Fresh.class, standing(at("2026-09-02T23:59:59Z")));
    assertInstanceOf(Standing.EndsSoon.class, standing(at("2026-09-03T00:00:00Z")));
    assertEquals(Reason.EXPIRED, reason(at("2026-09-10T00:00:00Z")));
  }

  private Reason reason(OwnershipTerms terms) throws IOException {
    return assertInstanceOf(Standing.Refused.class, standing(terms)).reason();
  }

  private static OwnershipTerms terms(
      String issuer, String log, CheckpointRef checkpoint, BlockRef block)
      throws MalformedException {
    return new OwnershipTerms(
        new Issuer(issuer),
        log,
        Set.of(checkpoint),
        Map.of(block, Samples.time("2026-08-01T00:00:00Z")),
        Samples.time(Samples.AS_OF),
        Duration.ofDays(7),
        Duration.ofDays(100),
        SafeRule.NONE);
  }

  @Test
  void proof_forSomethingElse_isDueAndSaysWhy() throws IOException, MalformedException {
    put(sound().toBytes());
    CheckpointRef checkpoint = Samples.CHECKPOINT;
    String log = "exchange.example/log";
    assertEquals(
        Reason.OTHER_ISSUER, reason(terms("other.example", log, checkpoint, Samples.BLOCK)));
    assertEquals(
        Reason.OTHER_LOG,
        reason(terms("exchange.example", "other/log", checkpoint, Samples.BLOCK)));
    assertEquals(
        Reason.UNKNOWN_CHECKPOINT,
        reason(
            terms(
                "exchange.example", log, new CheckpointRef(7, checkpoint.root()), Samples.BLOCK)));
    assertEquals(
        Reason.UNKNOWN_BLOCK, reason(terms("exchange.example", log, checkpoint, Samples.LATER)));
    assertEquals(Reason.NOT_YET, reason(at("2026-07-31T00:00:00Z")));
  }

  @Test
  void proof_notSignedByTheAccount_isDue() throws IOException, MalformedException {
    String others = sound().signatures().getFirst();
    OwnershipProof forged =
        new OwnershipProof(
            Samples.challenge(account, Samples.LATER, Samples.EXPIRES),
            sound().method(),
            List.of(others),
            Optional.empty());
    put(forged.toBytes());
    assertEquals(Reason.NOT_SIGNED, reason(Samples.terms()));
    assertInstanceOf(KeepOutcome.Unfit.class, proofs.keep(forged, Samples.terms()));
  }

  @Test
  void keep_proofThatEndsEarlier_leavesTheBetterOne() throws IOException, MalformedException {
    proofs.keep(sound(), Samples.terms());
    KeepOutcome.NoBetter worse =
        assertInstanceOf(
            KeepOutcome.NoBetter.class,
            proofs.keep(proof(Samples.LATER, "2026-10-01T00:00:00Z"), Samples.terms()));
    assertTrue(worse.why().contains("2026-11-09T00:00:00Z"), worse.why());
    assertArrayEquals(sound().toBytes(), Files.readAllBytes(proofs.proofFile(account)));
    assertInstanceOf(KeepOutcome.NoBetter.class, proofs.keep(sound(), Samples.terms()));
  }

  @Test
  void keep_proofThatHoldsLonger_replaces() throws IOException, MalformedException {
    proofs.keep(sound(), Samples.terms());
    OwnershipProof longer = proof(Samples.LATER, Samples.EXPIRES);
    assertInstanceOf(KeepOutcome.Kept.class, proofs.keep(longer, Samples.terms()));
    assertArrayEquals(longer.toBytes(), Files.readAllBytes(proofs.proofFile(account)));
  }

  @Test
  void keep_proofThatDoesNotServe_isNotKept() throws IOException, MalformedException {
    KeepOutcome.Unfit unfit =
        assertInstanceOf(KeepOutcome.Unfit.class, proofs.keep(sound(), at("2026-12-30T00:00:00Z")));
    assertEquals(Reason.TOO_OLD, ((Standing.Refused) unfit.due()).reason());
    assertFalse(Files.exists(proofs.proofFile(account)));
  }

  @Test
  void keep_proofThatEndsSoon_isBetterThanNone() throws IOException, MalformedException {
    OwnershipTerms late = at("2026-11-05T00:00:00Z");
    KeepOutcome.Kept kept = assertInstanceOf(KeepOutcome.Kept.class, proofs.keep(sound(), late));
    assertInstanceOf(Standing.EndsSoon.class, kept.standing());
    assertEquals(sound(), standing(late).serving().orElseThrow().proof());
    assertInstanceOf(
        KeepOutcome.Kept.class, proofs.keep(proof(Samples.LATER, Samples.EXPIRES), late));
  }

  @Test
  void standing_thatIsDue_servesNothing() throws IOException, MalformedException {
    assertEquals(Optional.empty(), standing(Samples.terms()).serving());
    put(sound().toBytes());
    assertEquals(Optional.empty(), standing(at("2026-12-30T00:00:00Z")).serving());
    put(new byte[0]);
    assertEquals(Optional.empty(), standing(Samples.terms()).serving());
  }

  @Test
  void foreign_whatBelongsToNoAccount_isListed() throws IOException, MalformedException {
    proofs.keep(sound(), Samples.terms());
    ask(Samples.terms(), Samples.BLOCK, Samples.EXPIRES);
    Path stray = Files.writeString(folder.resolve("notes.txt"), "x");
    assertEquals(List.of(stray), proofs.foreign(List.of(account)));
    assertEquals(3, proofs.foreign(List.of()).size());
  }

  @Test
  void named_areTheBlocksAndCheckpointsOfProofsAndChallenges()
      throws IOException, MalformedException {
    assertEquals(new Named(Set.of(), Set.of()), proofs.named(List.of(account)));
    put(sound().toBytes());
    assertEquals(
        new Named(Set.of(Samples.BLOCK), Set.of(Samples.CHECKPOINT)),
        proofs.named(List.of(account)));
    ask(Samples.terms(), Samples.LATER, Samples.EXPIRES);
    assertEquals(Set.of(Samples.BLOCK, Samples.LATER), proofs.named(List.of(account)).blocks());
    put(new byte[0]);
    assertEquals(Set.of(Samples.LATER), proofs.named(List.of(account)).blocks());
  }

  @Test
  void folderInPlaceOfTheFile_isNamed() throws IOException {
    Files.createDirectory(proofs.proofFile(account));
    IOException refusal = assertThrows(IOException.class, () -> standing(Samples.terms()));
    assertEquals(proofs.proofFile(account) + ": a folder, want a file", refusal.getMessage());
  }

  @Test
  void foreignFile_isNamedAndNeverWrittenOver() throws IOException, MalformedException {
    byte[] foreign = {'h', 'i'};
    put(foreign);
    Standing.Damaged damaged = assertInstanceOf(Standing.Damaged.class, standing(Samples.terms()));
    assertTrue(damaged.why().startsWith(proofs.proofFile(account).toString()), damaged.why());
    assertTrue(damaged.why().endsWith("move it away, or put back a copy that is whole"));
    assertInstanceOf(KeepOutcome.Blocked.class, proofs.keep(sound(), Samples.terms()));
    assertArrayEquals(foreign, Files.readAllBytes(proofs.proofFile(account)));
  }

  @Test
  void proofOfAnotherAccount_underThisName_isDamaged() throws IOException, MalformedException {
    AccountRef other = Samples.account("eip155:1:" + account.address());
    put(proof(Samples.challenge(other)).toBytes());
    Standing.Damaged damaged = assertInstanceOf(Standing.Damaged.class, standing(Samples.terms()));
    assertTrue(damaged.problem().contains("the proof of " + other), damaged.problem());
  }

  @Test
  void cutFile_andTooLargeOne_areDamaged() throws IOException, MalformedException {
    byte[] whole = sound().toBytes();
    put(Arrays.copyOf(whole, whole.length - 1));
    assertInstanceOf(Standing.Damaged.class, standing(Samples.terms()));
    put(new byte[OwnershipProof.LIMITS.maxBytes() + 10]);
    assertInstanceOf(Standing.Damaged.class, standing(Samples.terms()));
  }

  @Test
  void challenge_staysTheSame_whileItServes() throws IOException, MalformedException {
    OwnershipChallenge asked = ask(Samples.terms(), Samples.BLOCK, Samples.EXPIRES);
    assertEquals(asked.text(), Files.readString(proofs.challengeFile(account)));
    assertEquals(asked, ask(Samples.terms(), Samples.LATER, "2027-01-31T00:00:00Z"));
    assertEquals(Optional.of(asked), proofs.askedFor(account));
    OwnershipChallenge next =
        ask(at("2026-11-05T00:00:00Z"), Samples.LATER, "2027-01-31T00:00:00Z");
    assertNotEquals(asked, next);
    assertEquals(Optional.of(next), proofs.askedFor(account));
  }

  private OwnershipChallenge ask(OwnershipTerms terms, BlockRef block, String expires)
      throws IOException, MalformedException {
    return proofs.challenge(account, terms, Samples.CHECKPOINT, block, Samples.time(expires));
  }

  @Test
  void challenge_thatWouldNotServe_isNotAsked() throws MalformedException {
    BlockRef unknown = new BlockRef(Samples.BLOCK.chain(), Samples.CHECKPOINT.root());
    assertThrows(
        IllegalArgumentException.class, () -> ask(Samples.terms(), unknown, Samples.EXPIRES));
    assertThrows(
        IllegalArgumentException.class,
        () -> ask(Samples.terms(), Samples.BLOCK, "2026-09-09T00:00:00Z"));
    assertThrows(
        IllegalArgumentException.class,
        () -> ask(at("2026-08-31T23:59:59Z"), Samples.LATER, Samples.EXPIRES));
    assertThrows(
        IllegalArgumentException.class,
        () -> ask(at("2026-11-02T00:00:01Z"), Samples.BLOCK, Samples.EXPIRES));
    OwnershipTerms terms = Samples.terms();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            proofs.challenge(
                account,
                terms,
                new CheckpointRef(7, Samples.CHECKPOINT.root()),
                Samples.BLOCK,
                Samples.time(Samples.EXPIRES)));
    assertFalse(Files.exists(proofs.challengeFile(account)));
  }

  /** Each of these was asked under other terms, and is asked anew. */
  @Test
  void challenge_ofAnotherIssuerOrLog_isAskedAnew() throws IOException, MalformedException {
    for (OwnershipTerms other :
        List.of(
            terms("other.example", "exchange.example/log", Samples.CHECKPOINT, Samples.BLOCK),
            terms("exchange.example", "other/log", Samples.CHECKPOINT, Samples.BLOCK))) {
      Files.deleteIfExists(proofs.challengeFile(account));
      OwnershipChallenge asked = ask(Samples.terms(), Samples.BLOCK, Samples.EXPIRES);
      OwnershipChallenge next = ask(other, Samples.BLOCK, Samples.EXPIRES);
      assertNotEquals(asked, next);
      assertEquals(other.issuer(), next.issuer());
      assertEquals(other.logOrigin(), next.logOrigin());
    }
  }

  @Test
  void challengeFile_ofSomethingElse_isNamed() throws IOException, MalformedException {
    for (String text :
        List.of("", "hi", Samples.challenge(account).text() + "\n", other().text())) {
      Files.writeString(proofs.challengeFile(account), text);
      IOException refusal = assertThrows(IOException.class, () -> proofs.askedFor(account));
      assertTrue(String.valueOf(refusal.getMessage()).contains("want it moved away"));
      assertEquals(text, Files.readString(proofs.challengeFile(account)));
    }
  }

  private OwnershipChallenge other() throws MalformedException {
    return Samples.challenge(Samples.account("eip155:1:" + account.address()));
  }
}
