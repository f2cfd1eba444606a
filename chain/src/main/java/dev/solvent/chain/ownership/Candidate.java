package dev.solvent.chain.ownership;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BitcoinAddress.Kind;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipMethod;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipProof;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** One way to read what somebody pasted: a method, and the signature as the format wants it. */
record Candidate(OwnershipMethod method, String signature) {
  private static final Pattern AROUND = Pattern.compile("[\\s\"']");
  private static final List<String> PREFIXES = List.of("smp", "ful", "pof");

  /** What there is to try, the likeliest first; at least one. */
  static List<Candidate> of(AccountRef account, String pasted) {
    String text = AROUND.matcher(pasted).replaceAll("");
    if (account.chain().isEvm()) {
      String hex = hex(text);
      return List.of(
          new Candidate(OwnershipMethod.EIP191, hex), new Candidate(OwnershipMethod.EIP712, hex));
    }
    byte[] bytes = PREFIXES.stream().anyMatch(text::startsWith) ? new byte[0] : bytes(text);
    int header = bytes.length == SignatureForm.BYTES ? bytes[0] & 0xFF : 0;
    if (header >= SignatureForm.LEAST && header <= SignatureForm.MOST) {
      bytes[0] = (byte) headerFor(kind(account), header);
      return List.of(new Candidate(OwnershipMethod.BIP137, Base64Text.encode(bytes)));
    }
    Candidate asItIs = new Candidate(OwnershipMethod.BIP322, text);
    return bytes.length == 0
        ? List.of(asItIs)
        : List.of(asItIs, new Candidate(OwnershipMethod.BIP322, "ful" + text));
  }

  /** Lower case, with {@code 0x} before it. */
  static String hex(String text) {
    String lower = AROUND.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    return lower.startsWith("0x") ? lower : "0x" + lower;
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64Text.decode(base64);
    } catch (MalformedException e) {
      return new byte[0]; // attest says what is wrong with it
    }
  }

  /**
   * Wallets write the header of a P2PKH address for others, too. Which of four keys signed stands
   * in it, and the kind is the account's, so it can be put right.
   */
  private static int headerFor(Kind kind, int header) {
    boolean full = kind == Kind.P2PKH && header < SignatureForm.COMPRESSED;
    OptionalInt least = full ? OptionalInt.empty() : SignatureForm.header(kind);
    return least.isPresent() ? least.getAsInt() + ((header - SignatureForm.LEAST) & 3) : header;
  }

  private static Kind kind(AccountRef account) {
    try {
      return account.bitcoinAddress().kind();
    } catch (MalformedException e) {
      throw new AssertionError("an account is decoded when it is built", e);
    }
  }

  OwnershipProof proof(OwnershipChallenge challenge) {
    return new OwnershipProof(challenge, method, List.of(signature), Optional.empty());
  }

  boolean isSigned(OwnershipChallenge challenge) {
    return SignaturesAlone.check(proof(challenge)) instanceof OwnershipOutcome.Signed;
  }
}
