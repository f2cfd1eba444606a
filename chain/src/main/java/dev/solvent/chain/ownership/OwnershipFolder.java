package dev.solvent.chain.ownership;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.ownership.CheckpointRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder with two files for each account: the challenge that it was last asked to sign, and the
 * proof that it did. What is read is checked each time and never trusted for where it lies. One
 * process at a time may write.
 *
 * <p>A file is called after its account, with {@code _} for each colon. No account has an
 * underscore, so no two share a name; where a file system takes upper and lower case for the same,
 * the account in the file tells them apart, and the second is refused.
 */
public final class OwnershipFolder {
  private static final String CONTRACT = ".contract.txt";
  private static final int MAX_CHALLENGE = 2_000;
  private static final int MAX_CLAIM = 40_000;
  private static final String PROOF = ".proof.json";
  private static final String CHALLENGE = ".challenge.txt";

  private final Path folder;

  /** Makes the folder where there is none. */
  public OwnershipFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  public Path proofFile(AccountRef account) {
    return folder.resolve(name(account, PROOF));
  }

  public Path challengeFile(AccountRef account) {
    return folder.resolve(name(account, CHALLENGE));
  }

  private static String name(AccountRef account, String ending) {
    return account.toString().replace(':', '_') + ending;
  }

  /** What lies here and belongs to none of these accounts: former ones', or a misplaced file. */
  public List<Path> foreign(Collection<AccountRef> accounts) throws IOException {
    Set<Path> own = new HashSet<>();
    for (AccountRef account : accounts) {
      own.add(proofFile(account));
      own.add(challengeFile(account));
      own.add(folder.resolve(name(account, CONTRACT)));
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !own.contains(file)).sorted().toList();
    }
  }

  /** What these accounts' files rest on; files that cannot be read name nothing. */
  public Named named(Collection<AccountRef> accounts) throws IOException {
    List<OwnershipProof> kept = new ArrayList<>();
    List<OwnershipChallenge> asked = new ArrayList<>();
    for (AccountRef account : accounts) {
      if (read(account) instanceof Found.Proof(OwnershipProof proof)) {
        kept.add(proof);
      }
      askedFor(account).ifPresent(asked::add);
      contractClaim(account).ifPresent(claim -> asked.add(claim.challenge()));
    }
    return Named.of(kept, asked);
  }

  /** Whether the account's proof serves, or why it is due to sign. */
  public Standing standing(AccountRef account, OwnershipTerms terms) throws IOException {
    return switch (read(account)) {
      case Found.Proof(OwnershipProof proof) -> terms.standing(account, proof);
      case Found.Nothing(Standing why) -> why;
    };
  }

  /** What the account's file is. */
  private sealed interface Found {
    record Proof(OwnershipProof proof) implements Found {}

    record Nothing(Standing why) implements Found {}
  }

  private Found read(AccountRef account) throws IOException {
    Path file = proofFile(account);
    Optional<byte[]> bytes = AtomicFile.read(file, OwnershipProof.LIMITS.maxBytes());
    if (bytes.isEmpty()) {
      return new Found.Nothing(new Standing.Missing());
    }
    try {
      OwnershipProof proof = OwnershipProof.parse(bytes.get());
      AccountRef found = proof.challenge().account();
      return found.equals(account)
          ? new Found.Proof(proof)
          : damaged(file, "the proof of " + found + ", want that of " + account);
    } catch (MalformedException e) {
      return damaged(file, "no proof of ownership (" + e.getMessage() + ")");
    }
  }

  private static Found damaged(Path file, String problem) {
    return new Found.Nothing(new Standing.Damaged(file, problem));
  }

  /** Keeps a proof that serves, if the one that is there does not hold as long. */
  public KeepOutcome keep(OwnershipProof proof, OwnershipTerms terms) throws IOException {
    AccountRef account = proof.challenge().account();
    Standing offered = terms.standing(account, proof);
    if (offered.serving().isEmpty() && offered instanceof Standing.Due due) {
      return new KeepOutcome.Unfit(due);
    }
    Standing.Serving serving = offered.serving().orElseThrow();
    Path file = proofFile(account);
    Standing present = standing(account, terms);
    if (present instanceof Standing.Damaged damaged) {
      return new KeepOutcome.Blocked(damaged);
    }
    Optional<Instant> until = present.serving().map(Standing.Serving::until);
    if (until.isPresent() && !until.get().isBefore(serving.until())) {
      return new KeepOutcome.NoBetter(file, until.get(), serving.until());
    }
    AtomicFile.write(folder, name(account, PROOF), serving.file().toBytes());
    return new KeepOutcome.Kept(file, offered);
  }

  /**
   * The text that an account has to sign. One that it was asked to sign before stays the one as
   * long as a signature over it would serve: somebody may be on the way to the safe with it.
   *
   * @param checkpoint of the log, the newest that there is
   * @param block a final one, which nobody could know long before
   */
  public OwnershipChallenge challenge(
      AccountRef account,
      OwnershipTerms terms,
      CheckpointRef checkpoint,
      BlockRef block,
      Timestamp expires)
      throws IOException {
    Optional<OwnershipChallenge> asked = askedFor(account).filter(terms::serves);
    if (asked.isPresent()) {
      return asked.get();
    }
    OwnershipChallenge challenge =
        new OwnershipChallenge(
            terms.issuer(), terms.logOrigin(), account, checkpoint, block, expires);
    if (!terms.serves(challenge)) {
      throw new IllegalArgumentException(
          "a challenge that would not serve, want a checkpoint and a block of the terms, and an end"
              + " after "
              + terms.needed());
    }
    byte[] text = challenge.text().getBytes(StandardCharsets.US_ASCII);
    AtomicFile.write(folder, name(account, CHALLENGE), text);
    return challenge;
  }

  /** The challenge that the account was last asked to sign. */
  public Optional<OwnershipChallenge> askedFor(AccountRef account) throws IOException {
    Path file = challengeFile(account);
    Optional<byte[]> bytes = AtomicFile.read(file, MAX_CHALLENGE);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      OwnershipChallenge challenge =
          OwnershipChallenge.parse(new String(bytes.get(), StandardCharsets.ISO_8859_1));
      if (challenge.account().equals(account)) {
        return Optional.of(challenge);
      }
      throw new MalformedException("of " + challenge.account() + ", want " + account);
    } catch (MalformedException e) {
      throw new IOException(
          file + ": not this account's challenge (" + e.getMessage() + "), want it moved away", e);
    }
  }

  /** What the account's contract is to be asked, where its challenge serves. */
  public Optional<ContractClaim> contractClaim(AccountRef account, OwnershipTerms terms)
      throws IOException {
    return contractClaim(account).filter(claim -> terms.serves(claim.challenge()));
  }

  private Optional<ContractClaim> contractClaim(AccountRef account) throws IOException {
    Path file = folder.resolve(name(account, CONTRACT));
    Optional<byte[]> bytes = AtomicFile.read(file, MAX_CLAIM);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      ContractClaim claim =
          ContractClaim.parse(new String(bytes.get(), StandardCharsets.ISO_8859_1));
      if (claim.challenge().account().equals(account)) {
        return Optional.of(claim);
      }
      throw new MalformedException("of " + claim.challenge().account() + ", want " + account);
    } catch (MalformedException e) {
      throw new IOException(
          file
              + ": not what this account's contract is to be asked ("
              + e.getMessage()
              + "), want it moved away",
          e);
    }
  }

  /** Keeps it; whether the contract accepts the signature is to be asked before, and each time. */
  public Path keep(ContractClaim claim) throws IOException {
    String name = name(claim.challenge().account(), CONTRACT);
    AtomicFile.write(folder, name, claim.text().getBytes(StandardCharsets.US_ASCII));
    return folder.resolve(name);
  }
}
