package dev.solvent.verifier.check;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.Receipt;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import java.nio.file.Path;
import java.util.Optional;

/** What the customer has of their own. Nothing of it is believed. */
sealed interface Given {
  /** Of one epoch. */
  sealed interface OfOneEpoch extends Given {
    /** As the user named it. */
    String name();

    /** Where it lies; nowhere, where it came through a pipe. */
    Optional<Path> file();

    AccountId account();

    Issuer issuer();

    Epoch epoch();

    /** What is checked of it; empty where nothing is owed. */
    Optional<AccountProof> proof();
  }

  record Proof(String name, Optional<Path> file, AccountProof stated) implements OfOneEpoch {
    @Override
    public AccountId account() {
      return stated.accountId();
    }

    @Override
    public Issuer issuer() {
      return stated.issuer();
    }

    @Override
    public Epoch epoch() {
      return stated.epoch();
    }

    @Override
    public Optional<AccountProof> proof() {
      return Optional.of(stated);
    }
  }

  record Signed(String name, Optional<Path> file, Envelope envelope, Receipt receipt)
      implements OfOneEpoch {
    @Override
    public AccountId account() {
      return receipt.accountId();
    }

    @Override
    public Issuer issuer() {
      return receipt.issuer();
    }

    @Override
    public Epoch epoch() {
      return receipt.epoch();
    }

    @Override
    public Optional<AccountProof> proof() {
      return receipt.accountProof();
    }
  }

  /**
   * A link, which opens every epoch.
   *
   * @param address of its page, without anything secret; empty where the link came without
   */
  record Link(Optional<String> address, AccountLink link) implements Given {}
}
