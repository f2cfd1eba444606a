package dev.solvent.attest.time;

import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.jspecify.annotations.Nullable;

/** What a token's signature covers: the fields of a TSTInfo that decide anything. */
record TimeInfo(
    MessageImprint imprint,
    String policy,
    Instant genTime,
    Duration accuracy,
    Optional<BigInteger> nonce) {
  private static final Pattern UTC =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\.\\d{1,9})?Z");

  static TimeInfo parse(byte[] der) throws MalformedException, IOException {
    ASN1Primitive found = ASN1Primitive.fromByteArray(der);
    TSTInfo info = TSTInfo.getInstance(found);
    boolean printsBack =
        Arrays.equals(der, found.getEncoded(ASN1Encoding.DER))
            && Arrays.equals(
                withoutDefault(ASN1Sequence.getInstance(found)), info.getEncoded(ASN1Encoding.DER));
    if (!printsBack || !info.getVersion().hasValue(1)) {
      throw new MalformedException("TSTInfo in another form, want version 1 in DER");
    }
    if (info.getExtensions() != null && info.getExtensions().hasAnyCriticalExtensions()) {
      throw new MalformedException("TSTInfo with a critical extension, want none");
    }
    return new TimeInfo(
        info.getMessageImprint(),
        info.getPolicy().getId(),
        time(info.getGenTime().getTimeString()),
        accuracy(info.getAccuracy()),
        Optional.ofNullable(info.getNonce()).map(ASN1Integer::getValue));
  }

  /** Some print {@code ordering FALSE}, which DER leaves out; it is signed and says nothing. */
  private static byte[] withoutDefault(ASN1Sequence sequence) throws IOException {
    ASN1EncodableVector kept = new ASN1EncodableVector();
    for (ASN1Encodable field : sequence) {
      if (!field.toASN1Primitive().equals(ASN1Boolean.FALSE)) {
        kept.add(field);
      }
    }
    return new DERSequence(kept).getEncoded(ASN1Encoding.DER);
  }

  private static Instant time(String text) throws MalformedException {
    Matcher field = UTC.matcher(text);
    try {
      if (field.matches()) {
        int[] part =
            IntStream.rangeClosed(1, 6).map(i -> Integer.parseInt(field.group(i))).toArray();
        String fraction = field.group(7) == null ? "0" : "0" + field.group(7);
        return LocalDateTime.of(part[0], part[1], part[2], part[3], part[4], part[5])
            .toInstant(ZoneOffset.UTC)
            .plusNanos(new BigDecimal(fraction).movePointRight(9).longValueExact());
      }
    } catch (DateTimeException e) {
      throw new MalformedException("genTime that is no time, want one of the calendar", e);
    }
    throw new MalformedException("genTime in another form, want UTC in seconds");
  }

  private static Duration accuracy(@Nullable Accuracy accuracy) {
    if (accuracy == null) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(count(accuracy.getSeconds()))
        .plusMillis(count(accuracy.getMillis()))
        .plusNanos(1000L * count(accuracy.getMicros()));
  }

  private static int count(@Nullable ASN1Integer number) {
    int count = number == null ? 0 : number.intValueExact();
    if (count < 0) {
      throw new IllegalArgumentException("accuracy " + count + ", want at least 0");
    }
    return count;
  }

  boolean isOver(Hash hash) {
    return imprint.getHashAlgorithm().getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)
        && Arrays.equals(imprint.getHashedMessage(), hash.toBytes());
  }
}
