package dev.solvent.attest.evm;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.Rlp.RlpList;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;
import java.util.List;

/** What a chain's state holds of one account. */
public record AccountState(BigInteger nonce, BigInteger balance, Hash storageRoot, Hash codeHash) {
  private static final int MAX_BYTES = 160;

  /** An account that the state does not hold: no money, no code, no storage. */
  public static final AccountState NONE =
      new AccountState(
          BigInteger.ZERO, BigInteger.ZERO, PatriciaProof.EMPTY_ROOT, Keccak256.hash());

  /** The account under a state root; a proof that shows nothing is malformed. */
  static AccountState prove(Hash stateRoot, EvmAddress address, List<Octets> nodes)
      throws MalformedException {
    byte[] key = Keccak256.hash(address.bytes().toBytes()).toBytes();
    return switch (PatriciaProof.check(stateRoot, key, nodes)) {
      case PatriciaOutcome.Present(Octets value) -> parse(value.toBytes());
      case PatriciaOutcome.Absent() -> NONE;
      case PatriciaOutcome.Refused(String detail) -> throw new MalformedException(detail);
    };
  }

  private static AccountState parse(byte[] rlp) throws MalformedException {
    RlpList list = Rlp.parseList(rlp, MAX_BYTES);
    if (list.items().size() != 4) {
      throw new MalformedException("an account of " + list.items().size() + " items, want 4");
    }
    return new AccountState(
        list.items().get(0).number(8),
        list.items().get(1).number(32),
        Hash.of(list.items().get(2).string(32)),
        Hash.of(list.items().get(3).string(32)));
  }

  /** A slot of the account's storage, zero where it holds none; else as {@link #prove}. */
  BigInteger slot(Hash slot, List<Octets> nodes) throws MalformedException {
    byte[] key = Keccak256.hash(slot.toBytes()).toBytes();
    return switch (PatriciaProof.check(storageRoot, key, nodes)) {
      case PatriciaOutcome.Present(Octets value) -> word(value.toBytes());
      case PatriciaOutcome.Absent() -> BigInteger.ZERO;
      case PatriciaOutcome.Refused(String detail) -> throw new MalformedException(detail);
    };
  }

  private static BigInteger word(byte[] rlp) throws MalformedException {
    BigInteger value = Rlp.parse(rlp, 33).number(32);
    if (value.signum() == 0) {
      throw new MalformedException("a slot that stores zero, want none");
    }
    return value;
  }
}
