package dev.solvent.attest.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.SpecFile;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.signature.TestSigner;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyTest {
  private static final String EXAMPLE = example();

  private static String example() {
    return new String(SpecFile.of("policy.md").example(), StandardCharsets.UTF_8);
  }

  private static Policy parse(String json) throws MalformedException {
    return Policy.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void example_isReadAndPrintedAgain() throws Exception {
    Policy policy = parse(EXAMPLE);
    assertEquals(EXAMPLE, new String(policy.toBytes(), StandardCharsets.UTF_8));
    assertEquals(2, policy.witnessPolicy().orElseThrow().witnesses().size());
    assertEquals(Duration.ofMinutes(30), policy.limits().skew());
  }

  @ParameterizedTest
  @CsvSource({"0", "256", "-1"})
  void bitsOfABalance_areRefused_whereTheyAreNoneOrAll(int bits) {
    String other = EXAMPLE.replace("\"bits\":255", "\"bits\":" + bits);
    assertNotEquals(EXAMPLE, other);
    assertThrows(MalformedException.class, () -> parse(other));
  }

  @Test
  void threat26_anAssetIsKnown_underWhateverNumberOfItsCoin() throws Exception {
    Policy policy = parse(EXAMPLE);
    AssetRef otherNumber = AssetRef.parse("eip155:1/slip44:61");
    assertEquals("ETH", policy.known(otherNumber).orElseThrow().covers().ticker().text());
    assertEquals(Optional.empty(), policy.known(AssetRef.parse("eip155:10/slip44:60")));
    String twice =
        EXAMPLE.replace(
            "{\"asset\":\"eip155:1/slip44:60\"",
            "{\"asset\":\"eip155:1/slip44:6\",\"decimals\":18,\"ticker\":\"ETC\"},"
                + "{\"asset\":\"eip155:1/slip44:60\"");
    assertThrows(MalformedException.class, () -> parse(twice));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy/v1 | policy/v2",
        "\"quorum\":1 | \"quorum\":0",
        "\"coverage\":10000 | \"coverage\":0",
        "\"skew\":1800 | \"skew\":-1",
        "\"skew\":1800 | \"skew\":99999999999",
        "\"required\":false | \"required\":0",
        "quorum both | quorum none",
        "quorum both | quorum c",
        "all a b | all a a",
        "\"name\":\"vault.example\" | \"name\":\" \"",
        "\"decimals\":6 | \"decimals\":-6",
        "\"ticker\":\"BTC\" | \"ticker\":\"btc\"",
        "\"limits\":{ | \"limits\":{\"allowed\":1,",
        "eip155:1/slip44:60 | eip155:0/slip44:60",
        "\"layout\":\"solidity\" | \"layout\":\"Solidity\"",
        "\"coverage\":10000 | \"coverage\":1000001",
        "\"skew\":1800 | \"skew\":864000001",
        "\"quorum\":1 | \"quorum\":101",
        "\"codes\":[{ | \"codes\":[],\"code\":[{",
        "\"accepted\":[{\"address\":\"0x43 | \"accepted\":[{\"address\":\"43",
        "\"proxies\":[{ | \"proxies\":[{\"keccak256\":\"ff\"},{",
      })
  void oneFault_isRefused(String good, String bad) {
    String json = EXAMPLE.replace(good, bad);
    assertNotEquals(EXAMPLE, json);
    assertThrows(MalformedException.class, () -> parse(json));
  }

  @Test
  void aSetOfContracts_isInOneOrder_eachOnce() throws Exception {
    String own = "d80d4b7c890cb9d6a4893e6b52bc34b56b25335cb13716e0d1d31383e6b41505";
    String code = "{\"keccak256\":\"" + own + "\"}";
    assertTrue(EXAMPLE.contains(code));
    String lower = "{\"keccak256\":\"" + "0".repeat(64) + "\"}";
    assertEquals(
        2,
        parse(EXAMPLE.replace(code, lower + "," + code))
            .tokenRules()
            .values()
            .iterator()
            .next()
            .codeHashes()
            .size());
    for (String wrong : List.of(code + "," + code, code + "," + lower)) {
      MalformedException refused =
          assertThrows(MalformedException.class, () -> parse(EXAMPLE.replace(code, wrong)));
      assertTrue(refused.getMessage().contains("want ascending, each once"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "coverage, 10000, 1000000",
    "coverage, 10000, 1",
    "skew, 1800, 864000000",
    "skew, 1800, 0",
    "quorum, 1, 100",
  })
  void theLastThatIsAllowed_isRead(String field, String good, String last) throws Exception {
    String json = EXAMPLE.replace("\"" + field + "\":" + good, "\"" + field + "\":" + last);
    assertNotEquals(EXAMPLE, json);
    assertEquals(json, new String(parse(json).toBytes(), StandardCharsets.UTF_8));
  }

  /** One voice under two names would be two of a quorum. */
  @ParameterizedTest
  @CsvSource({
    "custodians, vault.example, vault.example",
    "custodians, vault.example, other.example",
    "observers, observer-a, observer-a",
    "observers, observer-a, observer-b",
  })
  void threat28_nobodyIsNamedTwice(String list, String name, String again) {
    Matcher one = Pattern.compile("\\{\"name\":\"" + name + "\"[^}]*\\}").matcher(EXAMPLE);
    assertTrue(one.find());
    String json =
        EXAMPLE.replace(one.group(), one.group() + "," + one.group().replace(name, again));
    MalformedException refused = assertThrows(MalformedException.class, () -> parse(json));
    assertTrue(refused.getMessage().contains(list + ": " + again), refused.getMessage());
  }

  /** The same name for two keys is as bad: a report could not say whose word it was. */
  @Test
  void threat28_noNameStandsForTwo() throws Exception {
    Policy policy = parse(EXAMPLE);
    List<NamedKey> two =
        List.of(
            policy.observers().getFirst(), new NamedKey("observer-a", TestSigner.ed25519().key()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Policy(
                policy.assets(),
                policy.custodians(),
                policy.limits(),
                two,
                policy.observerQuorum(),
                policy.safes(),
                policy.tokenRequired(),
                policy.tokenRoots(),
                policy.witnesses()));
  }

  @Test
  void threat16_whatIsKnownOfATokensStorage_andOfSafes_isTheReaders() throws Exception {
    Policy policy = parse(EXAMPLE);
    AssetRef usdc = AssetRef.parse("eip155:1/erc20:0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48");
    assertEquals(Set.of(usdc.decoded()), policy.tokenRules().keySet());
    assertEquals(1, policy.safes().singletons().size());
    Policy issuers =
        parse(
            EXAMPLE
                .replaceFirst(",\"token\":\\{.*?\"mapping\":\"[0-9a-f]*\"\\}", "")
                .replaceFirst("\"safes\":\\{.*?\\]\\},\"tokens\"", "\"tokens\""));
    assertEquals(Map.of(), issuers.tokenRules());
    assertEquals(SafeRule.NONE, issuers.safes());
    assertEquals(policy, policy.tightenedBy(issuers));
    assertEquals(issuers, issuers.tightenedBy(policy));
  }

  @Test
  void thePolicyThatShips_knowsAssets_andTrustsNobody() {
    Policy standard = Policy.standard();
    assertEquals(6, standard.assets().size());
    assertEquals(Optional.empty(), standard.witnessPolicy());
    assertEquals(List.of(), standard.observers());
    assertEquals(List.of(), standard.custodians());
    assertEquals(10_000, standard.limits().coverage());
  }

  @Test
  void threat28_withoutWitnesses_thereIsNoQuorumToMeet() throws Exception {
    Policy none = parse(EXAMPLE.replaceFirst(",\"witnesses\":\"[^\"]*\"", ""));
    assertEquals(Optional.empty(), none.witnessPolicy());
  }

  @Test
  void threat28_anIssuersPolicy_bringsNobodyWhoseWordCounts() throws Exception {
    Policy readers = parse(EXAMPLE);
    Policy issuers =
        new Policy(
            readers.assets(),
            List.of(new NamedKey("friend", TestSigner.ed25519().key())),
            readers.limits(),
            List.of(new NamedKey("own", TestSigner.ed25519().key())),
            1,
            SafeRule.NONE,
            false,
            List.of(),
            Optional.empty());
    assertEquals(readers, readers.tightenedBy(issuers));
  }

  @Test
  void threat25_anIssuersPolicy_addsNoAssetAndChangesNone() throws Exception {
    Policy readers = parse(EXAMPLE);
    Policy issuers =
        parse(
            EXAMPLE
                .replace("\"decimals\":6", "\"decimals\":8")
                .replace(
                    "],\"custodians\"",
                    ",{\"asset\":\"eip155:56/slip44:714\",\"decimals\":18,\"ticker\":\"BNB\"}]"
                        + ",\"custodians\""));
    assertEquals(4, issuers.assets().size());
    Policy both = readers.tightenedBy(issuers);
    assertEquals(
        List.of("BTC", "ETH"),
        both.assets().stream().map(known -> known.covers().ticker().text()).toList());
  }

  @Property
  void threat28_tightening_neverLoosens(
      @ForAll @Size(6) List<@IntRange(min = 1, max = 1000) Integer> one,
      @ForAll @Size(6) List<@IntRange(min = 1, max = 1000) Integer> other,
      @ForAll @IntRange(min = 1, max = 9) int quorum,
      @ForAll boolean required)
      throws Exception {
    Policy readers = with(limits(one), 3, false);
    Policy both = readers.tightenedBy(with(limits(other), quorum, required));
    for (Policy each : List.of(readers, with(limits(other), quorum, required))) {
      Limits strict = both.limits();
      Limits limits = each.limits();
      assertTrue(strict.coverage() >= limits.coverage());
      assertTrue(strict.cosignatureAge().compareTo(limits.cosignatureAge()) <= 0);
      assertTrue(strict.interval().compareTo(limits.interval()) <= 0);
      assertTrue(strict.ownershipAge().compareTo(limits.ownershipAge()) <= 0);
      assertTrue(strict.skew().compareTo(limits.skew()) <= 0);
      assertTrue(strict.tokenDelay().compareTo(limits.tokenDelay()) <= 0);
      assertTrue(both.observerQuorum() >= each.observerQuorum());
      assertTrue(both.tokenRequired() || !each.tokenRequired());
    }
  }

  private static Limits limits(List<Integer> of) {
    return new Limits(
        Duration.ofSeconds(of.get(0)),
        of.get(1),
        Duration.ofSeconds(of.get(2)),
        Duration.ofSeconds(of.get(3)),
        Duration.ofSeconds(of.get(4)),
        Duration.ofSeconds(of.get(5)));
  }

  private static Policy with(Limits limits, int quorum, boolean required)
      throws MalformedException {
    Policy policy = parse(EXAMPLE);
    return new Policy(
        policy.assets(),
        policy.custodians(),
        limits,
        policy.observers(),
        quorum,
        policy.safes(),
        required,
        policy.tokenRoots(),
        policy.witnesses());
  }
}
