package dev.solvent.attest.statement;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import java.util.List;
import java.util.Optional;

/**
 * One attestation: which files an exchange stands by, as of when, under which trust root and in
 * which log. It says nowhere that the exchange is solvent: who verifies computes that.
 *
 * @param chainState the block of each chain at which the reserves were read
 * @param nextDueBy when the next one is due at the latest
 */
public record Statement(
    Timestamp asOf,
    List<NumberedBlock> chainState,
    Epoch epoch,
    Issuer issuer,
    String logOrigin,
    Timestamp nextDueBy,
    Optional<Replaces> replaces,
    RootName trustRoot,
    List<Subject> subjects) {
  public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
  public static final String TYPE = "https://in-toto.io/Statement/v1";
  public static final String PREDICATE_TYPE = "https://solvent.dev/attestation/solvency/v1";

  /** So that the envelope around it, in base64, fits an entry of the log. */
  public static final JsonLimits LIMITS = new JsonLimits(45_000, 16, 5_000);

  private static final List<String> NAMES =
      List.of(Subject.LIABILITIES, Subject.RESERVES, Subject.SOLVENCY);
  private static final int MAX_CHAINS = 200;
  private static final int MAX_ORIGIN = 255;

  public Statement {
    chainState = List.copyOf(chainState);
    subjects = List.copyOf(subjects);
    List<String> names = subjects.stream().map(Subject::name).toList();
    if (names.size() < 2 || !names.equals(NAMES.subList(0, Math.min(names.size(), NAMES.size())))) {
      throw new IllegalArgumentException(
          "subjects " + names + ", want the first two or three of " + NAMES + ", in this order");
    }
    for (int i = 1; i < chainState.size(); i++) {
      if (chainState.get(i - 1).chain().compareTo(chainState.get(i).chain()) >= 0) {
        throw new IllegalArgumentException(
            "chainState: " + chainState.get(i).chain() + ", want ascending, each once");
      }
    }
    if (chainState.size() > MAX_CHAINS) {
      throw new IllegalArgumentException(
          "chainState: " + chainState.size() + " items, want 0 to " + MAX_CHAINS);
    }
    if (logOrigin.isBlank() || logOrigin.length() > MAX_ORIGIN) {
      throw new IllegalArgumentException(
          "logOrigin of " + logOrigin.length() + " characters, want 1 to " + MAX_ORIGIN);
    }
    if (nextDueBy.compareTo(asOf) <= 0) {
      throw new IllegalArgumentException("nextDueBy " + nextDueBy + ", want it after " + asOf);
    }
  }

  /** SHA-256 of the payload: what an attestation is named by. */
  public Hash id() {
    return Digests.sha256(toBytes());
  }

  /** The file that this statement names so. */
  public Optional<Hash> digestOf(String name) {
    return subjects.stream()
        .filter(subject -> subject.name().equals(name))
        .map(Subject::sha256)
        .findAny();
  }

  public static Statement parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, Statement::read);
  }

  private static Statement read(Fields in) throws MalformedException {
    in.constant("_type", TYPE);
    in.constant("predicateType", PREDICATE_TYPE);
    List<Subject> subjects = in.list("subject", 2, NAMES.size(), Subject::read);
    return in.object("predicate", predicate -> readPredicate(predicate, subjects));
  }

  private static Statement readPredicate(Fields in, List<Subject> subjects)
      throws MalformedException {
    Timestamp asOf = in.text("asOf", Timestamp::parse);
    List<NumberedBlock> chainState = in.list("chainState", 0, MAX_CHAINS, Statement::readBlock);
    Epoch epoch = new Epoch(in.integer("epoch", 1, Epoch.MAX));
    Issuer issuer = in.text("issuer", Issuer::parse);
    String logOrigin = in.text("logOrigin");
    Timestamp nextDueBy = in.text("nextDueBy", Timestamp::parse);
    Optional<Replaces> replaces = in.optionalObject("replaces", Replaces::read);
    RootName trustRoot = in.object("trustRoot", RootName::read);
    return in.build(() ->
        new Statement(
            asOf, chainState, epoch, issuer, logOrigin, nextDueBy, replaces, trustRoot, subjects));
  }

  private static NumberedBlock readBlock(Fields in) throws MalformedException {
    ChainId chain = in.text("chain", ChainId::parse);
    return NumberedBlock.parse(chain, in.text("blockNumber"), in.text("blockHash"));
  }

  /** The bytes that {@link #parse} reads, and that are signed. */
  public byte[] toBytes() {
    ObjectBuilder predicate =
        new ObjectBuilder()
            .put("asOf", asOf.toString())
            .put("chainState", chainState, Statement::blockJson)
            .put("epoch", epoch.number())
            .put("issuer", issuer.domain())
            .put("logOrigin", logOrigin)
            .put("nextDueBy", nextDueBy.toString())
            .put("trustRoot", trustRoot.toJson());
    replaces.ifPresent(earlier -> predicate.put("replaces", earlier.toJson()));
    JsonObject json =
        new ObjectBuilder()
            .put("_type", TYPE)
            .put("predicate", predicate.build())
            .put("predicateType", PREDICATE_TYPE)
            .put("subject", subjects, Subject::toJson)
            .build();
    return CanonicalJson.print(json, LIMITS);
  }

  private static JsonObject blockJson(NumberedBlock block) {
    return new ObjectBuilder()
        .put("blockHash", block.ref().hashText())
        .put("blockNumber", block.numberText())
        .put("chain", block.chain().toString())
        .build();
  }
}
