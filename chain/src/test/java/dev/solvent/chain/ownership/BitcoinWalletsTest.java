package dev.solvent.chain.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipMethod;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.chain.nodes.Litecoin;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that a node of Bitcoin's family and bcoin's library make. */
final class BitcoinWalletsTest {
  private static final String BITCOIN = "bip122:000000000019d6689c085ae165831e93:";

  /** The key of BIP-322's examples, and its addresses. */
  private static final String KEY =
      "bb051cd0dda0246f33c5a9e133ebd8e7bc02a92af6c41adc131ccd7826c5b004";

  private static final String P2PKH = BITCOIN + "14vV3aCHBeStb5bkenkNHbe2YAFinYdXgc";
  private static final String P2WPKH = BITCOIN + "bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l";
  private static final String P2TR =
      BITCOIN + "bc1ppv609nr0vr25u07u95waq5lucwfm6tde4nydujnu8npg4q75mr5sxq8lt3";

  @TempDir private Path folder;

  private static ImportOutcome read(OwnershipChallenge challenge, String pasted)
      throws MalformedException {
    return new SignatureImport(Samples.terms()).read(challenge, pasted);
  }

  private static ImportOutcome.Accepted accepted(ImportOutcome outcome) {
    return assertInstanceOf(ImportOutcome.Accepted.class, outcome, outcome::toString);
  }

  private static ImportOutcome.Refused refused(ImportOutcome outcome) {
    return assertInstanceOf(ImportOutcome.Refused.class, outcome, outcome::toString);
  }

  private static OwnershipChallenge challenge(String account) throws MalformedException {
    return Samples.challenge(Samples.account(account));
  }

  /** What a wallet prints for this text: the header that it writes, R and S. */
  private static String wallet(String text, int header, String magic)
      throws IOException, InterruptedException {
    return wallet(KEY, text, header, magic);
  }

  private static String wallet(String key, String text, int header, String magic)
      throws IOException, InterruptedException {
    byte[] rsv = HexFormat.of().parseHex(Outside.bcrypto(key, text, "message('" + magic + "')"));
    byte[] out = new byte[65];
    out[0] = (byte) (header + rsv[64]);
    System.arraycopy(rsv, 0, out, 1, 64);
    return Base64.getEncoder().encodeToString(out);
  }

  private static String wallet(String text, int header) throws IOException, InterruptedException {
    return wallet(text, header, "Bitcoin Signed Message:\\n");
  }

  @ParameterizedTest
  @CsvSource({
    P2PKH + ",31",
    P2PKH + ",39",
    BITCOIN + "37qyp7jQAzqb2rCBpMvVtLDuuzKAUCVnJb,35",
    BITCOIN + "37qyp7jQAzqb2rCBpMvVtLDuuzKAUCVnJb,31",
    P2WPKH + ",39",
    P2WPKH + ",31",
    P2WPKH + ",27",
  })
  void bip137_whateverHeaderTheWalletWrites_isTheAccounts(String account, int header)
      throws Exception {
    OwnershipChallenge challenge = challenge(account);
    ImportOutcome.Accepted accepted =
        accepted(read(challenge, " " + wallet(challenge.text(), header) + "\r\n"));
    assertEquals(OwnershipMethod.BIP137, accepted.proof().method());
  }

  /** The key whose number is 1, in its full form: a header below 31 says so, and stays. */
  @Test
  void bip137_ofAFullKey_isAccepted() throws Exception {
    OwnershipChallenge challenge = challenge(BITCOIN + "1EHNa6Q4Jz2uvNExL497mE43ikXhwF6kZm");
    String magic = "Bitcoin Signed Message:\\n";
    String one = "0".repeat(63) + "1";
    accepted(read(challenge, wallet(one, challenge.text(), 27, magic)));
    refused(read(challenge, wallet(one, challenge.text(), 31, magic)));
  }

  @Test
  void bip137_mistakes_areNamed() throws Exception {
    OwnershipChallenge challenge = challenge(P2PKH);
    String text = challenge.text();
    assertEquals(
        "the account's key signed the challenge with a line feed after its last line: sign it as it"
            + " is",
        hint(challenge, wallet(text + "\n", 31)));
    assertTrue(
        hint(challenge, wallet(text, 31, "Litecoin Signed Message:\\n"))
            .startsWith("the account's key signed it as \"Litecoin Signed Message:\""));
    assertTrue(
        hint(challenge(BITCOIN + "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), wallet(text, 31))
            .contains("the key of another address, or over another text"));
    assertTrue(
        hint(challenge(P2TR), wallet(challenge(P2TR).text(), 31))
            .contains("have it signed by BIP-322"));
  }

  private static String hint(OwnershipChallenge challenge, String pasted)
      throws MalformedException {
    return refused(read(challenge, pasted)).hint().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({P2WPKH, P2TR})
  void bip322_withAndWithoutItsPrefix_isAccepted(String account) throws Exception {
    OwnershipChallenge challenge = challenge(account);
    OwnershipProof proof = Samples.proof(Samples.signer(folder, KEY).sign(challenge));
    String signature = proof.signatures().getFirst();
    assertEquals(proof, accepted(read(challenge, "\n" + signature + " ")).proof());
    ImportOutcome.Accepted bare = accepted(read(challenge, signature.substring(3)));
    assertEquals(List.of(signature.substring(3)), bare.proof().signatures());
    assertTrue(
        hint(challenge(P2WPKH.equals(account) ? P2TR : P2WPKH), signature)
            .contains("the key of another address"));
    assertTrue(
        hint(challenge, signature.substring(0, signature.length() - 1))
            .contains("the whole of its base64"));
    assertTrue(refused(read(challenge, "pof" + signature)).detail().contains("a proof of funds"));
  }

  /** A fork of Bitcoin Core: the wallet and the RPC are Core's. */
  @Test
  void coresSignMessage_isAccepted() throws Exception {
    try (Litecoin node = Litecoin.start(folder)) {
      String address = node.rpc().text("getnewaddress", "", "legacy");
      OwnershipChallenge challenge = challenge(BitcoinChain.LITECOIN_REGTEST.id() + ":" + address);
      String text = challenge.text();
      accepted(read(challenge, node.rpc().text("signmessage", address, text) + "\n"));
      assertTrue(
          hint(challenge, node.rpc().text("signmessage", address, text + "\n"))
              .contains("with a line feed after its last line"));
    }
  }
}
