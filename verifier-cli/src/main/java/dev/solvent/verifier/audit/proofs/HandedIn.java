package dev.solvent.verifier.audit.proofs;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.Receipt;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one customer handed in: an account proof, or a receipt, which has one inside.
 *
 * @param zeros the assets in which a receipt says that nothing is owed
 */
record HandedIn(
    String file,
    AccountId account,
    AccountKey key,
    List<InclusionProof> positions,
    List<Asset> zeros,
    Optional<AccountProof> proof,
    Optional<Envelope> receipt) {
  private static final int MOST_FILES = 100_000;
  private static final int MOST_BYTES = 64 << 20;

  /** A file that is neither. */
  record Unreadable(String file, String why) {}

  /** Every file of a folder, by name. */
  record Folder(List<HandedIn> read, List<Unreadable> unreadable) {}

  static Folder read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new UserError(folder + ": not a folder", "name the folder that the proofs lie in");
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).limit(MOST_FILES + 1).sorted().toList();
    }
    if (files.isEmpty() || files.size() > MOST_FILES) {
      throw new UserError(folder + ": " + files.size() + " files, want 1 to " + MOST_FILES, "");
    }
    List<HandedIn> read = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      try (InputStream in = Files.newInputStream(file)) {
        read.add(of(name, in.readNBytes(MOST_BYTES)));
      } catch (MalformedException e) {
        unreadable.add(new Unreadable(name, String.valueOf(e.getMessage())));
      }
    }
    return new Folder(read, unreadable);
  }

  private static HandedIn of(String file, byte[] bytes) throws MalformedException {
    Envelope envelope;
    try {
      envelope = Envelope.parse(bytes);
    } catch (MalformedException e) {
      AccountProof proof = AccountProof.parse(bytes);
      return new HandedIn(
          file,
          proof.accountId(),
          proof.accountKey(),
          proof.positions(),
          List.of(),
          Optional.of(proof),
          Optional.empty());
    }
    if (!envelope.payloadType().equals(Receipt.PAYLOAD_TYPE)) {
      throw new MalformedException("an envelope of another type, want a receipt's");
    }
    Receipt receipt = Receipt.parse(envelope.payload());
    return new HandedIn(
        file,
        receipt.accountId(),
        receipt.accountKey(),
        receipt.positions(),
        receipt.zeros(),
        receipt.accountProof(),
        Optional.of(envelope));
  }
}
