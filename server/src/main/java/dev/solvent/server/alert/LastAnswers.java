package dev.solvent.server.alert;

import java.util.List;

/** What others said when they were asked last, as far as this process asked them. */
public interface LastAnswers {
  /** Nobody was asked by this process. */
  LastAnswers NONE =
      new LastAnswers() {
        @Override
        public List<PartyState> witnesses() {
          return List.of();
        }

        @Override
        public List<PartyState> authorities() {
          return List.of();
        }
      };

  List<PartyState> witnesses();

  List<PartyState> authorities();
}
