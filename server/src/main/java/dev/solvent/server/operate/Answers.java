package dev.solvent.server.operate;

import dev.solvent.server.alert.LastAnswers;
import dev.solvent.server.alert.PartyState;
import dev.solvent.server.witness.WitnessAnswer;
import dev.solvent.server.witness.WitnessClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What witnesses and time authorities said last, as far as this program asked them. Any thread. */
final class Answers implements LastAnswers {
  private final WitnessClient witnesses;
  private final Map<String, PartyState> authorities = new ConcurrentHashMap<>();

  Answers(WitnessClient witnesses) {
    this.witnesses = witnesses;
  }

  void authority(PartyState state) {
    authorities.put(state.name(), state);
  }

  @Override
  public List<PartyState> witnesses() {
    List<PartyState> states = new ArrayList<>();
    witnesses.last().forEach((name, answer) -> states.add(state(name, answer)));
    return states;
  }

  private static PartyState state(String name, WitnessAnswer answer) {
    return switch (answer) {
      case WitnessAnswer.Cosigned _ -> PartyState.good(name);
      case WitnessAnswer.Away(var why) -> PartyState.bad(name, why);
      case WitnessAnswer.Refused(int status, var words) ->
          PartyState.bad(name, "refuses with " + status + ": " + words);
      case WitnessAnswer.Wrong(var why) -> PartyState.bad(name, why);
      case WitnessAnswer.Behind(long size) ->
          PartyState.bad(name, "has cosigned size " + size + " for somebody else just now");
      case WitnessAnswer.Ahead(long size) ->
          PartyState.bad(name, "has cosigned size " + size + ", more than was signed here");
      case WitnessAnswer.OtherHistory(long size) ->
          PartyState.bad(name, "has cosigned another history of size " + size);
    };
  }

  @Override
  public List<PartyState> authorities() {
    return authorities.values().stream().sorted(Comparator.comparing(PartyState::name)).toList();
  }
}
