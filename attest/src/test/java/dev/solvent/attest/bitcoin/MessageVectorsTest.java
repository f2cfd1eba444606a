package dev.solvent.attest.bitcoin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.solvent.attest.LooseJson;
import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.bitcoin.MessageOutcome.Reason;
import dev.solvent.attest.bitcoin.MessageOutcome.Refused;
import dev.solvent.attest.bitcoin.MessageOutcome.Signed;
import dev.solvent.attest.caip.BitcoinAddress;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.secp256k1.EcdsaSignature;
import dev.solvent.attest.secp256k1.Secp256k1;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every published case of signed Bitcoin messages; what we do not support is counted apart. */
final class MessageVectorsTest {
  private static JsonNode vectors(String name) {
    Path file = RepoFiles.thirdPartyVectors().resolve("bitcoin-messages").resolve(name);
    assumeTrue(Files.exists(file), "skipped: no third-party vectors here");
    return LooseJson.tree(RepoFiles.bytes(file));
  }

  private static BitcoinAddress address(JsonNode node) throws MalformedException {
    return BitcoinAddress.parse(BitcoinChain.BITCOIN, node.path("address").textValue());
  }

  private static MessageOutcome bip322(JsonNode test, String signature) throws MalformedException {
    return Bip322.check(address(test), test.path("message").textValue(), signature);
  }

  private static Reason reason(MessageOutcome outcome) {
    return assertInstanceOf(Refused.class, outcome).reason();
  }

  @Test
  void bip322_everyCase() throws MalformedException {
    int signed = 0;
    int refused = 0;
    Map<String, Reason> unsupported = new TreeMap<>();
    for (String name : List.of("basic", "generated")) {
      JsonNode file = vectors("bip322-" + name + "-test-vectors.json");
      for (String form : List.of("simple", "full", "proof_of_funds")) {
        for (JsonNode test : file.path(form)) {
          String type = form + " " + test.path("type").textValue();
          for (JsonNode signature : test.path("bip322_signatures")) {
            MessageOutcome outcome = bip322(test, signature.textValue());
            if (form.equals("proof_of_funds") || type.contains("time-lock")) {
              unsupported.put(type + " " + test.path("message"), reason(outcome));
            } else {
              assertInstanceOf(Signed.class, outcome, type + outcome);
              signed++;
            }
          }
        }
      }
      for (JsonNode test : file.path("error")) {
        String type = test.path("description").textValue();
        Reason reason = reason(bip322(test, test.path("signature").textValue()));
        assertTrue(
            List.of(Reason.MALFORMED, Reason.OTHER_MESSAGE, Reason.NOT_SIGNED).contains(reason),
            type + reason);
        refused++;
      }
    }
    System.out.println(
        "MessageVectorsTest: BIP-322: "
            + (signed + " signed, " + refused + " refused as published, ")
            + (unsupported.size() + " refused as unsupported: " + unsupported));
    assertEquals(6 + 12, signed);
    assertEquals(8 + 28, refused);
    assertEquals(5, unsupported.size());
    unsupported.forEach((type, reason) ->
        assertEquals(
            type.startsWith("full") ? Reason.UNSUPPORTED_SCRIPT : Reason.UNSUPPORTED_FORM,
            reason,
            type));
  }

  @Test
  void bip322_transactionHashes() throws MalformedException {
    int count = 0;
    for (JsonNode test : vectors("bip322-basic-test-vectors.json").path("tx_hashes")) {
      String message = test.path("message").textValue();
      Hash hash =
          Secp256k1.tagged("BIP0322-signed-message", message.getBytes(StandardCharsets.UTF_8));
      assertEquals(test.path("message_hash").textValue(), hash.toString());
      Hash spent = ToSign.toSpend(address(test).script(), message);
      assertEquals(test.path("to_spend_tx_hash").textValue(), displayed(spent));
      ToSign toSign = new ToSign(0, spent, Octets.EMPTY, 0, 0, List.of());
      assertEquals(test.path("to_sign_tx_hash").textValue(), displayed(toSign.id()));
      count++;
    }
    System.out.println("MessageVectorsTest: BIP-322: " + count + " transaction hashes");
    assertEquals(3, count);
  }

  private static String displayed(Hash hash) {
    byte[] reversed = new byte[Hash.BYTES];
    for (int i = 0; i < Hash.BYTES; i++) {
      reversed[i] = hash.toBytes()[Hash.BYTES - 1 - i];
    }
    return Octets.of(reversed).toString();
  }

  @Test
  void bitcoinCore_everyCase() throws MalformedException {
    JsonNode file = vectors("bitcoin-core-message-verify.json");
    int count = 0;
    for (JsonNode test : file.path("verify")) {
      String result = test.path("result").textValue();
      if (result.equals("ERR_INVALID_ADDRESS")) {
        assertThrows(MalformedException.class, () -> address(test));
      } else {
        assertEquals(bitcoinCore(result), message(test).toString().replaceAll(", .*", "]"));
      }
      count++;
    }
    assertInstanceOf(Signed.class, message(file.path("sign")));
    System.out.println("MessageVectorsTest: bitcoin core: " + (count + 1) + " as published");
    assertEquals(7, count);
  }

  private static String bitcoinCore(String result) {
    return switch (result) {
      case "OK" -> "Signed[]";
      case "ERR_NOT_SIGNED" -> "Refused[reason=NOT_SIGNED]";
      // no key of the address, a bad base64, zeros: none of them is a signature in our form
      default -> "Refused[reason=MALFORMED]";
    };
  }

  private static MessageOutcome message(JsonNode test) throws MalformedException {
    return SignedMessage.check(
        address(test), test.path("message").textValue(), test.path("signature").textValue());
  }

  @Test
  void bitcoinJs_everyVerification() throws MalformedException {
    int signed = 0;
    int refused = 0;
    int unsupported = 0;
    JsonNode file = vectors("bitcoinjs-message-fixtures.json");
    for (JsonNode test : file.path("valid").path("verify")) {
      if (test.path("network").textValue().equals("dogecoin")) {
        assertThrows(MalformedException.class, () -> address(test));
        unsupported++;
        continue;
      }
      List<JsonNode> cases = new ArrayList<>(List.of(test, test.path("compressed")));
      test.path("segwit").forEach(cases::add);
      for (JsonNode one : cases) {
        String message = test.path("message").textValue();
        String signature = one.path("signature").textValue();
        assertInstanceOf(Signed.class, SignedMessage.check(address(one), message, signature));
        signed++;
      }
    }
    for (JsonNode test : file.path("invalid").path("verify")) {
      assertEquals(Reason.NOT_SIGNED, reason(message(test)), test::toString);
      refused++;
    }
    System.out.println(
        "MessageVectorsTest: bitcoinjs-message: "
            + (signed + " signed, " + refused + " refused as published, " + unsupported)
            + " refused as unsupported: dogecoin");
    assertEquals(List.of(4, 4, 1), List.of(signed, refused, unsupported));
  }

  @Test
  void bitcoinJs_formsHashesAndKeys() throws MalformedException {
    JsonNode file = vectors("bitcoinjs-message-fixtures.json");
    BitcoinAddress any = BitcoinAddress.parse(BitcoinChain.BITCOIN, "1111111111111111111114oLvT2");
    int forms = 0;
    for (JsonNode test : file.path("valid").path("signature")) {
      byte[] bytes = Octets.parseHex(test.path("hex").textValue()).toBytes();
      int header = 27 + test.path("recovery").intValue();
      header += test.path("compressed").booleanValue() ? 4 : 0;
      assertEquals(header, bytes[0]);
      assertEquals(
          Reason.NOT_SIGNED, reason(SignedMessage.check(any, "", Base64Text.encode(bytes))));
      forms++;
    }
    for (JsonNode test : file.path("invalid").path("signature")) {
      byte[] bytes = Octets.parseHex(test.path("hex").textValue()).toBytes();
      Reason reason = reason(SignedMessage.check(any, "", Base64Text.encode(bytes)));
      assertEquals(Reason.MALFORMED, reason, test::toString);
      forms++;
    }
    int hashes = 0;
    for (JsonNode test : file.path("valid").path("magicHash")) {
      boolean doge = test.path("network").textValue().equals("dogecoin");
      String magic = (doge ? "Dogecoin" : "Bitcoin") + " Signed Message:\n";
      Hash hash = SignedMessage.magicHash(magic, test.path("message").textValue());
      assertEquals(test.path("magicHash").textValue(), hash.toString());
      hashes++;
    }
    int keys = 0;
    for (JsonNode test : file.path("valid").path("sign")) {
      for (JsonNode signature : test.findValues("signature")) {
        String magic = test.path("network").textValue().equals("dogecoin") ? "Dogecoin" : "Bitcoin";
        Hash signed =
            SignedMessage.magicHash(magic + " Signed Message:\n", test.path("message").textValue());
        assertArrayEquals(GENERATOR, compressed(signed, signature.textValue()));
        keys++;
      }
    }
    JsonNode random = file.path("randomSig").path(0);
    for (JsonNode test : random.path("signatures")) {
      Hash signed =
          SignedMessage.magicHash("Bitcoin Signed Message:\n", random.path("message").textValue());
      assertEquals(33, compressed(signed, test.path("signature").textValue()).length);
      keys++;
    }
    System.out.println(
        "MessageVectorsTest: bitcoinjs-message: "
            + (forms + " forms, " + hashes + " magic hashes, " + keys + " keys recovered"));
    assertEquals(List.of(10, 5, 7), List.of(forms, hashes, keys));
  }

  /** The public key of the private key 1. */
  private static final byte[] GENERATOR =
      HexFormat.of().parseHex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");

  private static byte[] compressed(Hash signed, String signature) throws MalformedException {
    byte[] bytes = Base64Text.decode(signature);
    EcdsaSignature rs = EcdsaSignature.parseFixed(Arrays.copyOfRange(bytes, 1, 65));
    byte[] key = Secp256k1.recover(signed, rs, (bytes[0] - 27) & 3).orElseThrow();
    return Secp256k1.compressed(key);
  }

  /**
   * Two of the three are signed by one key of a script: the key is right, the address is not it.
   */
  @Test
  void okx_everyCase() throws MalformedException {
    int signed = 0;
    int unsupported = 0;
    for (JsonNode test : vectors("okx-utxo-recover.json").path("recover")) {
      Hash hash =
          SignedMessage.magicHash("Bitcoin Signed Message:\n", test.path("message").textValue());
      String key = Octets.of(compressed(hash, test.path("signature").textValue())).toString();
      assertEquals(test.path("pubkey").textValue(), key);
      if (message(test) instanceof Signed) {
        signed++;
      } else {
        assertEquals(Reason.UNSUPPORTED_SCRIPT, reason(message(test)));
        unsupported++;
      }
    }
    System.out.println(
        "MessageVectorsTest: okx: "
            + (signed + " signed, " + unsupported + " refused as unsupported, 3 keys recovered"));
    assertEquals(List.of(1, 2), List.of(signed, unsupported));
  }
}
