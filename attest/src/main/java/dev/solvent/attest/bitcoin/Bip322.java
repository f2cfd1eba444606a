package dev.solvent.attest.bitcoin;

import dev.solvent.attest.bitcoin.MessageOutcome.Reason;
import dev.solvent.attest.caip.BitcoinAddress;
import dev.solvent.attest.caip.BitcoinAddress.Kind;
import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;

/**
 * BIP-322, the forms "simple" and "full"; the former also without its prefix, and for an address of
 * a key's hash the older 65 bytes, as the BIP says.
 */
public final class Bip322 {
  private static final String SIMPLE = "smp";
  private static final String FULL = "ful";
  private static final String PROOF_OF_FUNDS = "pof";

  /** More than sixteen signatures and a script of sixteen keys have. */
  private static final int MAX_BYTES = 10_000;

  private static final int MAX_CHARACTERS = 3 + MAX_BYTES / 3 * 4 + 4;

  private Bip322() {}

  public static MessageOutcome check(BitcoinAddress address, String message, String signature) {
    try {
      if (isLegacy(address, signature)) {
        return SignedMessage.check(address, message, signature);
      }
      Hash spent = ToSign.toSpend(address.script(), message);
      ToSign transaction = read(spent, signature);
      if (!transaction.spent().equals(spent)) {
        throw new Refusal(
            Reason.OTHER_MESSAGE, "a signature over another message or for another address");
      }
      new InputCheck(address, transaction).run();
      return new MessageOutcome.Signed();
    } catch (MalformedException e) {
      return new Refusal(Reason.MALFORMED, String.valueOf(e.getMessage())).outcome();
    } catch (Refusal e) {
      return e.outcome();
    }
  }

  private static boolean isLegacy(BitcoinAddress address, String signature) {
    boolean prefixed = signature.startsWith(SIMPLE) || signature.startsWith(FULL);
    return address.kind() == Kind.P2PKH && !prefixed && signature.length() == 88;
  }

  private static ToSign read(Hash spent, String signature) throws MalformedException, Refusal {
    if (signature.length() > MAX_CHARACTERS) {
      throw new MalformedException(
          "signature of " + signature.length() + " characters, want at most " + MAX_CHARACTERS);
    }
    if (signature.startsWith(PROOF_OF_FUNDS)) {
      throw new Refusal(Reason.UNSUPPORTED_FORM, "a proof of funds, want the form simple or full");
    }
    if (signature.startsWith(FULL)) {
      return ToSign.full(Base64Text.decode(signature.substring(FULL.length())));
    }
    String witness =
        signature.startsWith(SIMPLE) ? signature.substring(SIMPLE.length()) : signature;
    return ToSign.simple(spent, Base64Text.decode(witness));
  }
}
