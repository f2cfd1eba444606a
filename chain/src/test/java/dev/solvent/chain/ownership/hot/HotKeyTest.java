package dev.solvent.chain.ownership.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bitcoin.Bip322;
import dev.solvent.attest.bitcoin.MessageOutcome;
import dev.solvent.attest.caip.BitcoinAddress;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures against values that others printed; every key here is theirs and public. */
final class HotKeyTest {
  /** BIP-322 calls it L3VFeEujGtevx9w18HD1fhRbCH67Az2dpCymeRE1SoPK6XQtaN2k. */
  private static final String BIP322_KEY =
      "bb051cd0dda0246f33c5a9e133ebd8e7bc02a92af6c41adc131ccd7826c5b004";

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  /** BIP-340, test-vectors.csv, indexes 0 and 1. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000000000000000000000000000000000000000000000000003,"
        + "F9308A019258C31049344F85F89D5229B531C845836F99B08601F113BCE036F9,"
        + "0000000000000000000000000000000000000000000000000000000000000000,"
        + "0000000000000000000000000000000000000000000000000000000000000000,"
        + "E907831F80848D1069A5371B402410364BDF1C5F8307B0084C55F1CE2DCA8215"
        + "25F66A4A85EA8B71E482A74F382D2CE5EBEEE8FDB2172F477DF4900D310536C0",
    "B7E151628AED2A6ABF7158809CF4F3C762E7160F38B4DA56A784D9045190CFEF,"
        + "DFF1D77F2A671C5F36183726DB2341BE58FEAE1DA2DECED843240F7B502BA659,"
        + "0000000000000000000000000000000000000000000000000000000000000001,"
        + "243F6A8885A308D313198A2E03707344A4093822299F31D0082EFA98EC4E6C89,"
        + "6896BD60EEAE296DB48A229FF71DFE071BDE413E6D43F917DC8DCF8C78DE3341"
        + "8906D11AC976ABCCB20B091292BFF4EA897EFCB639EA871CFA95F6DE339E4B0A",
  })
  void schnorr_isWhatBip340Prints(
      String key, String publicKey, String auxiliary, String message, String signature)
      throws MalformedException {
    HotKey hotKey = HotKey.parse(Octets.of(hex(key)).toString());
    byte[] signed = hotKey.signSchnorr(hex(message), hex(auxiliary));
    assertEquals(Octets.of(hex(publicKey)), Octets.of(hotKey.xOnly()));
    assertEquals(Octets.of(hex(signature)), Octets.of(signed));
    assertTrue(Secp256k1.verifiesSchnorr(hotKey.xOnly(), hex(message), signed));
    assertFalse(Secp256k1.verifiesSchnorr(hotKey.xOnly(), hex(publicKey), signed));
  }

  /** BIP-86, "Test vectors", first receiving address; the key is the last of its xprv. */
  @Test
  void taproot_isTheOutputKeyThatBip86Prints() throws MalformedException {
    HotKey key = HotKey.parse("41f41d69260df4cf277826a9b65a3717e4eeddbeedf637f212ca096576479361");
    assertEquals(
        "cc8a4bc64d897bddc5fbc2f670f7a8ba0b386779106cf1223c6fc5d7cd6fc115",
        Octets.of(key.xOnly()).toString());
    assertEquals(
        "a60869f0dbcf1dc659c9cecbaf8050135ea9e8cdc487053f1dc6880949dc684c",
        Octets.of(key.taproot().xOnly()).toString());
  }

  /**
   * RFC 6979's nonce on secp256k1, with SHA-256 of "Satoshi Nakamoto": values that Bitcoin's
   * implementers agreed on in bitcointalk's topic 285142, which libraries since hold themselves to.
   */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000000000000000000000000000000000000000000000000001,"
        + "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8,"
        + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5",
    "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140,"
        + "fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d0,"
        + "6b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5",
  })
  void ecdsa_isDeterministicAndLow(String key, String r, String s) throws MalformedException {
    byte[] message = "Satoshi Nakamoto".getBytes(StandardCharsets.US_ASCII);
    RecoverableSignature signed = HotKey.parse(key).sign(Digests.sha256(message));
    assertEquals(r, Octets.of(HotKey.fixed(signed.rs().r())).toString());
    assertEquals(s, Octets.of(HotKey.fixed(signed.rs().s())).toString());
  }

  /** BIP-322's own addresses and texts; its P2TR key is tweaked as BIP-86 says. */
  @ParameterizedTest
  @CsvSource({
    "bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l,Hello World",
    "bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l,''",
    "bc1ppv609nr0vr25u07u95waq5lucwfm6tde4nydujnu8npg4q75mr5sxq8lt3,Hello World",
  })
  void bip322_attestAcceptsItForBip322sOwnAddresses(String text, String message)
      throws MalformedException {
    BitcoinAddress address = BitcoinAddress.parse(BitcoinChain.BITCOIN, text);
    HotKey key = HotKey.parse(BIP322_KEY);
    String signature = new SimpleMessage(address, message).signedBy(key);
    assertEquals(new MessageOutcome.Signed(), Bip322.check(address, message, signature));
    assertTrue(Bip322.check(address, message + "!", signature) instanceof MessageOutcome.Refused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        "0X41f41d69260df4cf277826a9b65a3717e4eeddbeedf637f212ca096576479361",
        "41F41D69260DF4CF277826A9B65A3717E4EEDDBEEDF637F212CA096576479361",
      })
  void parse_whatIsNoKey_isRefusedWithoutRepeatingIt(String text) {
    MalformedException refusal = assertThrows(MalformedException.class, () -> HotKey.parse(text));
    assertFalse(!text.isEmpty() && String.valueOf(refusal.getMessage()).contains(text));
  }

  @Test
  void toString_saysNothingOfTheKey() throws MalformedException {
    assertEquals("a private key", HotKey.parse(BIP322_KEY).toString());
  }
}
