package dev.solvent.server.operate;

import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.alert.AlertMetrics;
import dev.solvent.server.alert.AlertSettings;
import dev.solvent.server.alert.AlertWatch;
import dev.solvent.server.alert.SituationReader;
import dev.solvent.server.alert.Webhooks;
import dev.solvent.server.config.Party;
import dev.solvent.server.config.Publishing;
import dev.solvent.server.config.Serving;
import dev.solvent.server.config.Webhook;
import dev.solvent.server.http.operator.OperatorService;
import dev.solvent.server.http.operator.OperatorSettings;
import dev.solvent.server.publish.Office;
import dev.solvent.server.publish.Outcome;
import dev.solvent.server.publish.Publisher;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * An exchange at work: it publishes when it is time, keeps what is public fresh, serves it, and
 * answers its operator. Closing it lets what is under way end.
 */
final class RunningExchange implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RunningExchange.class.getName());

  /** So often witnesses are asked anew, well within the age that policies allow. */
  private static final Duration FRESH = Duration.ofMinutes(30);

  /** So often it is looked at what stands. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final PublicSide open;
  private final Optional<OperatorService> operator;
  private final Scheduler scheduler;
  private final Every refresh;
  private final Every watch;
  private final Webhooks webhooks;

  private RunningExchange(
      PublicSide open,
      Optional<OperatorService> operator,
      Scheduler scheduler,
      Every refresh,
      Every watch,
      Webhooks webhooks) {
    this.open = open;
    this.operator = operator;
    this.scheduler = scheduler;
    this.refresh = refresh;
    this.watch = watch;
    this.webhooks = webhooks;
  }

  static RunningExchange start(OpenExchange exchange, InstantSource clock) throws IOException {
    Publishing publishing = exchange.configuration().publishing();
    Serving serving = publishing.serving();
    PublicSide open =
        PublicSide.start(
            exchange.data(),
            exchange.configuration().policy(),
            serving.listen(),
            serving.proxies(),
            clock);
    Publisher publisher = new Publisher(exchange.office(new Logging()));
    long jitter = publishing.timing().jitter().toSeconds();
    NextTry when =
        new NextTry(
            publishing.timing().at(),
            Duration.ofSeconds(jitter == 0 ? 0 : new SecureRandom().nextLong(jitter)));
    Scheduler scheduler =
        new Scheduler(
            publisher,
            exchange.store(),
            when,
            clock,
            RunningExchange::tell,
            e -> LOG.log(Level.SEVERE, "publishing ended in an error", e));
    Optional<OperatorService> operator =
        serving.operator().isEmpty()
            ? Optional.empty()
            : Optional.of(
                OperatorService.start(
                    new OperatorSettings(
                        PublicSide.edge(serving.operator().get(), Set.of(), false),
                        page(serving.address()),
                        false),
                    new ExchangeOperations(exchange, scheduler::ask),
                    exchange.store().tokens(),
                    open::problems,
                    open.registry(),
                    clock));
    Every refresh = Every.start("refresh", FRESH, () -> refresh(publisher));
    AlertWatch round = watch(exchange, open, clock);
    Every watch = Every.start("watch", LOOK, () -> round.look(now(clock)));
    Webhooks webhooks =
        new Webhooks(
            publishing.alerts(),
            exchange.configuration().issuer(),
            exchange.store().alerts(),
            clock,
            LOG::warning);
    webhooks.start();
    scheduler.start();
    return new RunningExchange(open, operator, scheduler, refresh, watch, webhooks);
  }

  private static Timestamp now(InstantSource clock) {
    return new Timestamp(clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  private static AlertWatch watch(OpenExchange exchange, PublicSide open, InstantSource clock) {
    Publishing publishing = exchange.configuration().publishing();
    SituationReader reader =
        new SituationReader(
            exchange.data(),
            Optional.of(exchange.store()),
            Optional.of(publishing.floor()),
            publishing.authorities().stream().map(Party::name).toList(),
            AlertSettings.USUAL);
    return new AlertWatch(
        reader,
        AlertSettings.USUAL,
        exchange.store().alerts(),
        publishing.alerts().stream().map(Webhook::name).collect(Collectors.toSet()),
        exchange::answers,
        AlertMetrics.bind(open.registry(), clock));
  }

  private static URI page(URI address) {
    String text = address.toString();
    return URI.create((text.endsWith("/") ? text : text + "/") + "verify");
  }

  private static void refresh(Publisher publisher) throws IOException {
    try {
      publisher.refresh();
    } catch (LogRefusedException e) {
      LOG.log(Level.SEVERE, "the log cannot be gone on with: {0}", e.reason());
    }
  }

  private static void tell(Outcome outcome) {
    switch (outcome) {
      case Outcome.Published(var epoch, var report) ->
          LOG.info("epoch " + epoch + " is published: " + report.verdict());
      case Outcome.Halted(var epoch, var reached) -> LOG.info("epoch " + epoch + ": " + reached);
      case Outcome.Stuck(var epoch, var reached, var why, var remedy, boolean person) ->
          LOG.log(
              person ? Level.SEVERE : Level.WARNING,
              "epoch " + epoch + (person ? " stopped: " : " waits: ") + why);
      case Outcome.Refused(var why, var remedy, var epoch) -> LOG.warning(why);
    }
  }

  String url() {
    return open.url();
  }

  Optional<Integer> operatorPort() {
    return operator.map(OperatorService::port);
  }

  @Override
  public void close() {
    scheduler.close();
    refresh.close();
    watch.close();
    webhooks.close();
    operator.ifPresent(OperatorService::close);
    open.close();
  }

  /** What a publisher tells goes to the log; how far a step is does not. */
  private static final class Logging implements Office.Progress {
    @Override
    public void at(State state) {}

    @Override
    public void show(double fraction, String what) {}

    @Override
    public void tell(String line) {
      LOG.info(line);
    }
  }
}
