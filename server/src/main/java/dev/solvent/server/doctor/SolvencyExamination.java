package dev.solvent.server.doctor;

import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Epoch;
import dev.solvent.server.config.PriceSetting;
import dev.solvent.server.config.SolvencySettings;
import dev.solvent.server.solvency.PolicyFile;
import dev.solvent.server.solvency.PriceFile;
import dev.solvent.server.solvency.RiskFiles;
import dev.solvent.server.solvency.SourceQuotes;
import dev.solvent.server.solvency.TermsFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a solvency report could be made of the files that lie there now. Feeds are asked when an
 * epoch has a block to ask them at.
 */
final class SolvencyExamination implements Examination {
  private final Premises premises;
  private final SolvencySettings settings;

  SolvencyExamination(Premises premises, SolvencySettings settings) {
    this.premises = premises;
    this.settings = settings;
  }

  @Override
  public String about() {
    return "solvency report";
  }

  @Override
  public List<Line> look() {
    List<Line> lines = new ArrayList<>();
    try {
      Duration most =
          Duration.ofSeconds(
              PolicyFile.read(settings.policy(), premises.configuration().issuer())
                  .prices()
                  .maximumAge());
      for (PriceSetting price : settings.prices()) {
        if (price instanceof PriceSetting.InFile(var source, var file)) {
          SourceQuotes quotes =
              new SourceQuotes(source, Optional.of(file), PriceFile.read(source, file));
          if (!quotes.isWithin(most, premises.now())) {
            lines.add(
                Line.warn(
                    about(),
                    file + ": no price within " + most.toSeconds() + " s of now",
                    "an epoch stops where it is not written anew before"));
          }
        }
      }
      settings.terms().ifPresent(TermsFile::read);
      settings.history().ifPresent(RiskFiles::history);
      settings
          .positions()
          .ifPresent(file ->
              RiskFiles.positions(
                  file, premises.configuration().issuer(), new Epoch(1), premises.now()));
    } catch (UserError e) {
      lines.add(
          Line.fail(
              about(),
              e.getMessage() + (e.details().isEmpty() ? "" : ": " + e.details().getFirst()),
              e.hint()));
    }
    return lines.isEmpty()
        ? List.of(Line.ok(about(), settings.prices().size() + " sources of prices, and a policy"))
        : lines;
  }
}
