package dev.solvent.chain.ownership.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipMethod;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.chain.ownership.Samples;
import dev.solvent.chain.ownership.SignaturesAlone;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing by the keys of a file, for every kind of account that one key has. */
final class HotSignerTest {
  private static final String BITCOIN = "bip122:000000000019d6689c085ae165831e93:";

  /** The key of BIP-322's examples, and of the addresses below. */
  private static final String KEY =
      "bb051cd0dda0246f33c5a9e133ebd8e7bc02a92af6c41adc131ccd7826c5b004";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "eip155:31337:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266,eip191",
    "bip122:000000000019d6689c085ae165831e93:14vV3aCHBeStb5bkenkNHbe2YAFinYdXgc,bip137",
    "bip122:000000000019d6689c085ae165831e93:37qyp7jQAzqb2rCBpMvVtLDuuzKAUCVnJb,bip137",
    "bip122:000000000019d6689c085ae165831e93:bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l,bip322",
    "bip122:000000000019d6689c085ae165831e93:"
        + "bc1ppv609nr0vr25u07u95waq5lucwfm6tde4nydujnu8npg4q75mr5sxq8lt3,bip322",
  })
  void sign_byTheUsualMethod_attestAccepts(String account, String method)
      throws IOException, MalformedException {
    OwnershipChallenge challenge = Samples.challenge(Samples.account(account));
    OwnershipProof proof =
        Samples.proof(Samples.signer(folder, Samples.ANVIL_KEY, KEY).sign(challenge));
    assertEquals(method, proof.method().text());
    assertInstanceOf(OwnershipOutcome.Signed.class, SignaturesAlone.check(proof));
    assertEquals(proof, OwnershipProof.parse(proof.toBytes()));
  }

  @ParameterizedTest
  @CsvSource({
    "eip155:31337:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266,EIP712",
    "bip122:000000000019d6689c085ae165831e93:bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l,BIP137",
  })
  void sign_byAnotherMethodOfTheAccount_attestAccepts(String account, OwnershipMethod method)
      throws IOException, MalformedException {
    OwnershipChallenge challenge = Samples.challenge(Samples.account(account));
    SigningOutcome outcome = Samples.signer(folder, Samples.ANVIL_KEY, KEY).sign(challenge, method);
    assertInstanceOf(OwnershipOutcome.Signed.class, SignaturesAlone.check(Samples.proof(outcome)));
  }

  @Test
  void sign_twice_isTheSame() throws IOException, MalformedException {
    OwnershipChallenge challenge =
        Samples.challenge(Samples.account(BITCOIN + "14vV3aCHBeStb5bkenkNHbe2YAFinYdXgc"));
    assertEquals(
        Samples.signer(folder, KEY).sign(challenge), Samples.signer(folder, KEY).sign(challenge));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eip155:31337:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
        "bip122:000000000019d6689c085ae165831e93:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "bip122:000000000019d6689c085ae165831e93:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
      })
  void sign_keyThatIsNotTheAccounts_signsNothing(String account)
      throws IOException, MalformedException {
    SigningOutcome outcome =
        Samples.signer(folder, KEY).sign(Samples.challenge(Samples.account(account)));
    String detail = assertInstanceOf(SigningOutcome.Refused.class, outcome).detail();
    assertEquals("none of 1 keys is that of " + account + ", want it", detail);
  }

  @ParameterizedTest
  @CsvSource({
    "eip155:31337:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266,BIP137",
    "eip155:31337:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266,SAFE",
    "bip122:000000000019d6689c085ae165831e93:14vV3aCHBeStb5bkenkNHbe2YAFinYdXgc,BIP322",
    "bip122:000000000019d6689c085ae165831e93:14vV3aCHBeStb5bkenkNHbe2YAFinYdXgc,EIP191",
    "bip122:000000000019d6689c085ae165831e93:"
        + "bc1ppv609nr0vr25u07u95waq5lucwfm6tde4nydujnu8npg4q75mr5sxq8lt3,BIP137",
  })
  void sign_methodThatTheAccountDoesNotHave_isRefused(String account, OwnershipMethod method)
      throws IOException, MalformedException {
    SigningOutcome outcome =
        Samples.signer(folder, Samples.ANVIL_KEY, KEY)
            .sign(Samples.challenge(Samples.account(account)), method);
    assertTrue(
        assertInstanceOf(SigningOutcome.Refused.class, outcome)
            .detail()
            .startsWith("method " + method.text() + " for "));
  }

  @Test
  void keyFile_openToOthers_isRefused() throws IOException {
    Path file = Samples.keyFile(folder, KEY + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertTrue(refusal(file).contains("chmod 600"), refusal(file));
  }

  @ParameterizedTest
  @CsvSource({
    "'',no key",
    "'\n',no key",
    "'bb05\n','line 1: 4 characters, want a key'",
    "'bb051cd0dda0246f33c5a9e133ebd8e7bc02a92af6c41adc131ccd7826c5b004\n\n','line 2: 0 characters'",
    "'bb051cd0dda0246f33c5a9e133ebd8e7bc02a92af6c41adc131ccd7826c5b004\r\n','line 1: 65 characters'",
    "'L3VFeEujGtevx9w18HD1fhRbCH67Az2dpCymeRE1SoPK6XQtaN2k\n','line 1: 52 characters'",
    "'bb051cd0dda0246f33c5a9e133ebd8e7bc02a92af6c41adc131ccd7826c5b004\n"
        + "bb051cd0dda0246f33c5a9e133ebd8e7bc02a92af6c41adc131ccd7826c5b004\n','line 2: a key a'",
  })
  void keyFile_inAnotherForm_namesTheLineAndNeverTheKey(String text, String wanted)
      throws IOException {
    String refusal = refusal(Samples.keyFile(folder, text));
    assertTrue(refusal.contains(wanted), refusal);
    assertFalse(refusal.contains("bb051cd0") || refusal.contains("L3VF"), refusal);
  }

  private static String refusal(Path file) {
    return String.valueOf(assertThrows(IOException.class, () -> HotKeys.read(file)).getMessage());
  }

  @Test
  void keys_haveNoText() throws IOException {
    HotKeys keys = HotKeys.read(Samples.keyFile(folder, KEY));
    assertEquals("1 private keys", keys.toString());
  }
}
