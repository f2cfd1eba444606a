package dev.solvent.attest.trust;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonInteger;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a reader pins of an issuer: its log and the log's keys, the keys that sign statements and
 * for which indexes, the key of receipts, and the keys that sign the next root.
 *
 * @param version from 1, one up a root
 * @param previous the id of the root before; absent in version 1 only
 * @param logSize the size of the log when this root was made: nothing below it may change
 * @param rootKeys who signs this root, and with the next one's keys the next
 * @param statements periods without a gap from index 0; the last alone may be open, and is
 */
public record TrustRoot(
    Issuer issuer,
    List<NoteKey> logKeys,
    String logOrigin,
    long logSize,
    Optional<Hash> previous,
    Optional<VerifyingKey> receiptKey,
    KeySet rootKeys,
    List<Period> statements,
    long version,
    JsonObject extensions) {
  public static final String FORMAT = "solvent/trust-root/v1";
  public static final JsonLimits LIMITS = new JsonLimits(1 << 20, 16, 50_000);
  static final int MAX_LOG_KEYS = 10;
  static final int MAX_PERIODS = 1_000;
  private static final int MAX_ORIGIN = 255;

  public TrustRoot {
    logKeys = List.copyOf(logKeys);
    statements = List.copyOf(statements);
    require(version >= 1 && version <= JsonInteger.MAX, "version", version, "1 to 2^53 - 1");
    require(
        previous.isPresent() == (version > 1),
        "previous",
        previous.isPresent() ? "present" : "absent",
        "it in every version but the first");
    require(logSize >= 0 && logSize <= JsonInteger.MAX, "logSize", logSize, "0 to 2^53 - 1");
    require(
        isOrigin(logOrigin), "log origin", logOrigin.length() + " characters", "printable text");
    require(
        !logKeys.isEmpty()
            && logKeys.size() <= MAX_LOG_KEYS
            && new HashSet<>(logKeys).size() == logKeys.size(),
        "log keys",
        logKeys.size(),
        "1 to " + MAX_LOG_KEYS + ", each once");
    for (NoteKey key : logKeys) {
      require(key.name().equals(logOrigin), "log key", key.name(), "the log's origin");
    }
    requireWithoutGap(statements);
  }

  private static void requireWithoutGap(List<Period> periods) {
    require(
        !periods.isEmpty() && periods.size() <= MAX_PERIODS,
        "statements",
        periods.size(),
        "1 to " + MAX_PERIODS);
    long next = 0;
    for (int i = 0; i < periods.size(); i++) {
      Period period = periods.get(i);
      boolean last = i == periods.size() - 1;
      require(period.from() == next, "statements", period, "from " + next);
      require(period.isOpen() == last, "statements", period, "the last open, and no other");
      next = period.to().orElse(next);
    }
  }

  private static boolean isOrigin(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_ORIGIN
        && text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '+');
  }

  private static void require(boolean holds, String name, Object found, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + found + ", want " + wanted);
    }
  }

  /** Who may sign the statement at this index of the log. */
  public KeySet signersAt(long index) {
    return statements.stream()
        .filter(period -> period.contains(index))
        .map(Period::signers)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("index " + index + ", want 0 or more"));
  }

  /** SHA-256 of the bytes: what statements and the next root name this one by. */
  public Hash id() {
    return Digests.sha256(toBytes());
  }

  public static TrustRoot parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, TrustRoot::read);
  }

  private static TrustRoot read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    Issuer issuer = in.text("issuer", Issuer::parse);
    Log log = in.object("log", Log::read);
    Optional<Hash> previous =
        in.has("previous") ? Optional.of(in.text("previous", Hash::parse)) : Optional.empty();
    Optional<VerifyingKey> receiptKey = in.optionalObject("receiptKey", KeySet::readKey);
    KeySet rootKeys = in.object("root", KeySet::read);
    List<Period> statements = in.list("statements", 1, MAX_PERIODS, Period::read);
    long version = in.integer("version", 1, JsonInteger.MAX);
    JsonObject extensions = in.extensions();
    return in.build(() ->
        new TrustRoot(
            issuer,
            log.keys(),
            log.origin(),
            log.size(),
            previous,
            receiptKey,
            rootKeys,
            statements,
            version,
            extensions));
  }

  private record Log(List<NoteKey> keys, String origin, long size) {
    static Log read(Fields in) throws MalformedException {
      List<NoteKey> keys =
          in.list("keys", 1, MAX_LOG_KEYS, key -> key.text("note", NoteKey::parse));
      return new Log(keys, in.text("origin"), in.integer("size", 0, JsonInteger.MAX));
    }
  }

  /** The bytes that {@link #parse} reads, and that are signed. */
  public byte[] toBytes() {
    JsonObject log =
        new ObjectBuilder()
            .put("keys", logKeys, key -> new ObjectBuilder().put("note", key.toString()).build())
            .put("origin", logOrigin)
            .put("size", logSize)
            .build();
    ObjectBuilder json =
        new ObjectBuilder()
            .extensions(extensions)
            .put("format", FORMAT)
            .put("issuer", issuer.domain())
            .put("log", log)
            .put("root", rootKeys.into(new ObjectBuilder()).build())
            .put("statements", statements, Period::toJson)
            .put("version", version);
    previous.ifPresent(id -> json.put("previous", id.toString()));
    receiptKey.ifPresent(key -> json.put("receiptKey", KeySet.keyJson(key)));
    return CanonicalJson.print(json.build(), LIMITS);
  }
}
