package dev.solvent.attest.caip;

import java.util.Arrays;
import java.util.Optional;

/** The chains whose addresses and messages are Bitcoin's but for some constants. */
public enum BitcoinChain {
  BITCOIN("000000000019d6689c085ae165831e93", 0, 0x00, 0x05, "bc", "Bitcoin"),
  BITCOIN_TESTNET("000000000933ea01ad0ee984209779ba", 1, 0x6F, 0xC4, "tb", "Bitcoin"),
  BITCOIN_REGTEST("0f9188f13cb7b2c71f2a335e3a4fc328", 1, 0x6F, 0xC4, "bcrt", "Bitcoin"),
  LITECOIN("12a765e31ffd4059bada1e25190f6e98", 2, 0x30, 0x32, "ltc", "Litecoin"),
  LITECOIN_REGTEST("530827f38f93b43ed12af0b3ad25a288", 1, 0x6F, 0x3A, "rltc", "Litecoin");

  private final String genesis;
  private final int coinType;
  private final int keyHashVersion;
  private final int scriptHashVersion;
  private final String humanPart;
  private final String messageName;

  BitcoinChain(
      String genesis,
      int coinType,
      int keyHashVersion,
      int scriptHashVersion,
      String humanPart,
      String messageName) {
    this.genesis = genesis;
    this.coinType = coinType;
    this.keyHashVersion = keyHashVersion;
    this.scriptHashVersion = scriptHashVersion;
    this.humanPart = humanPart;
    this.messageName = messageName;
  }

  static Optional<BitcoinChain> ofGenesis(String genesis) {
    return Arrays.stream(values()).filter(chain -> chain.genesis.equals(genesis)).findFirst();
  }

  public ChainId id() {
    return new ChainId(ChainId.BITCOIN_LIKE, genesis);
  }

  /** The coin's number in SLIP-44. */
  public int coinType() {
    return coinType;
  }

  int keyHashVersion() {
    return keyHashVersion;
  }

  int scriptHashVersion() {
    return scriptHashVersion;
  }

  String humanPart() {
    return humanPart;
  }

  /** What wallets hash before a message, so that no transaction can pass for one. */
  public String messageMagic() {
    return messageName + " Signed Message:\n";
  }
}
