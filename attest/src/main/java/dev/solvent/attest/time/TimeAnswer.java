package dev.solvent.attest.time;

import java.util.Set;

/** What an authority answered to a request. */
public sealed interface TimeAnswer {
  /**
   * A token that answers the request. Neither its signature nor its authority has been looked at:
   * that is {@link TimeToken#verify}.
   */
  record Answered(TimeToken token) implements TimeAnswer {}

  /** The authority gives no token. The text is its own, in printable ASCII. */
  record Declined(Status status, Set<Failure> failures, String text) implements TimeAnswer {
    public Declined {
      failures = Set.copyOf(failures);
    }
  }

  /** A token came, and it is no answer to the request. */
  record Refused(Reason reason, String detail) implements TimeAnswer {}

  /** In the order of the check. */
  enum Reason {
    TOKEN_FORM,
    OTHER_DATA,
    OTHER_NONCE,
    OTHER_POLICY,
    NO_CERTIFICATE
  }

  /** The statuses of RFC 3161 section 2.4.2 without a token. */
  enum Status {
    REJECTION,
    WAITING,
    REVOCATION_WARNING,
    REVOCATION_NOTIFICATION
  }

  /** The failure bits of RFC 3161 section 2.4.2. */
  enum Failure {
    BAD_ALG(0),
    BAD_REQUEST(2),
    BAD_DATA_FORMAT(5),
    TIME_NOT_AVAILABLE(14),
    UNACCEPTED_POLICY(15),
    UNACCEPTED_EXTENSION(16),
    ADD_INFO_NOT_AVAILABLE(17),
    SYSTEM_FAILURE(25),
    /** Any other bit. */
    OTHER(-1);

    private final int bit;

    Failure(int bit) {
      this.bit = bit;
    }

    static Failure of(int bit) {
      for (Failure failure : values()) {
        if (failure.bit == bit) {
          return failure;
        }
      }
      return OTHER;
    }
  }
}
