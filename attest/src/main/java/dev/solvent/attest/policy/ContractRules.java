package dev.solvent.attest.policy;

import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.SafeRule;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.attest.evm.TokenRule.Implementation;
import dev.solvent.attest.evm.TokenRule.Layout;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How a policy writes what its reader knows of contracts: tokens' storage, and Safes. */
final class ContractRules {
  private static final int MAX_CONTRACTS = 1_000;
  private static final String CODE = "keccak256";
  private static final String ADDRESS = "address";

  private ContractRules() {}

  static TokenRule readToken(Fields in) throws MalformedException {
    Set<Hash> codes = set(in, "codes", CODE, 1, Hash::parse);
    Optional<Implementation> implementation =
        in.optionalObject("implementation", ContractRules::readImplementation);
    Layout layout = in.text("layout", ContractRules::layout);
    int bits =
        in.has("bits") ? (int) in.integer("bits", 1, TokenRule.MAX_BITS - 1) : TokenRule.MAX_BITS;
    return new TokenRule(codes, layout, in.text("mapping", Hash::parse), bits, implementation);
  }

  private static Implementation readImplementation(Fields in) throws MalformedException {
    Set<EvmAddress> accepted = set(in, "accepted", ADDRESS, 1, EvmAddress::parse);
    return new Implementation(in.text("slot", Hash::parse), accepted);
  }

  private static Layout layout(String text) throws MalformedException {
    for (Layout layout : Layout.values()) {
      if (name(layout).equals(text)) {
        return layout;
      }
    }
    throw new MalformedException("layout " + Quoted.of(text) + ", want solidity or vyper");
  }

  private static String name(Layout layout) {
    return layout.name().toLowerCase(Locale.ROOT);
  }

  static JsonObject tokenJson(TokenRule rule) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("codes", sorted(rule.codeHashes()), code -> item(CODE, code))
            .put("layout", name(rule.layout()))
            .put("mapping", rule.mapping().toString());
    if (rule.bits() < TokenRule.MAX_BITS) {
      json.put("bits", rule.bits());
    }
    rule.implementation()
        .ifPresent(implementation ->
            json.put(
                "implementation",
                new ObjectBuilder()
                    .put("accepted", sorted(implementation.accepted()), at -> item(ADDRESS, at))
                    .put("slot", implementation.slot().toString())
                    .build()));
    return json.build();
  }

  static SafeRule readSafes(Fields in) throws MalformedException {
    return new SafeRule(
        set(in, "proxies", CODE, 1, Hash::parse),
        set(in, "singletons", ADDRESS, 1, EvmAddress::parse));
  }

  static JsonObject safesJson(SafeRule rule) {
    return new ObjectBuilder()
        .put("proxies", sorted(rule.proxyCodeHashes()), code -> item(CODE, code))
        .put("singletons", sorted(rule.singletons()), at -> item(ADDRESS, at))
        .build();
  }

  /** A set is written in the ascending order of its texts, each once. */
  private static <T> Set<T> set(
      Fields in, String name, String field, int min, Fields.TextReader<T> reader)
      throws MalformedException {
    TreeSet<String> texts = new TreeSet<>();
    List<T> items =
        in.list(
            name,
            min,
            MAX_CONTRACTS,
            item -> {
              String text = item.text(field);
              if (!texts.isEmpty() && texts.last().compareTo(text) >= 0) {
                throw item.malformed(field, text + ", want ascending, each once");
              }
              texts.add(text);
              return item.text(field, reader);
            });
    return Set.copyOf(items);
  }

  private static List<String> sorted(Collection<?> items) {
    return items.stream().map(Object::toString).sorted().toList();
  }

  private static JsonObject item(String field, String text) {
    return new ObjectBuilder().put(field, text).build();
  }
}
