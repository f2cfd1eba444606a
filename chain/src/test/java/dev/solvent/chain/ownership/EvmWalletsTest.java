package dev.solvent.chain.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipMethod;
import dev.solvent.chain.nodes.Anvil;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.MalformedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Signatures that anvil's wallet makes, as users paste them, and the mistakes that users make. */
final class EvmWalletsTest {
  private static final String ADDRESS = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

  /** The second of anvil's accounts. */
  private static final String OTHER = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

  @TempDir private static Path folder;
  private static Anvil anvil;

  @BeforeAll
  static void start() {
    anvil = Anvil.start(folder);
  }

  @AfterAll
  static void end() {
    anvil.close();
  }

  private static URI uri() {
    return anvil.uri();
  }

  private static String personal(String address, String text) throws NodeException {
    String hex = "0x" + Octets.of(text.getBytes(StandardCharsets.UTF_8));
    return Outside.rpc(uri(), "personal_sign", hex, address).stringValue();
  }

  private static OwnershipChallenge challenge() throws MalformedException {
    return Samples.challenge(Samples.account(Samples.ANVIL_ACCOUNT));
  }

  private static ImportOutcome read(String pasted) throws MalformedException {
    return new SignatureImport(Samples.terms()).read(challenge(), pasted);
  }

  private static ImportOutcome.Accepted accepted(ImportOutcome outcome) {
    return assertInstanceOf(ImportOutcome.Accepted.class, outcome, outcome::toString);
  }

  private static ImportOutcome.Refused refused(ImportOutcome outcome) {
    return assertInstanceOf(ImportOutcome.Refused.class, outcome, outcome::toString);
  }

  @Test
  void personalSign_howeverItIsPasted_isOneProof() throws Exception {
    String signature = personal(ADDRESS, challenge().text());
    String digits = signature.substring(2);
    String upper = digits.toUpperCase(Locale.ROOT);
    ImportOutcome.Accepted first = accepted(read(signature));
    assertEquals(OwnershipMethod.EIP191, first.proof().method());
    for (String pasted :
        new String[] {
          "  " + signature + "\r\n",
          "0x" + upper,
          "0X" + upper,
          digits,
          "\"" + signature + "\"\n",
          signature.substring(0, 70) + "\n" + signature.substring(70)
        }) {
      assertEquals(first, read(pasted), pasted);
    }
  }

  @Test
  void ethSign_isTheSame() throws Exception {
    String hex = "0x" + Octets.of(challenge().text().getBytes(StandardCharsets.UTF_8));
    accepted(read(Outside.rpc(uri(), "eth_sign", ADDRESS, hex).stringValue()));
  }

  @Test
  void typedData_asOurTextShowsIt_isFoundOut() throws Exception {
    Object data =
        JsonMapper.builder().build().readValue(TypedDataText.of(challenge()), Object.class);
    String signature = Outside.rpc(uri(), "eth_signTypedData_v4", ADDRESS, data).stringValue();
    ImportOutcome.Accepted accepted = accepted(read(signature));
    assertEquals(OwnershipMethod.EIP712, accepted.proof().method());
    SignatureImport reader = new SignatureImport(Samples.terms());
    accepted(reader.read(challenge(), signature, OwnershipMethod.EIP712));
    refused(reader.read(challenge(), signature, OwnershipMethod.EIP191));
    assertEquals(
        "a signature in the form of eip191",
        refused(reader.read(challenge(), signature, OwnershipMethod.BIP137)).detail());
  }

  @ParameterizedTest
  @CsvSource({
    "'\n',with a line feed after its last line",
    "'\r\n',with a line end after its last line",
  })
  void text_withMoreAfterIt_isNamed(String after, String words) throws Exception {
    assertHint(words, personal(ADDRESS, challenge().text() + after));
  }

  @ParameterizedTest
  @CsvSource({
    "'\r\n',with the line ends of Windows",
    "\\n,with \\n spelt out for its line ends",
    "' ',with spaces for its line ends",
    "'',without its line ends",
  })
  void text_withOtherLineEnds_isNamed(String end, String words) throws Exception {
    assertHint(words, personal(ADDRESS, challenge().text().replace("\n", end)));
  }

  private static void assertHint(String words, String signature) throws Exception {
    String hint = refused(read(signature)).hint().orElseThrow();
    assertEquals("the account's key signed the challenge " + words + ": sign it as it is", hint);
  }

  @Test
  void bareHash_isNamed() throws Exception {
    String signature =
        Outside.bcrypto(Samples.ANVIL_KEY, challenge().text(), "keccak256.digest(text)");
    String hint = refused(read(signature)).hint().orElseThrow();
    assertTrue(hint.contains("the bare hash of the challenge"), hint);
  }

  @Test
  void anotherKey_isNamedByItsAddress() throws Exception {
    ImportOutcome.Refused refused = refused(read(personal(OTHER, challenge().text())));
    assertEquals("signed by " + OTHER + ", want " + ADDRESS, refused.detail());
    assertTrue(refused.hint().orElseThrow().contains(OTHER + " by eip191"), refused.toString());
  }

  @ParameterizedTest
  @CsvSource({"''", "0x", "hello", "0x00", "bc1q"})
  void whatIsNoSignature_isRefused(String pasted) throws MalformedException {
    ImportOutcome.Refused refused = refused(read(pasted));
    assertTrue(refused.hint().orElseThrow().startsWith("paste the signature alone"));
  }

  @Test
  void tooLong_isRefusedBeforeItIsRead() throws MalformedException {
    assertEquals(
        "a signature of 40001 characters, want at most 40000",
        refused(read("0".repeat(40_001))).detail());
  }

  @Test
  void challengePastItsTime_isRefusedWithWhatToDo() throws Exception {
    AccountRef account = Samples.account(Samples.ANVIL_ACCOUNT);
    OwnershipChallenge old = Samples.challenge(account, Samples.BLOCK, "2026-09-01T00:00:00Z");
    ImportOutcome.Refused refused =
        refused(new SignatureImport(Samples.terms()).read(old, personal(ADDRESS, old.text())));
    assertTrue(refused.detail().startsWith("expired at 2026-09-01T00:00:00Z"));
    assertTrue(refused.hint().orElseThrow().contains("have a new one signed"));
  }
}
