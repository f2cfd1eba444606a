package dev.solvent.attest.caip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.solvent.merkle.MalformedException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class CaipTest {
  private static final String BITCOIN = "bip122:000000000019d6689c085ae165831e93";
  private static final String EVM = "eip155:1:0x52908400098527886e0f7030069857d2e4169ee7";

  private static String script(String account) throws MalformedException {
    return AccountRef.parse(account).decoded().bytes().toString();
  }

  /** BIP-173's and BIP-350's examples, and the genesis block's address. */
  @Test
  void addresses_decodeToTheirScripts() throws MalformedException {
    assertEquals(
        "0014751e76e8199196d454941c45d1b3a323f1433bd6",
        script(BITCOIN + ":bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"));
    assertEquals(
        "00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262",
        script(
            "bip122:000000000933ea01ad0ee984209779ba"
                + ":tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7"));
    assertEquals(
        "512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
        script(BITCOIN + ":bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"));
    assertEquals(
        "76a91462e907b15cbf27d5425399ebf6f0fb50ebb88f1888ac",
        script(BITCOIN + ":1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"));
    assertEquals(
        "76a914" + "ff".repeat(20) + "88ac",
        script(BITCOIN + ":1QLbz7JHiBTspS962RLKV8GndWFwi5j6Qr"));
    assertEquals(
        "a914e9c3dd0c07aac76179ebc76a6c78d4d67c6c160a87",
        script(BITCOIN + ":3P14159f73E4gFr7JterCCQh9QjiTjiZrG"));
    assertEquals(
        "a9144e9f39ca4688ff102128ea4ccda34105324305b087",
        script("bip122:000000000933ea01ad0ee984209779ba:2MzQwSSnBHWHqSAqtTVQ6v47XtaisrJa1Vc"));
    assertEquals("52908400098527886e0f7030069857d2e4169ee7", script(EVM));
  }

  /** One key, one program, on each chain's own spelling. */
  @Test
  void eachChain_refusesTheOthersAddresses() throws MalformedException {
    String address = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    for (BitcoinChain chain : BitcoinChain.values()) {
      assertEquals(chain, chain.id().bitcoin().orElseThrow());
      assertEquals(chain.id(), ChainId.parse(chain.id().toString()));
      if (chain != BitcoinChain.BITCOIN) {
        assertThrows(MalformedException.class, () -> BitcoinAddress.parse(chain, address));
        assertThrows(
            MalformedException.class,
            () -> BitcoinAddress.parse(chain, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"));
      }
    }
  }

  @Test
  void everySpellingThatRoundTrips() throws MalformedException {
    assertEquals(EVM, AccountRef.parse(EVM).toString());
    for (String asset :
        List.of(
            "eip155:1/slip44:60",
            BITCOIN + "/slip44:0",
            "bip122:12a765e31ffd4059bada1e25190f6e98/slip44:2",
            "eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7")) {
      assertEquals(asset, AssetRef.parse(asset).toString());
    }
  }

  @Test
  void otherSpellings_areRefused() {
    for (String chain :
        List.of(
            "",
            "eip155",
            "eip155:",
            "eip155:0",
            "eip155:01",
            "eip155:x",
            "EIP155:1",
            "eip155:" + "1".repeat(33),
            "bip122:000000000019d6689c085ae165831e94",
            "solana:5eykt",
            "bip122:000000000019D6689C085AE165831E93",
            " eip155:1",
            "eip155:1 ",
            "eip155:1:1")) {
      assertThrows(MalformedException.class, () -> ChainId.parse(chain), chain);
    }
    for (String account :
        List.of(
            "eip155:1:0x52908400098527886E0F7030069857D2E4169EE7",
            "eip155:1:0X52908400098527886e0f7030069857d2e4169ee7",
            "eip155:1:52908400098527886e0f7030069857d2e4169ee7",
            "eip155:1:0x52",
            "eip155:1:",
            "eip155:1",
            "0x52",
            ":",
            "",
            BITCOIN + ":BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            BITCOIN + ":bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
            BITCOIN + ":1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
            BITCOIN + ":11A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            BITCOIN + ":1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf0a",
            BITCOIN + ":" + "1".repeat(25),
            BITCOIN + ":" + "z".repeat(65),
            BITCOIN + ":")) {
      assertThrows(MalformedException.class, () -> AccountRef.parse(account), account);
    }
    for (String asset :
        List.of(
            "",
            "eip155:1",
            "eip155:1/",
            "eip155:1/slip44",
            "eip155:1/slip44:",
            "eip155:1/slip44:060",
            BITCOIN + "/slip44:2",
            BITCOIN + "/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7",
            "eip155:1/erc20:0xDAC17f958d2ee523a2206206994597c13d831ec7",
            "eip155:1/erc721:0xdac17f958d2ee523a2206206994597c13d831ec7",
            "a:b/c:d")) {
      assertThrows(MalformedException.class, () -> AssetRef.parse(asset), asset);
    }
  }

  /** BIP-350's invalid addresses: version 0 by bech32m, version 1 by bech32, and other programs. */
  @Test
  void addressesThatBip350Refuses() {
    for (String address :
        List.of(
            "tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
            "bc1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47",
            "bc1pw5dgrnzv",
            "BC1SW50QGDZ25J",
            "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
            "bc1gmk9yu")) {
      assertThrows(
          MalformedException.class,
          () -> BitcoinAddress.parse(BitcoinChain.BITCOIN, address),
          address);
    }
  }

  /** Good in everything but a zero character too many, or bits left over: second spellings. */
  @Test
  void threat26_programsWithMoreBitsThanBytes_areRefused() {
    for (String address :
        List.of(
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kqkhhp9x",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqqtq3na4",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vplqq80a")) {
      assertThrows(
          MalformedException.class,
          () -> BitcoinAddress.parse(BitcoinChain.BITCOIN, address),
          address);
    }
  }

  @Test
  void anAddress_isReadOnItsOwnKindOfChainAlone() throws MalformedException {
    AccountRef evm = AccountRef.parse(EVM);
    assertEquals(evm, AccountRef.of(evm.chain(), evm.evmAddress()));
    assertThrows(MalformedException.class, evm::bitcoinAddress);
    AccountRef bitcoin = AccountRef.parse(BITCOIN + ":1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
    assertEquals(BitcoinAddress.Kind.P2PKH, bitcoin.bitcoinAddress().kind());
    assertThrows(MalformedException.class, bitcoin::evmAddress);
  }

  @Test
  void threat26_twoTokens_areTwoAssets() throws MalformedException {
    AssetRef one = AssetRef.parse("eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7");
    AssetRef other = AssetRef.parse("eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec8");
    AccountRef account = AccountRef.parse(EVM);
    assertEquals(Place.of(account, one), Place.of(account, one));
    assertNotEquals(Place.of(account, one), Place.of(account, other));
    assertEquals(-1, Integer.signum(one.compareTo(other)));
  }

  @Test
  void numberedBlocks() throws MalformedException {
    ChainId chain = ChainId.evm(1);
    String hash = "0x" + "ab".repeat(32);
    for (String number : List.of("0", "7", "9".repeat(18))) {
      NumberedBlock block = NumberedBlock.parse(chain, number, hash);
      assertEquals(number, block.numberText());
      assertEquals(chain, block.chain());
      assertEquals("block " + number + ", eip155:1 " + hash, block.toString());
    }
    for (String bad : List.of("", "-1", "07", "+7", "0x7", "1" + "0".repeat(18))) {
      assertThrows(MalformedException.class, () -> NumberedBlock.parse(chain, bad, hash), bad);
    }
    BlockRef ref = BlockRef.parse(chain, hash);
    assertThrows(IllegalArgumentException.class, () -> new NumberedBlock(ref, -1));
  }

  @Test
  void threat26_duplicatesAreFoundByBytes() throws MalformedException {
    AssetRef.Decoded coin = AssetRef.parse("eip155:1/slip44:60").decoded();
    assertEquals(coin, AssetRef.parse("eip155:1/slip44:61").decoded());
    assertNotEquals(coin, AssetRef.parse("eip155:10/slip44:60").decoded());
    AccountRef.Decoded account = AccountRef.parse(EVM).decoded();
    assertNotEquals(account, AccountRef.parse(EVM.replace(":1:", ":10:")).decoded());
    assertEquals(account, AccountRef.parse(EVM).decoded());
  }

  @Test
  void blocks() throws MalformedException {
    String hash = "ab".repeat(32);
    assertEquals("eip155:1 0x" + hash, BlockRef.parse("eip155:1 0x" + hash).toString());
    assertEquals(BITCOIN + " " + hash, BlockRef.parse(BITCOIN + " " + hash).toString());
    for (String bad :
        List.of("eip155:1 " + hash, BITCOIN + " 0x" + hash, "eip155:1", "", "eip155:1 0x")) {
      assertThrows(MalformedException.class, () -> BlockRef.parse(bad), bad);
    }
  }

  @Property(tries = 300)
  void anyText_isReadAsItIsSpeltOrRefused(@ForAll String text) {
    for (String prefix : List.of("", "eip155:1:", BITCOIN + ":", BITCOIN + ":bc1")) {
      try {
        assertEquals(prefix + text, AccountRef.parse(prefix + text).toString());
      } catch (MalformedException e) {
        assertEquals(MalformedException.class, e.getClass());
      }
    }
  }
}
