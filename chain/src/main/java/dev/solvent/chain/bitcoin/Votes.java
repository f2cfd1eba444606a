package dev.solvent.chain.bitcoin;

import dev.solvent.attest.bitcoin.Outpoint;
import dev.solvent.attest.bitcoin.UtxoEvidence.Output;
import dev.solvent.chain.bitcoin.HoldingsOutcome.Dissent;
import dev.solvent.chain.bitcoin.HoldingsOutcome.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the nodes said, one after the other. One thread. */
final class Votes {
  private final Map<List<Output>, List<String>> nodes = new LinkedHashMap<>();
  private final List<Dissent> silent = new ArrayList<>();

  void add(String node, Said said) {
    silent.add(new Dissent(node, said));
  }

  /** How many said that by now. */
  int add(String node, List<Output> outputs) {
    List<String> same = nodes.computeIfAbsent(outputs, first -> new ArrayList<>());
    same.add(node);
    return same.size();
  }

  List<String> of(List<Output> outputs) {
    return List.copyOf(nodes.getOrDefault(outputs, List.of()));
  }

  /** Where nothing is taken: those who said nothing, and all who said other things. */
  List<Dissent> dissent() {
    List<Dissent> dissent = new ArrayList<>(silent);
    List<List<Output>> said = List.copyOf(nodes.keySet());
    for (List<Output> outputs : said) {
      List<Output> other = outputs.equals(said.getFirst()) ? said.getLast() : said.getFirst();
      dissent.addAll(otherwise(outputs, other));
    }
    return dissent;
  }

  /** Those who did not say what is taken. */
  List<Dissent> dissentFrom(List<Output> taken) {
    List<Dissent> dissent = new ArrayList<>(silent);
    nodes.keySet().forEach(outputs -> dissent.addAll(otherwise(outputs, taken)));
    return dissent;
  }

  private List<Dissent> otherwise(List<Output> outputs, List<Output> other) {
    if (outputs.equals(other)) {
      return List.of();
    }
    Said said = new Said.Otherwise(difference(outputs, other));
    return of(outputs).stream().map(name -> new Dissent(name, said)).toList();
  }

  /** The first outpoint of which two lists that are not equal say different things. */
  private static String difference(List<Output> theirs, List<Output> others) {
    Map<Outpoint, Output> mine = byOutpoint(others);
    Map<Outpoint, Output> other = byOutpoint(theirs);
    Set<Outpoint> both = new LinkedHashSet<>(other.keySet());
    both.addAll(mine.keySet());
    return both.stream()
        .filter(outpoint -> !Objects.equals(other.get(outpoint), mine.get(outpoint)))
        .sorted()
        .findFirst()
        .map(outpoint ->
            outpoint
                + " "
                + words(other.get(outpoint))
                + ", elsewhere "
                + words(mine.get(outpoint)))
        .orElseThrow();
  }

  private static Map<Outpoint, Output> byOutpoint(List<Output> outputs) {
    return outputs.stream().collect(Collectors.toMap(Output::outpoint, Function.identity()));
  }

  private static String words(@Nullable Output output) {
    return output == null
        ? "not unspent"
        : "unspent with " + output.amount() + " to " + output.script();
  }
}
