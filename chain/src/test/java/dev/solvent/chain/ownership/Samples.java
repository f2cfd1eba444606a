package dev.solvent.chain.ownership;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.ownership.hot.HotKeys;
import dev.solvent.chain.ownership.hot.HotSigner;
import dev.solvent.chain.ownership.hot.SigningOutcome;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One issuer's terms and challenges, and keys that anybody may know. */
public final class Samples {
  /** The first of anvil's accounts, from its well-known mnemonic. */
  public static final String ANVIL_KEY =
      "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

  public static final String ANVIL_ACCOUNT =
      "eip155:31337:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

  public static final CheckpointRef CHECKPOINT =
      new CheckpointRef(6, Digests.sha256(new byte[] {1}));
  public static final BlockRef BLOCK = new BlockRef(ChainId.evm(1), Digests.sha256(new byte[] {2}));
  public static final BlockRef LATER = new BlockRef(ChainId.evm(1), Digests.sha256(new byte[] {3}));
  public static final String EXPIRES = "2026-12-31T00:00:00Z";
  public static final String AS_OF = "2026-09-02T00:00:00Z";
  private static final Issuer ISSUER = new Issuer("exchange.example");
  private static final String LOG = "exchange.example/log";

  private Samples() {}

  public static Timestamp time(String text) throws MalformedException {
    return Timestamp.parse(text);
  }

  public static AccountRef account(String text) throws MalformedException {
    return AccountRef.parse(text);
  }

  public static OwnershipTerms terms() throws MalformedException {
    return terms(AS_OF, SafeRule.NONE, Map.of());
  }

  /** A week's margin, an age of 100 days; one block of August and one of September. */
  public static OwnershipTerms terms(String asOf, SafeRule safes, Map<BlockRef, Timestamp> more)
      throws MalformedException {
    Map<BlockRef, Timestamp> blocks = new HashMap<>(more);
    blocks.put(BLOCK, time("2026-08-01T00:00:00Z"));
    blocks.put(LATER, time("2026-09-01T00:00:00Z"));
    return new OwnershipTerms(
        ISSUER,
        LOG,
        Set.of(CHECKPOINT),
        blocks,
        time(asOf),
        Duration.ofDays(7),
        Duration.ofDays(100),
        safes);
  }

  public static OwnershipChallenge challenge(AccountRef account) throws MalformedException {
    return challenge(account, BLOCK, EXPIRES);
  }

  public static OwnershipChallenge challenge(AccountRef account, BlockRef block, String expires)
      throws MalformedException {
    return new OwnershipChallenge(ISSUER, LOG, account, CHECKPOINT, block, time(expires));
  }

  public static HotSigner signer(Path folder, String... keys) throws IOException {
    return new HotSigner(HotKeys.read(keyFile(folder, String.join("\n", keys) + "\n")));
  }

  public static Path keyFile(Path folder, String text) throws IOException {
    Path file =
        Files.createTempFile(
            folder,
            "keys",
            ".txt",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  public static OwnershipProof proof(SigningOutcome outcome) {
    return switch (outcome) {
      case SigningOutcome.Signed(OwnershipProof proof) -> proof;
      case SigningOutcome.Refused(String detail) -> throw new AssertionError(detail);
    };
  }
}
