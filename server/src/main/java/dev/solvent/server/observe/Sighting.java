package dev.solvent.server.observe;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.observation.Observation;
import dev.solvent.chain.observe.Difference;
import dev.solvent.chain.observe.ObserverOutcome;
import dev.solvent.chain.observe.ObserverOutcome.NotSeen;
import dev.solvent.chain.observe.ObserverOutcome.Seen;
import dev.solvent.chain.observe.Unread;
import dev.solvent.chain.reading.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of one block, as it is told. */
record Sighting(ObserverOutcome outcome) {
  /** What there is to sign: of another block, too, where that one stands instead. */
  List<Observation> observations() {
    return switch (outcome) {
      case Seen seen -> seen.observations();
      case NotSeen none -> none.instead().stream().toList();
    };
  }

  int holdings() {
    return observations().stream().mapToInt(each -> each.holdings().size()).sum();
  }

  /** Why it was not seen, in words that name none of the nodes. */
  String reason() {
    return outcome instanceof NotSeen none ? reason(none) : "";
  }

  boolean isSeen() {
    return outcome instanceof Seen;
  }

  List<Difference> differences() {
    return outcome instanceof Seen seen ? seen.differences() : List.of();
  }

  List<Unread> unread() {
    return outcome instanceof Seen seen ? seen.unread() : List.of();
  }

  private List<Fault> faults() {
    return outcome instanceof Seen seen ? seen.faults() : List.of();
  }

  boolean isAsStated() {
    return isSeen() && differences().isEmpty() && unread().isEmpty();
  }

  /** The block, and below it whatever a person has to look at. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        outcome.block()
            + switch (outcome) {
              case Seen _ -> ": block confirmed, " + Words.counted(holdings(), "holding") + " seen";
              case NotSeen none -> ": not seen, " + reason(none) + ": " + none.detail();
            });
    if (outcome instanceof NotSeen none && none.instead().isPresent()) {
      lines.add("  that another block stands there is signed");
    }
    differences().forEach(each -> lines.add("  differs: " + each));
    unread().forEach(each -> lines.add("  not read: " + each));
    outcome.dissents().forEach(each -> lines.add("  node " + each));
    faults().forEach(each -> lines.add("  node " + each));
    return lines;
  }

  private static String reason(NotSeen none) {
    return none.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  JsonObject toJson() {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("block", outcome.block().hashText())
            .put("chain", outcome.block().chain().toString())
            .put("differences", differences(), Sighting::toJson)
            .put("dissents", outcome.dissents(), each -> each.toJson())
            .put("faults", faults(), Sighting::toJson)
            .put("holdings", holdings())
            .put("outcome", isSeen() ? "seen" : "not seen")
            .put("unread", unread(), Sighting::toJson);
    if (outcome instanceof NotSeen none) {
      json.put("detail", none.detail()).put("reason", reason(none));
    }
    return json.build();
  }

  private static JsonObject toJson(Difference difference) {
    return new ObjectBuilder()
        .put("account", difference.holding().account().toString())
        .put("asset", difference.holding().asset().toString())
        .put("assurance", difference.holding().assurance().text())
        .put("seen", difference.seen().toString())
        .put("stated", difference.holding().units().toString())
        .build();
  }

  private static JsonObject toJson(Unread unread) {
    return new ObjectBuilder()
        .put("account", unread.holding().account().toString())
        .put("asset", unread.holding().asset().toString())
        .put("why", unread.why())
        .build();
  }

  private static JsonObject toJson(Fault fault) {
    return new ObjectBuilder().put("detail", fault.detail()).put("node", fault.node()).build();
  }
}
