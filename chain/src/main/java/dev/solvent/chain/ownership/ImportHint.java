package dev.solvent.chain.ownership;

import dev.solvent.attest.bitcoin.Bip322;
import dev.solvent.attest.bitcoin.MessageOutcome;
import dev.solvent.attest.bitcoin.SignedMessage;
import dev.solvent.attest.caip.BitcoinAddress;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.PersonalMessage;
import dev.solvent.attest.ownership.OwnershipChallenge;
import dev.solvent.attest.ownership.OwnershipMethod;
import dev.solvent.attest.ownership.OwnershipOutcome;
import dev.solvent.attest.ownership.OwnershipTypedData;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Guesses what went wrong where a signature is not the account's over the challenge. One guess. */
final class ImportHint {
  private final OwnershipChallenge challenge;
  private final List<Candidate> tried;

  ImportHint(OwnershipChallenge challenge, List<Candidate> tried) {
    this.challenge = challenge;
    this.tried = tried;
  }

  String of(OwnershipOutcome.Reason reason) {
    boolean evm = challenge.account().chain().isEvm();
    if (reason == OwnershipOutcome.Reason.MALFORMED_SIGNATURE) {
      return evm
          ? "paste the signature alone: 0x and 130 hex digits, not the short form of 64 bytes"
          : "paste the signature alone, the whole of its base64";
    }
    for (Map.Entry<String, String> other : otherTexts(challenge.text()).entrySet()) {
      if (evm ? isEvm(PersonalMessage.hash(other.getKey())) : isBitcoin(other.getKey())) {
        return "the account's key signed the challenge " + other.getValue() + ": sign it as it is";
      }
    }
    return evm ? evm() : bitcoin();
  }

  /** The texts that people and their tools sign instead. */
  private static Map<String, String> otherTexts(String text) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(text + "\n", "with a line feed after its last line");
    texts.put(text + "\r\n", "with a line end after its last line");
    texts.put(text.replace("\n", "\r\n"), "with the line ends of Windows");
    texts.put(text.replace("\n", "\r\n") + "\r\n", "with the line ends of Windows");
    texts.put(text.replace("\n", "\\n"), "with \\n spelt out for its line ends");
    texts.put(text.replace('\n', ' '), "with spaces for its line ends");
    texts.put(text.replace("\n", ""), "without its line ends");
    return texts;
  }

  private String evm() {
    byte[] utf8 = challenge.text().getBytes(StandardCharsets.UTF_8);
    if (isEvm(Keccak256.hash(utf8))) {
      return "the account's key signed the bare hash of the challenge: sign it as a message"
          + " (EIP-191)";
    }
    return "the signature is that of "
        + tried.stream()
            .map(one -> who(one) + " by " + one.method().text())
            .reduce((one, other) -> one + ", or of " + other)
            .orElseThrow()
        + ": was it another key, or another text?";
  }

  private String who(Candidate candidate) {
    Hash signed =
        candidate.method() == OwnershipMethod.EIP712
            ? OwnershipTypedData.hash(challenge)
            : PersonalMessage.hash(challenge.text());
    return signer(candidate, signed).map(EvmAddress::toString).orElse("nobody");
  }

  private boolean isEvm(Hash signed) {
    return signer(tried.getFirst(), signed)
        .filter(address -> address.toString().equals(challenge.account().address()))
        .isPresent();
  }

  private static Optional<EvmAddress> signer(Candidate candidate, Hash signed) {
    try {
      return EvmSignature.parse(candidate.signature()).signer(signed);
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private boolean isBitcoin(String text) {
    return tried.stream().anyMatch(one -> isSigned(one, address(), text));
  }

  private static boolean isSigned(Candidate candidate, BitcoinAddress address, String text) {
    MessageOutcome outcome =
        candidate.method() == OwnershipMethod.BIP137
            ? SignedMessage.check(address, text, candidate.signature())
            : Bip322.check(address, text, candidate.signature());
    return outcome instanceof MessageOutcome.Signed;
  }

  private String bitcoin() {
    BitcoinAddress address = address();
    for (BitcoinChain other : BitcoinChain.values()) {
      BitcoinAddress same = new BitcoinAddress(other, address.kind(), address.program());
      if (isSigned(tried.getFirst(), same, challenge.text())) {
        return "the account's key signed it as \""
            + other.messageMagic().strip()
            + "\": sign it"
            + " with a wallet of the account's chain";
      }
    }
    boolean message = tried.getFirst().method() == OwnershipMethod.BIP137;
    return message && SignatureForm.header(address.kind()).isEmpty()
        ? "65 bytes do for no account of this kind: have it signed by BIP-322"
        : "was it signed by the key of another address, or over another text?";
  }

  private BitcoinAddress address() {
    try {
      return challenge.account().bitcoinAddress();
    } catch (MalformedException e) {
      throw new AssertionError("an account is decoded when it is built", e);
    }
  }
}
