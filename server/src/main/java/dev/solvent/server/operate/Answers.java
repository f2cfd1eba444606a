package dev.solvent.server.operate;

import dev.solvent.server.alert.LastAnswers;
import dev.solvent.server.alert.PartyState;
import dev.solvent.server.witness.WitnessAnswer;
import dev.solvent.server.witness.WitnessClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return new PartyState(name, fault(answer));
  }

  /** What is wrong with it, in words; empty where it cosigned. */
  static Optional<String> fault(WitnessAnswer answer) {
    return switch (answer) {
      case WitnessAnswer.Cosigned _ -> Optional.empty();
      case WitnessAnswer.Away(var why) -> Optional.of(why);
      case WitnessAnswer.Refused(int status, var words) ->
          Optional.of("refuses with " + status + ": " + words);
      case WitnessAnswer.Wrong(var why) -> Optional.of(why);
      case WitnessAnswer.Behind(long size) ->
          Optional.of("has cosigned size " + size + " for somebody else just now");
      case WitnessAnswer.Ahead(long size) ->
          Optional.of("has cosigned size " + size + ", more than was signed here");
      case WitnessAnswer.OtherHistory(long size) ->
          Optional.of("has cosigned another history of size " + size);
    };
  }

  @Override
  public List<PartyState> authorities() {
    return authorities.values().stream().sorted(Comparator.comparing(PartyState::name)).toList();
  }
}
