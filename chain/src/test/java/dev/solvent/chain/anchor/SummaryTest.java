package dev.solvent.chain.anchor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.StructuredDataEncoder;

/** A summary, its hash and its signatures, without a chain. */
final class SummaryTest {
  private static final Feed FEED =
      new Feed(
          FeedWorld.CHAIN,
          new EvmAddress(
              Octets.of(
                  new byte[] {
                    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
                  })));
  private static final Summary SUMMARY = FeedWorld.summary(1, FeedWorld.assets(3));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, FeedTerms.MAX_ASSETS})
  void hash_isThatOfWeb3j(int assets) throws Exception {
    Summary summary = FeedWorld.summary(9, FeedWorld.assets(assets));
    assertArrayEquals(
        new StructuredDataEncoder(summary.typedData(FEED)).hashStructuredData(),
        summary.hash(FEED).toBytes());
  }

  @Test
  void hash_ofTheLargestAmount_isThatOfWeb3j() throws Exception {
    Summary summary =
        new Summary(
            SUMMARY.issuer(),
            SUMMARY.epoch(),
            SUMMARY.asOf(),
            SUMMARY.statement(),
            List.of(new Figures(FeedWorld.assets(1).getFirst(), Amount.MAX, Amount.ZERO)));
    assertArrayEquals(
        new StructuredDataEncoder(summary.typedData(FEED)).hashStructuredData(),
        summary.hash(FEED).toBytes());
  }

  @Test
  void signatures_areSortedAndCountedOnce() throws Exception {
    EvmKeyFile first = FeedWorld.SIGNERS.get(0);
    EvmKeyFile last = FeedWorld.SIGNERS.get(2);
    assertEquals(
        List.of(first.address(), last.address()),
        FeedWorld.signed(SUMMARY, FEED, last, first, last).signers());
  }

  @Test
  void summary_thatNoFeedTakes_cannotBeBuilt() {
    List<Asset> assets = FeedWorld.assets(2);
    assertRefused("0 assets, want 1 to 32", () -> FeedWorld.summary(1, List.of()));
    assertRefused("33 assets, want 1 to 32", () -> FeedWorld.summary(1, FeedWorld.assets(33)));
    assertRefused(
        "asset COIN10:8 after COIN11:8, want ascending, each once",
        () -> FeedWorld.summary(1, assets.reversed()));
    assertRefused(
        "asset COIN10:8 after COIN10:8, want ascending, each once",
        () -> FeedWorld.summary(1, List.of(assets.getFirst(), assets.getFirst())));
    assertRefused(
        "asOf 1969-12-31T23:59:59Z, want 1970 or later",
        () ->
            new Summary(
                SUMMARY.issuer(),
                SUMMARY.epoch(),
                Timestamp.parse("1969-12-31T23:59:59Z"),
                SUMMARY.statement(),
                SUMMARY.figures()));
  }

  @Test
  void terms_thatNoFeedTakes_cannotBeBuilt() {
    FeedTerms good = FeedWorld.terms(FeedWorld.assets(1));
    List<EvmAddress> signers = good.signers();
    EvmAddress nobody = new EvmAddress(Octets.of(new byte[20]));
    assertRefused(
        "threshold 0, want 1 to 3", () -> new FeedTerms(good.issuer(), signers, 0, good.assets()));
    assertRefused(
        "threshold 4, want 1 to 3", () -> new FeedTerms(good.issuer(), signers, 4, good.assets()));
    assertRefused(
        "0 signers, want 1 to 32", () -> new FeedTerms(good.issuer(), List.of(), 1, good.assets()));
    for (List<EvmAddress> bad :
        List.of(List.of(signers.get(0), signers.get(0)), List.of(nobody), signers.reversed())) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> new FeedTerms(good.issuer(), bad, 1, good.assets()));
      assertEquals(true, refusal.getMessage().endsWith("want ascending, each once, and not 0"));
    }
    ChainId bitcoin = new ChainId("bip122", "000000000019d6689c085ae165831e93");
    assertRefused(
        "chain bip122:000000000019d6689c085ae165831e93, want an EVM chain",
        () -> new Feed(bitcoin, nobody));
  }

  private interface Build {
    Object build() throws Exception;
  }

  private static void assertRefused(String message, Build build) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, build::build).getMessage());
  }

  @Test
  void keyFile_isReadAndDoesNotPrint(@TempDir Path folder) throws Exception {
    String digits = "5".repeat(63) + "1";
    Path file = owned(folder, digits + "\n");
    EvmKeyFile key = EvmKeyFile.read(file);
    assertEquals(FeedWorld.key(digits).address(), key.address());
    assertEquals(
        key.address(), key.sign(SUMMARY.statement()).signer(SUMMARY.statement()).orElseThrow());
    assertEquals("key of " + key.address(), key.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 65, 66, 70})
  void keyFile_ofAnotherLength_isRefused(int digits, @TempDir Path folder) throws Exception {
    Path file = owned(folder, "5".repeat(digits));
    assertThrows(MalformedException.class, () -> EvmKeyFile.read(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {81, 1_000_000})
  void keyFile_thatIsFarTooLong_isNotReadToItsEnd(int digits, @TempDir Path folder)
      throws Exception {
    Path file = owned(folder, "5".repeat(digits));
    String why = assertThrows(IOException.class, () -> EvmKeyFile.read(file)).getMessage();
    assertEquals(file + ": more than 80 bytes, want at most 80", why);
  }

  @Test
  void keyFile_thatOthersMayRead_isRefused(@TempDir Path folder) throws Exception {
    Path file = owned(folder, "5".repeat(64));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    String why = assertThrows(IOException.class, () -> EvmKeyFile.read(file)).getMessage();
    assertEquals(
        file + ": open to group or others, want it for its owner alone: chmod 600 " + file, why);
  }

  private static Path owned(Path folder, String content) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve("key"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        "5555555555555555555555555555555555555555555555555555555555555 55",
        "555555555555555555555555555555555555555555555555555555555555555A"
      })
  void keyFile_withoutAKey_isRefused(String digits) {
    MalformedException refusal =
        assertThrows(MalformedException.class, () -> EvmKeyFile.parse(digits));
    assertFalse(refusal.getMessage().contains("5555"));
  }
}
