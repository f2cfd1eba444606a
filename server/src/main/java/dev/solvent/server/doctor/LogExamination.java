package dev.solvent.server.doctor;

import dev.solvent.server.fsck.Damage;
import dev.solvent.server.fsck.LogGlance;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Whether the log's edge is what was signed. */
final class LogExamination implements Examination {
  private final Premises premises;

  LogExamination(Premises premises) {
    this.premises = premises;
  }

  @Override
  public String about() {
    return "log";
  }

  @Override
  public List<Line> look() throws IOException {
    Optional<Damage> damage;
    try (Store store = premises.publishing().openStore()) {
      damage = LogGlance.look(premises.data(), store.lock(premises.configuration().logOrigin()));
    }
    return List.of(
        damage
            .map(found -> Line.fail(about(), found.toString(), found.remedy()))
            .orElseGet(() ->
                Line.ok(about(), "what is public is what was signed; solvent fsck looks at all")));
  }
}
