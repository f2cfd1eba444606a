package dev.solvent.chain.ownership.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.chain.ownership.ImportOutcome;
import dev.solvent.chain.ownership.Samples;
import dev.solvent.chain.ownership.SignatureImport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** BIP-322's form full, made of what the form simple has. */
final class FullFormTest {
  private static final String KEY =
      "bb051cd0dda0246f33c5a9e133ebd8e7bc02a92af6c41adc131ccd7826c5b004";

  @Test
  void full_withAndWithoutItsPrefix_isOneProof() throws Exception {
    AccountRef account =
        Samples.account(
            "bip122:000000000019d6689c085ae165831e93:bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l");
    OwnershipChallenge challenge = Samples.challenge(account);
    SimpleMessage message = new SimpleMessage(account.bitcoinAddress(), challenge.text());
    byte[] witness =
        Base64Text.decode(message.signedBy(HotKey.parse(KEY)).substring("smp".length()));
    byte[] transaction =
        new Transaction()
            .number(0, 4)
            .number(0x0100, 2)
            .number(1, 1)
            .bytes(message.outpoint)
            .number(0, 1)
            .number(0, 4)
            .number(1, 1)
            .number(0, 8)
            .sized(new byte[] {0x6A})
            .bytes(witness)
            .number(0, 4)
            .toBytes();
    String base64 = Base64Text.encode(transaction);
    SignatureImport reader = new SignatureImport(Samples.terms());
    ImportOutcome.Accepted accepted =
        assertInstanceOf(
            ImportOutcome.Accepted.class, reader.read(challenge, "ful" + base64 + "\n"));
    assertEquals(List.of("ful" + base64), accepted.proof().signatures());
    assertEquals(accepted, reader.read(challenge, base64));
  }
}
