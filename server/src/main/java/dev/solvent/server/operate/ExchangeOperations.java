package dev.solvent.server.operate;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.signature.Signer;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.handout.Handouts;
import dev.solvent.server.handout.LoggedEntry;
import dev.solvent.server.handout.Receipts;
import dev.solvent.server.http.operator.Operations;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Step;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the operator's API has done, on an exchange that is open. Any thread. */
final class ExchangeOperations implements Operations {
  private static final int SHOWN = 30;

  private final OpenExchange exchange;
  private final Runnable ask;

  /** Made with what has the next epoch begun, and does not wait for it. */
  ExchangeOperations(OpenExchange exchange, Runnable ask) {
    this.exchange = exchange;
    this.ask = ask;
  }

  @Override
  public JsonObject status() throws IOException {
    List<EpochRecord> epochs = exchange.store().epochs().newest(SHOWN);
    return new ObjectBuilder()
        .put(
            "alerts",
            exchange.store().alerts().standing(),
            alert ->
                new ObjectBuilder()
                    .put("kind", alert.kind().name().toLowerCase(Locale.ROOT))
                    .put("sentence", alert.sentence())
                    .put("since", alert.since().toString())
                    .put("subject", alert.subject())
                    .build())
        .put("epochs", epochs, ExchangeOperations::epoch)
        .put("issuer", exchange.configuration().issuer().domain())
        .build();
  }

  private static JsonObject epoch(EpochRecord epoch) {
    ObjectBuilder json =
        new ObjectBuilder()
            .put("asOf", epoch.asOf().toString())
            .put("epoch", epoch.epoch().number())
            .put("reached", epoch.reached().name().toLowerCase(Locale.ROOT))
            .put("since", epoch.since().toString());
    epoch
        .trouble()
        .ifPresent(trouble ->
            json.put(
                "trouble",
                new ObjectBuilder()
                    .put("needsPerson", trouble.needsPerson())
                    .put("remedy", trouble.remedy())
                    .put("sentence", trouble.sentence())
                    .put("tries", trouble.tries())
                    .build()));
    return json.build();
  }

  @Override
  public Triggered trigger() throws IOException {
    Optional<EpochRecord> newest = exchange.store().epochs().newest(1).stream().findFirst();
    ask.run();
    if (newest.isPresent() && newest.get().reached() != Step.PUBLISHED) {
      return new Triggered.UnderWay(newest.get().epoch());
    }
    long next = newest.map(epoch -> epoch.epoch().number()).orElse(0L) + 1;
    return new Triggered.Begun(new Epoch(next));
  }

  /** At the generations that the next epoch will have: a link that was revoked is not given out. */
  @Override
  public List<AccountLink> links(List<AccountId> accounts) throws IOException {
    MasterSecret master = exchange.keys().master();
    Issuer issuer = exchange.configuration().issuer();
    Generations generations = exchange.store().revocations().in(new Epoch(Epoch.MAX));
    return accounts.stream()
        .map(account ->
            new AccountLink(account, master.customerKey(issuer, account, generations.of(account))))
        .toList();
  }

  @Override
  public Receipted receipt(AccountId account, Epoch epoch) throws IOException {
    Optional<Signer> signer = exchange.keys().receipt();
    if (signer.isEmpty()) {
      return new Receipted.Refused("this exchange has no receipt key");
    }
    DataFolder data = exchange.data();
    Path bundle = data.publicFolder().bundle(epoch);
    if (!Files.exists(bundle) || !Handouts.areKept(data.epoch(epoch))) {
      return new Receipted.NoSuchEpoch();
    }
    Bundle published;
    try {
      published = Bundle.parse(Files.readAllBytes(bundle));
    } catch (MalformedException e) {
      throw new IOException(bundle + ": " + e.getMessage(), e);
    }
    Generations generations = exchange.store().revocations().in(epoch);
    try (Handouts handouts =
        new Handouts(
            LiabilityFolder.open(data.epoch(epoch).trees()),
            exchange.keys().master(),
            generations)) {
      LoggedEntry entry =
          LoggedEntry.check(handouts.manifest(), published.envelope(), published.logProof());
      return new Receipted.Issued(Receipts.sign(handouts, entry, account, signer.get()));
    } catch (Refused e) {
      return new Receipted.Refused(String.valueOf(e.getMessage()));
    }
  }
}
