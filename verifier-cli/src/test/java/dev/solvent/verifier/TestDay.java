package dev.solvent.verifier;

import dev.solvent.attest.statement.Replaces;
import dev.solvent.attest.statement.Statement;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Amount;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What one epoch of {@link TestPublication} is like.
 *
 * @param owed in ether's smallest unit
 * @param held the same; 0 is no holding at all
 * @param late how long after the day it is due the statement is as of
 * @param wallet what is done with the wallet that holds it
 * @param solvency the report that is published with it
 */
public record TestDay(
    Map<AccountId, Amount> owed,
    long held,
    Duration late,
    Optional<Replaces> replaces,
    Wallet wallet,
    Optional<TestSolvency> solvency) {
  /** What an exchange may do with the one wallet that it shows. */
  public enum Wallet {
    HONEST,
    /** Listed a second time, under another number of the same coin. */
    COUNTED_TWICE,
    /** Signed for another exchange, whose signature is shown again. */
    SIGNED_FOR_ANOTHER
  }

  public static final AccountId ALICE = new AccountId("alice@example.com");
  public static final AccountId BOB = new AccountId("bob@example.com");
  public static final long ETHER = 1_000_000_000_000_000_000L;

  /** Alice is owed 1.5, Bob 0.5, and 3 are held. */
  public static final TestDay ORDINARY =
      new TestDay(
          Map.of(ALICE, Amount.of(3 * ETHER / 2), BOB, Amount.of(ETHER / 2)),
          3 * ETHER,
          Duration.ZERO,
          Optional.empty(),
          Wallet.HONEST,
          Optional.empty());

  /**
   * Nobody is owed anything, and nothing is held: the first epoch, since there is no checkpoint yet
   * that a proof of ownership could name.
   */
  public static final TestDay EMPTY =
      new TestDay(Map.of(), 0, Duration.ZERO, Optional.empty(), Wallet.HONEST, Optional.empty());

  public TestDay {
    owed = Map.copyOf(owed);
  }

  public TestDay owing(Map<AccountId, Amount> balances) {
    return new TestDay(balances, held, late, replaces, wallet, solvency);
  }

  public TestDay holding(long units) {
    return new TestDay(owed, units, late, replaces, wallet, solvency);
  }

  public TestDay late(Duration by) {
    return new TestDay(owed, held, by, replaces, wallet, solvency);
  }

  public TestDay replacing(Statement earlier, String reason) {
    return new TestDay(
        owed, held, late, Optional.of(new Replaces(reason, earlier.id())), wallet, solvency);
  }

  public TestDay with(Wallet other) {
    return new TestDay(owed, held, late, replaces, other, solvency);
  }

  public TestDay with(TestSolvency report) {
    return new TestDay(owed, held, late, replaces, wallet, Optional.of(report));
  }
}
