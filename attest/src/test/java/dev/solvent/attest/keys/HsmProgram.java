package dev.solvent.attest.keys;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.keys.PasswordSource.PasswordTerminal;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.text.Base64Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link HsmTest} has another JVM do, as a library of PKCS#11 reads its settings once in a
 * process. Each argument is a line "LIBRARY SLOT PIN LABEL", where a slot is =ID or #PLACE, done in
 * turn; each is answered by a line: "signed SPKI ENVELOPE" or what the refusal says.
 */
final class HsmProgram {
  private HsmProgram() {}

  public static void main(String[] lines) {
    for (String line : lines) {
      System.out.println("> " + answer(line.split(" ", -1)));
    }
  }

  private static String answer(String[] words) {
    try {
      return switch (words.length > 4 ? words[4] : "") {
        case "many" -> manyAreStrict(words);
        case "closed" -> signWhenClosed(words);
        default -> signEnvelope(words);
      };
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private static Hsm open(String[] words) throws IOException {
    int slot = Integer.parseInt(words[1].substring(1));
    char[] pin = words[2].toCharArray();
    Hsm hsm =
        Hsm.open(
            Path.of(words[0]),
            words[1].startsWith("#") ? Hsm.Slot.ofPlace(slot) : Hsm.Slot.ofId(slot),
            new PasswordTerminal(_ -> pin, "PIN"));
    if (!Arrays.equals(pin, new char[pin.length])) {
      throw new AssertionError("PIN not wiped");
    }
    return hsm;
  }

  private static String signEnvelope(String[] words) throws IOException {
    try (Hsm hsm = open(words)) {
      Signer signer = hsm.signer(words[3]);
      byte[] payload = "sample".getBytes(StandardCharsets.US_ASCII);
      Envelope envelope = Envelope.sign("text/plain", payload, List.of(signer));
      return "signed "
          + Base64Text.encode(signer.key().spki())
          + " "
          + Base64Text.encode(envelope.toBytes());
    }
  }

  private static String signWhenClosed(String[] words) throws IOException {
    Signer signer;
    try (Hsm hsm = open(words)) {
      signer = hsm.signer(words[3]);
    }
    signer.sign(new byte[1]);
    return "signed though closed";
  }

  /** Half of the device's signatures have the higher S. */
  private static String manyAreStrict(String[] words) throws IOException {
    List<Integer> refused = new ArrayList<>();
    try (Hsm hsm = open(words)) {
      Signer signer = hsm.signer(words[3]);
      for (int i = 0; i < 30; i++) {
        byte[] message = {(byte) i};
        if (!signer.key().verify(message, signer.sign(message))) {
          refused.add(i);
        }
      }
    }
    return "refused " + refused;
  }
}
