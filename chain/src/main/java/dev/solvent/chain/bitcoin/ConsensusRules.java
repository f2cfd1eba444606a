package dev.solvent.chain.bitcoin;

import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.math.BigInteger;

/**
 * What a chain's own rules say of work and money, as far as it is checked here.
 *
 * @param easiest the easiest target that the chain has, in compact form
 * @param maxUnits how many of its smallest units there will ever be
 */
record ConsensusRules(WorkFunction work, long easiest, long maxUnits) {
  private static final long COIN = 100_000_000L;
  private static final long BITCOINS = 21_000_000 * COIN;
  private static final long LITECOINS = 84_000_000 * COIN;

  /** Met by every second try. */
  private static final long REGTEST = 0x207fffffL;

  static ConsensusRules of(BitcoinChain chain) {
    return switch (chain) {
      case BITCOIN, BITCOIN_TESTNET ->
          new ConsensusRules(WorkFunction.SHA256D, 0x1d00ffffL, BITCOINS);
      case BITCOIN_REGTEST -> new ConsensusRules(WorkFunction.SHA256D, REGTEST, BITCOINS);
      case LITECOIN -> new ConsensusRules(WorkFunction.SCRYPT, 0x1e0fffffL, LITECOINS);
      case LITECOIN_REGTEST -> new ConsensusRules(WorkFunction.SCRYPT, REGTEST, LITECOINS);
    };
  }

  /** Refuses a header whose work does not meet its own target, or whose target is too easy. */
  void requireWork(RawHeader header) throws MalformedException {
    BigInteger target = target(header.bits());
    if (target.signum() <= 0 || target.compareTo(target(easiest)) > 0) {
      throw new MalformedException(
          "block "
              + header.hash()
              + (" with target " + Long.toHexString(header.bits()))
              + (", want one from 1 to " + Long.toHexString(easiest)));
    }
    Hash reached = work.of(header.bytes().toBytes());
    if (new BigInteger(1, reached.toBytes()).compareTo(target) > 0) {
      throw new MalformedException(
          "block " + header.hash() + " without its work, want " + work + " to meet its target");
    }
  }

  /** Compact form: a byte of length, then the sign and the first three bytes of the number. */
  private static BigInteger target(long bits) {
    int length = (int) (bits >>> 24);
    long first = bits & 0x7fffff;
    BigInteger value = BigInteger.valueOf(first).shiftLeft(8 * (length - 3));
    return (bits & 0x800000) == 0 ? value : value.negate();
  }
}
