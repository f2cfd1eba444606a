package dev.solvent.server.demo.chain;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.math.BigInteger;
import java.util.Locale;

/** Addresses and a token, as tests use them. */
final class Holders {
  static final ChainId CHAIN = ChainId.evm(1337);
  static final AssetRef COIN = new AssetRef(CHAIN, AssetRef.COIN, "60");
  static final DemoToken TOKEN = new DemoToken(holder(1_000), new Asset(new Ticker("USDT"), 6));

  private Holders() {}

  static EvmAddress holder(int number) {
    try {
      return EvmAddress.parse(String.format(Locale.ROOT, "0x%040x", number));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  static BigInteger units(long units) {
    return BigInteger.valueOf(units);
  }
}
