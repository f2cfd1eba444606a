package dev.solvent.attest.time;

import dev.solvent.attest.time.TimeAnswer.Answered;
import dev.solvent.attest.time.TimeAnswer.Declined;
import dev.solvent.attest.time.TimeAnswer.Failure;
import dev.solvent.attest.time.TimeAnswer.Reason;
import dev.solvent.attest.time.TimeAnswer.Refused;
import dev.solvent.attest.time.TimeAnswer.Status;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an authority answered. Normative text: {@code docs/spec/time.md}, section 3.
 *
 * <p>Lax where nothing is signed: an authority may answer in BER, and put around its token what
 * {@link TimeToken} refuses. The token that comes out is strict, whatever came in.
 */
public final class TimeResponse {
  public static final int MAX_BYTES = 32_768;
  private static final int MAX_TEXT = 200;

  private TimeResponse() {}

  /** Bouncy Castle's parser answers malformed bytes with exceptions of any kind. */
  public static TimeAnswer read(byte[] bytes, TimeRequest request) throws MalformedException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException(
          "time response of " + bytes.length + " bytes, want at most " + MAX_BYTES);
    }
    try {
      ASN1Sequence response = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(bytes));
      PKIStatusInfo info = PKIStatusInfo.getInstance(response.getObjectAt(0));
      int status = info.getStatus().intValueExact();
      int want = status == 0 || status == 1 ? 2 : 1; // granted, granted with modifications
      if (response.size() != want) {
        throw new MalformedException("status " + status + ", want a token with 0 and 1 alone");
      }
      return switch (status) {
        case 0, 1 -> token(response.getObjectAt(1), request);
        case 2 -> declined(Status.REJECTION, info);
        case 3 -> declined(Status.WAITING, info);
        case 4 -> declined(Status.REVOCATION_WARNING, info);
        case 5 -> declined(Status.REVOCATION_NOTIFICATION, info);
        default -> throw new MalformedException("status " + status + ", want 0 to 5");
      };
    } catch (IOException | RuntimeException e) {
      throw new MalformedException("no time response, want one of RFC 3161", e);
    }
  }

  private static Declined declined(Status status, PKIStatusInfo info) {
    return new Declined(status, failures(info.getFailInfo()), text(info));
  }

  private static TimeAnswer token(ASN1Encodable found, TimeRequest request) {
    TimeToken token;
    try {
      token = TimeToken.parse(TokenForm.strict(found));
    } catch (MalformedException e) {
      return new Refused(Reason.TOKEN_FORM, String.valueOf(e.getMessage()));
    }
    TimeInfo info = token.info();
    if (!info.isOver(request.imprint())) {
      return new Refused(
          Reason.OTHER_DATA, "a token over other data, want SHA-256 " + request.imprint());
    }
    if (!info.nonce().equals(Optional.of(request.number()))) {
      return new Refused(Reason.OTHER_NONCE, "a token with another nonce, want the request's");
    }
    if (request.policy().isPresent() && !request.policy().get().equals(info.policy())) {
      return new Refused(
          Reason.OTHER_POLICY,
          "a token under policy " + info.policy() + ", want " + request.policy().get());
    }
    if (token.signers().size() != 1) {
      return new Refused(
          Reason.NO_CERTIFICATE, token.signers().size() + " signer certificates, want 1");
    }
    return new Answered(token);
  }

  private static Set<Failure> failures(@Nullable ASN1BitString bits) {
    Set<Failure> failures = EnumSet.noneOf(Failure.class);
    if (bits != null) {
      byte[] octets = bits.getOctets(); // bit 0 is the highest of the first octet
      IntStream.range(0, 8 * octets.length)
          .filter(bit -> (octets[bit / 8] >> (7 - bit % 8) & 1) == 1)
          .forEach(bit -> failures.add(Failure.of(bit)));
    }
    return failures;
  }

  /** For a log or a terminal: nothing in it can move the cursor or turn the direction. */
  private static String text(PKIStatusInfo info) {
    PKIFreeText text = info.getStatusString();
    if (text == null) {
      return "";
    }
    return IntStream.range(0, text.size())
        .mapToObj(line -> text.getStringAtUTF8(line).getString())
        .collect(Collectors.joining(" "))
        .codePoints()
        .limit(MAX_TEXT)
        .map(c -> c >= ' ' && c <= '~' ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
