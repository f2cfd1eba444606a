package dev.solvent.attest.policy;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.WitnessPolicy.NoQuorum;
import dev.solvent.attest.octets.Octets;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a reader demands of an attestation before it says VERIFIED.
 *
 * @param assets in ascending order, each once as decoded; a chain is accepted where it has one
 * @param custodians whose signed figures count as attested
 * @param observers whose observations count, and how many have to agree
 * @param observerQuorum at least 1
 * @param safes the contracts that the reader takes for a Safe
 * @param tokenRequired whether a time token has to be there
 * @param tokenRoots the certificates that a token's chain may end at, in DER
 * @param witnesses the text of a witness policy; without one no log is witnessed
 */
public record Policy(
    List<KnownAsset> assets,
    List<NamedKey> custodians,
    Limits limits,
    List<NamedKey> observers,
    int observerQuorum,
    SafeRule safes,
    boolean tokenRequired,
    List<Octets> tokenRoots,
    Optional<String> witnesses) {
  public static final String FORMAT = "solvent/policy/v1";
  public static final JsonLimits LIMITS = new JsonLimits(4 << 20, 16, 100_000);
  private static final String STANDARD = "standard.policy.json";
  private static final int MAX_ASSETS = 10_000;
  private static final int MAX_KEYS = 100;

  public Policy {
    assets = List.copyOf(assets);
    custodians = List.copyOf(custodians);
    observers = List.copyOf(observers);
    tokenRoots = List.copyOf(tokenRoots);
    requireAscending(assets);
    NamedKey.requireDistinct("custodians", custodians);
    NamedKey.requireDistinct("observers", observers);
    if (observerQuorum < 1 || observerQuorum > MAX_KEYS) {
      throw new IllegalArgumentException(
          "observers: quorum " + observerQuorum + ", want 1 to " + MAX_KEYS);
    }
    if (new HashSet<>(tokenRoots).size() != tokenRoots.size()) {
      throw new IllegalArgumentException("token roots: one twice, want each once");
    }
    witnesses.ifPresent(Policy::parsed);
  }

  private static void requireAscending(List<KnownAsset> assets) {
    Set<AssetRef.Decoded> seen = new HashSet<>();
    for (int i = 0; i < assets.size(); i++) {
      AssetRef here = assets.get(i).asset();
      boolean ascends = i == 0 || assets.get(i - 1).asset().compareTo(here) < 0;
      if (!ascends || !seen.add(here.decoded())) {
        throw new IllegalArgumentException("assets: " + here + ", want ascending, each once");
      }
    }
  }

  private static WitnessPolicy parsed(String text) {
    try {
      return WitnessPolicy.parse(text.getBytes(StandardCharsets.UTF_8), NoQuorum.REFUSED);
    } catch (MalformedException e) {
      throw new IllegalArgumentException("witnesses: " + e.getMessage(), e);
    }
  }

  /** Which witnesses count and how many; empty where the reader has named none. */
  public Optional<WitnessPolicy> witnessPolicy() {
    return witnesses.map(Policy::parsed);
  }

  /** What the reader knows of an asset, whatever its spelling. */
  public Optional<KnownAsset> known(AssetRef asset) {
    return assets.stream()
        .filter(known -> known.asset().decoded().equals(asset.decoded()))
        .findAny();
  }

  /**
   * This policy with everything in which an issuer's is stricter. Whose word counts is never the
   * issuer's to say: its witnesses, observers, custodians and authorities are left out of account.
   */
  public Policy tightenedBy(Policy issuers) {
    return new Policy(
        assets.stream().filter(issuers::coversAs).toList(),
        custodians,
        limits.stricter(issuers.limits),
        observers,
        Math.max(observerQuorum, issuers.observerQuorum),
        safes,
        tokenRequired || issuers.tokenRequired,
        tokenRoots,
        witnesses);
  }

  private boolean coversAs(KnownAsset other) {
    return assets.stream().anyMatch(other::coversAs);
  }

  /** What the reader knows of tokens' storage. */
  public Map<AssetRef.Decoded, TokenRule> tokenRules() {
    Map<AssetRef.Decoded, TokenRule> rules = new HashMap<>();
    for (KnownAsset known : assets) {
      known.token().ifPresent(rule -> rules.put(known.asset().decoded(), rule));
    }
    return rules;
  }

  /**
   * The policy that ships: widely held assets and moderate limits. It trusts nobody, so nothing is
   * VERIFIED under it before its reader has named witnesses and observers.
   */
  public static Policy standard() {
    try (InputStream file = Policy.class.getResourceAsStream(STANDARD)) {
      return parse(Objects.requireNonNull(file, STANDARD).readAllBytes());
    } catch (IOException | MalformedException e) {
      throw new IllegalStateException("the policy that ships is damaged", e);
    }
  }

  public static Policy parse(byte[] bytes) throws MalformedException {
    return Fields.read(bytes, LIMITS, Policy::read);
  }

  private record Observers(List<NamedKey> keys, int quorum) {
    static Observers read(Fields in) throws MalformedException {
      List<NamedKey> keys = in.list("keys", 0, MAX_KEYS, NamedKey::read);
      return new Observers(keys, (int) in.integer("quorum", 1, MAX_KEYS));
    }
  }

  private record Tokens(boolean required, List<Octets> roots) {
    static Tokens read(Fields in) throws MalformedException {
      boolean required = in.truth("required");
      List<Octets> roots =
          in.list("roots", 0, MAX_KEYS, root -> root.text("certificate", Octets::parseBase64));
      return new Tokens(required, roots);
    }
  }

  private static Policy read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    List<KnownAsset> assets = in.list("assets", 0, MAX_ASSETS, KnownAsset::read);
    List<NamedKey> custodians = in.list("custodians", 0, MAX_KEYS, NamedKey::read);
    Limits limits = in.object("limits", Limits::read);
    Observers observers = in.object("observers", Observers::read);
    SafeRule safes = in.optionalObject("safes", ContractRules::readSafes).orElse(SafeRule.NONE);
    Tokens tokens = in.object("tokens", Tokens::read);
    Optional<String> witnesses =
        in.has("witnesses") ? Optional.of(in.text("witnesses")) : Optional.empty();
    return in.build(() ->
        new Policy(
            assets,
            custodians,
            limits,
            observers.keys(),
            observers.quorum(),
            safes,
            tokens.required(),
            tokens.roots(),
            witnesses));
  }

  /** The bytes that {@link #parse} reads. */
  public byte[] toBytes() {
    JsonObject observing =
        new ObjectBuilder()
            .put("keys", observers, NamedKey::toJson)
            .put("quorum", observerQuorum)
            .build();
    JsonObject tokens =
        new ObjectBuilder()
            .put("required", tokenRequired)
            .put("roots", tokenRoots, Policy::certificate)
            .build();
    ObjectBuilder json =
        new ObjectBuilder()
            .put("assets", assets, KnownAsset::toJson)
            .put("custodians", custodians, NamedKey::toJson)
            .put("format", FORMAT)
            .put("limits", limits.toJson())
            .put("observers", observing)
            .put("tokens", tokens);
    if (!safes.equals(SafeRule.NONE)) {
      json.put("safes", ContractRules.safesJson(safes));
    }
    witnesses.ifPresent(text -> json.put("witnesses", text));
    return CanonicalJson.print(json.build(), LIMITS);
  }

  private static JsonObject certificate(Octets der) {
    return new ObjectBuilder().put("certificate", der.toBase64()).build();
  }
}
