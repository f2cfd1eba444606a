package dev.solvent.chain.reserves;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.chain.pin.Dissent;
import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.HoldingRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a person should know of a reading, and what may be needed as evidence later: who agreed, who
 * did not and what they showed instead, and which figures are less than proven and why. It is the
 * operator's own and no part of what is attested. Normative text: {@code docs/spec/reading.md}.
 */
public final class ReadingNotes {
  public static final String FORMAT = "solvent/reading/v1";

  private static final JsonLimits LIMITS = new JsonLimits(256 << 20, 16, 5_000_000);

  private static final int MAX_WORDS = 1_000;

  /** How one chain was read. */
  private static final class Chain {
    private Optional<PinnedBlock> block = Optional.empty();
    private List<String> agreed = List.of();
    private final List<Dissent> dissents = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
  }

  private record Unproven(HoldingRef holding, String why) {}

  private final Map<ChainId, Chain> chains = new TreeMap<>();
  private final Map<String, Unproven> unproven = new TreeMap<>();
  private final Map<AccountRef, String> unsigned = new TreeMap<>();

  private Chain at(ChainId chain) {
    return chains.computeIfAbsent(chain, _ -> new Chain());
  }

  synchronized void pinned(PinnedBlock block, List<String> agreed) {
    Chain chain = at(block.block().chain());
    chain.block = Optional.of(block);
    chain.agreed = List.copyOf(agreed);
  }

  synchronized void dissents(ChainId chain, List<Dissent> dissents) {
    List<Dissent> known = at(chain).dissents;
    for (Dissent each : dissents) {
      Dissent noted = new Dissent(each.node(), each.reason(), plain(each.detail()), each.header());
      if (!known.contains(noted)) {
        known.add(noted);
      }
    }
  }

  synchronized void faults(ChainId chain, List<Fault> faults) {
    faults.forEach(each -> at(chain).faults.add(new Fault(each.node(), plain(each.detail()))));
  }

  /** A node chooses some of these words: they are to move no cursor and fill no disk. */
  private static String plain(String words) {
    String ascii = words.replaceAll("[^ -~]", "?");
    return ascii.length() <= MAX_WORDS ? ascii : ascii.substring(0, MAX_WORDS) + "...";
  }

  synchronized void unproven(HoldingRef holding, String why) {
    unproven.put(holding.toString(), new Unproven(holding, plain(why)));
  }

  synchronized void unsigned(AccountRef account, String why) {
    unsigned.put(account, plain(why));
  }

  /** A line each, for a person. */
  public synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    chains.forEach((chain, how) -> {
      how.dissents.forEach(dissent -> lines.add(chain + ": node " + dissent));
      how.faults.forEach(fault -> lines.add(chain + ": node " + fault));
    });
    unproven.forEach((holding, why) -> lines.add(holding + ": not proven: " + why.why()));
    unsigned.forEach((account, why) -> lines.add(account + ": no signature counts: " + why));
    return lines;
  }

  /** The file that keeps them. */
  public synchronized byte[] toBytes() {
    JsonObject json =
        new ObjectBuilder()
            .put("chains", List.copyOf(chains.entrySet()), entry -> chainJson(entry))
            .put("format", FORMAT)
            .put("unproven", List.copyOf(unproven.values()), ReadingNotes::unprovenJson)
            .put(
                "unsigned",
                List.copyOf(unsigned.entrySet()),
                entry ->
                    new ObjectBuilder()
                        .put("account", entry.getKey().toString())
                        .put("why", entry.getValue())
                        .build())
            .build();
    return CanonicalJson.print(json, LIMITS);
  }

  private static JsonObject chainJson(Map.Entry<ChainId, Chain> entry) {
    Chain how = entry.getValue();
    ObjectBuilder json =
        new ObjectBuilder()
            .put("agreed", how.agreed, name -> new ObjectBuilder().put("node", name).build())
            .put("chain", entry.getKey().toString())
            .put("dissents", how.dissents, Dissent::toJson)
            .put("faults", how.faults, ReadingNotes::faultJson);
    how.block.ifPresent(block -> json.put("pin", block.toJson()));
    return json.build();
  }

  private static JsonObject faultJson(Fault fault) {
    return new ObjectBuilder().put("detail", fault.detail()).put("node", fault.node()).build();
  }

  private static JsonObject unprovenJson(Unproven unproven) {
    return new ObjectBuilder()
        .put("account", unproven.holding().account().toString())
        .put("asset", unproven.holding().asset().toString())
        .put("why", unproven.why())
        .build();
  }
}
