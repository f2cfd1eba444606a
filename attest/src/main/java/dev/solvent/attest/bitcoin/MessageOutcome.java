package dev.solvent.attest.bitcoin;

/** Whether the holder of an address signed a message. */
public sealed interface MessageOutcome {
  record Signed() implements MessageOutcome {}

  record Refused(Reason reason, String detail) implements MessageOutcome {}

  enum Reason {
    /** The signature is not what its format says. */
    MALFORMED,
    /** A form of signature that we do not read, such as a proof of funds. */
    UNSUPPORTED_FORM,
    /** A script that is none of the known ones. */
    UNSUPPORTED_SCRIPT,
    /** A signature that leaves part of what it signs open. */
    UNSUPPORTED_SIGHASH,
    /** It was made for another message or address. */
    OTHER_MESSAGE,
    /** The key or script is not the address's, or the signature not the key's. */
    NOT_SIGNED
  }
}
