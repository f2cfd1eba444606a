package dev.solvent.server.demo.chain;

import static dev.solvent.server.demo.chain.Holders.CHAIN;
import static dev.solvent.server.demo.chain.Holders.holder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.anchor.EvmKeyFile;
import dev.solvent.chain.ownership.KeepOutcome;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.ownership.OwnershipTerms;
import dev.solvent.merkle.Issuer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoWalletTest {
  private static final Issuer ISSUER = new Issuer("exchange.example");
  private static final String LOG = "exchange.example/log";
  private static final CheckpointRef CHECKPOINT = new CheckpointRef(1, Digests.sha256(new byte[0]));
  private static final BlockRef BLOCK = new BlockRef(CHAIN, Digests.sha256(new byte[1]));
  private static final Instant NOW = Instant.parse("2026-09-02T00:00:00Z");

  @TempDir private Path folder;
  private DemoWallet wallet;

  @BeforeEach
  void create() throws Exception {
    wallet = DemoWallet.create(folder.resolve("keys.txt"), 3, new SecureRandom());
  }

  private static OwnershipTerms terms(Instant asOf) {
    return new OwnershipTerms(
        ISSUER,
        LOG,
        Set.of(CHECKPOINT),
        Map.of(BLOCK, new Timestamp(NOW)),
        new Timestamp(asOf),
        Duration.ZERO,
        Duration.ofDays(90),
        Policy.standard().safes());
  }

  private static OwnershipChallenge challenge(EvmAddress address) {
    Timestamp expires = new Timestamp(NOW.plus(Duration.ofDays(30)));
    return new OwnershipChallenge(
        ISSUER, LOG, AccountRef.of(CHAIN, address), CHECKPOINT, BLOCK, expires);
  }

  @Test
  void keysAreTheirOwners_andAddressesFollowFromThem() throws Exception {
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(wallet.file())));
    List<String> lines = Files.readAllLines(wallet.file());
    assertEquals(3, new HashSet<>(lines).size());
    Path one = folder.resolve("one.txt");
    for (int i = 0; i < lines.size(); i++) {
      Files.copy(wallet.file(), one); // for its permissions
      Files.writeString(one, lines.get(i));
      assertEquals(wallet.addresses().get(i), EvmKeyFile.read(one).address());
      Files.delete(one);
    }
  }

  @Test
  void fileThatIsThere_isNotWrittenOver() throws Exception {
    byte[] before = Files.readAllBytes(wallet.file());
    assertThrows(
        FileAlreadyExistsException.class,
        () -> DemoWallet.create(wallet.file(), 1, new SecureRandom()));
    assertEquals(List.of(wallet.file()), filesThere());
    assertEquals(before.length, Files.size(wallet.file()));
  }

  private List<Path> filesThere() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void sameRandomNumbers_giveTheSameKeys() throws Exception {
    DemoWallet one = DemoWallet.create(folder.resolve("one"), 2, new Random(1));
    DemoWallet same = DemoWallet.create(folder.resolve("same"), 2, new Random(1));
    DemoWallet other = DemoWallet.create(folder.resolve("other"), 2, new Random(2));
    assertEquals(one.addresses(), same.addresses());
    assertNotEquals(one.addresses(), other.addresses());
  }

  @Test
  void challengeIsSigned_andTheProofKept() throws Exception {
    OwnershipFolder owners = new OwnershipFolder(folder.resolve("ownership"));
    OwnershipChallenge challenge = challenge(wallet.addresses().get(2));
    KeepOutcome kept = wallet.own(challenge, terms(NOW), owners);
    assertInstanceOf(KeepOutcome.Kept.class, kept);
    assertInstanceOf(KeepOutcome.NoBetter.class, wallet.own(challenge, terms(NOW), owners));
  }

  @Test
  void strangersAccount_isNotSignedFor() {
    assertThrows(IllegalArgumentException.class, () -> wallet.sign(challenge(holder(1))));
  }

  @Test
  void challengeThatHasEnded_isNotKept() throws Exception {
    OwnershipFolder owners = new OwnershipFolder(folder.resolve("ownership"));
    OwnershipTerms late = terms(NOW.plus(Duration.ofDays(31)));
    OwnershipChallenge challenge = challenge(wallet.addresses().getFirst());
    assertThrows(IllegalArgumentException.class, () -> wallet.own(challenge, late, owners));
  }
}
