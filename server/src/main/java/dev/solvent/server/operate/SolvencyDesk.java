package dev.solvent.server.operate;

import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.solvency.TermLiability;
import dev.solvent.merkle.Issuer;
import dev.solvent.server.config.PriceSetting;
import dev.solvent.server.config.SolvencySettings;
import dev.solvent.server.publish.SolvencySource;
import dev.solvent.server.solvency.PolicyFile;
import dev.solvent.server.solvency.PriceFile;
import dev.solvent.server.solvency.SourceQuotes;
import dev.solvent.server.solvency.TermsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the settings name, each time that it is asked. Without state: any thread. */
public final class SolvencyDesk implements SolvencySource {
  private final SolvencySettings settings;
  private final Issuer issuer;

  public SolvencyDesk(SolvencySettings settings, Issuer issuer) {
    this.settings = settings;
    this.issuer = issuer;
  }

  @Override
  public Policies policies() {
    return new Policies(
        PolicyFile.read(settings.policy(), issuer), PolicyFile.read(settings.next(), issuer));
  }

  @Override
  public List<SourceQuotes> quotes(ReservesManifest held) {
    List<SourceQuotes> quotes = new ArrayList<>();
    for (PriceSetting price : settings.prices()) {
      switch (price) {
        case PriceSetting.InFile(var source, var file) ->
            quotes.add(new SourceQuotes(source, Optional.of(file), PriceFile.read(source, file)));
      }
    }
    return quotes;
  }

  @Override
  public Optional<List<TermLiability>> terms() {
    return settings.terms().map(TermsFile::read);
  }
}
