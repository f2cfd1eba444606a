package dev.solvent.server.alert;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.store.Alert;
import dev.solvent.server.store.Alerts;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes the round: looks, decides what stands, notes it in the database and shows it as figures.
 * Whoever runs it says how often; once a minute costs little. Any thread, one at a time.
 */
public final class AlertWatch {
  private final SituationReader reader;
  private final AlertSettings settings;
  private final Alerts alerts;
  private final Set<String> webhooks;
  private final Supplier<LastAnswers> answers;
  private final AlertMetrics metrics;

  /**
   * A watch.
   *
   * @param webhooks the names of those who are to be told of what changes
   */
  public AlertWatch(
      SituationReader reader,
      AlertSettings settings,
      Alerts alerts,
      Set<String> webhooks,
      Supplier<LastAnswers> answers,
      AlertMetrics metrics) {
    this.reader = reader;
    this.settings = settings;
    this.alerts = alerts;
    this.webhooks = Set.copyOf(webhooks);
    this.answers = answers;
    this.metrics = metrics;
  }

  /** What came or went since the last round. */
  public synchronized List<Alerts.Change> look(Timestamp now) throws IOException {
    Situation situation = reader.read(now, answers.get());
    List<Alert> standing = AlertRules.standing(situation, settings);
    metrics.show(situation, standing);
    return alerts.replace(standing, webhooks, now);
  }
}
