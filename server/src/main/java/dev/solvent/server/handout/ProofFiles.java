package dev.solvent.server.handout;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.program.TemporaryFolder;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Hash;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A folder of account proofs, ten thousand to a sub-folder: {@code 0000/1.json} and so on. Which
 * customer has which number, {@code index.csv} alone says; it is there once all of them are.
 * Without {@link #commit} the folder goes again. Thread-safe but for the end.
 */
final class ProofFiles implements Recipients.Task, Closeable {
  static final String INDEX = "index.csv";
  private static final int TO_A_FOLDER = 10_000;

  private final Handouts handouts;
  private final Path folder;
  private final Optional<Hash> attestation;
  private final Optional<Bundle> bundle;
  private final Path unfinished;
  private final BufferedWriter index; // guarded by this
  private final AtomicLong last = new AtomicLong();
  private boolean committed;

  /**
   * Makes the folder.
   *
   * @param attestation the id of the statement, once there is one
   * @param bundle what is put into every file, so that each verifies by itself
   */
  ProofFiles(Handouts handouts, Path folder, Optional<Hash> attestation, Optional<Bundle> bundle)
      throws IOException {
    this.handouts = handouts;
    this.folder = folder;
    this.attestation = attestation;
    this.bundle = bundle;
    OwnerOnly.createFolder(folder);
    unfinished = folder.resolve(INDEX + ".unfinished");
    index = OwnerOnly.createText(unfinished);
    index.write("account,file\n");
  }

  @Override
  public void account(AccountId account, EpochKeys keys) throws IOException {
    Optional<AccountProof> proof = handouts.proof(account, keys.account(account), attestation);
    if (proof.isEmpty()) {
      return; // nothing is owed to it
    }
    byte[] bytes = bundle.map(proof.get()::with).orElse(proof.get()).toBytes();
    long number = last.incrementAndGet();
    String name = String.format(Locale.ROOT, "%04d/%d.json", (number - 1) / TO_A_FOLDER, number);
    makeFolderOf(name);
    try (OutputStream out = OwnerOnly.create(folder.resolve(name))) {
      out.write(bytes);
    }
    synchronized (this) {
      index.write(Csv.field(account.text()) + "," + name + "\n");
    }
  }

  private synchronized void makeFolderOf(String name) throws IOException {
    Path sub = folder.resolve(name).resolveSibling("");
    if (!Files.isDirectory(sub)) {
      OwnerOnly.createFolder(sub);
    }
  }

  long written() {
    return last.get();
  }

  void commit() throws IOException {
    index.close();
    Files.move(unfinished, folder.resolve(INDEX), StandardCopyOption.ATOMIC_MOVE);
    committed = true;
  }

  @Override
  public void close() throws IOException {
    index.close();
    if (!committed) {
      TemporaryFolder.delete(folder);
    }
  }
}
