package dev.solvent.server.alert;

import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.WitnessVerdict;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.data.TrustRoots;
import dev.solvent.server.fsck.Damage;
import dev.solvent.server.fsck.LogGlance;
import dev.solvent.server.solvency.ReportFigures;
import dev.solvent.server.store.EpochRecord;
import dev.solvent.server.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gathers what is known, from the folders and the database. It reads only, and may do so while a
 * publisher is at work. Any thread, one at a time.
 */
public final class SituationReader {
  private static final int EPOCHS = 50;

  /** By how much a witness's clock may be ahead of ours. */
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  private final DataFolder data;
  private final Optional<Store> store;
  private final Optional<WitnessPolicy> floor;
  private final List<String> authorities;
  private final AlertSettings settings;

  /** Manifests and reports are large, and those of a published epoch never change. */
  private Optional<Seen> last = Optional.empty();

  /**
   * A reader of one folder.
   *
   * @param store absent beside a copy of what is public
   * @param floor the witnesses of the settings, where there are settings
   * @param authorities the names of the settings' time authorities
   */
  public SituationReader(
      DataFolder data,
      Optional<Store> store,
      Optional<WitnessPolicy> floor,
      List<String> authorities,
      AlertSettings settings) {
    this.data = data;
    this.store = store;
    this.floor = floor;
    this.authorities = List.copyOf(authorities);
    this.settings = settings;
  }

  private record Seen(Epoch epoch, List<Movement> movements, Optional<ReportFigures> solvency) {}

  /**
   * Looks once.
   *
   * @throws IOException where the database cannot be read; what is wrong with public files is part
   *     of the situation
   */
  public synchronized Situation read(Timestamp now, LastAnswers answers) throws IOException {
    List<EpochRecord> epochs = store.isPresent() ? store.get().epochs().newest(EPOCHS) : List.of();
    Optional<Damage> log = log();
    Optional<Attested> published = Optional.empty();
    Optional<Seen> seen = Optional.empty();
    try {
      published = new PublicView(data).newest();
      if (published.isPresent()) {
        seen = Optional.of(seen(published.get().epoch()));
      }
    } catch (IOException e) {
      log = log.or(() -> Optional.of(unreadable(e)));
    }
    return new Situation(
        now,
        epochs,
        published,
        with(answers.witnesses(), witnesses(now)),
        with(answers.authorities(), authorities(published.map(Attested::epoch))),
        log,
        seen.map(Seen::movements).orElse(List.of()),
        seen.flatMap(Seen::solvency));
  }

  private static Damage unreadable(IOException e) {
    return new Damage(
        "public", String.valueOf(e.getMessage()), "solvent fsck names the file and the remedy");
  }

  private Optional<Damage> log() {
    if (store.isEmpty()) {
      return LogGlance.look(data);
    }
    String origin;
    try {
      origin = TrustRoots.read(data.publicFolder()).newest().root().logOrigin();
    } catch (IOException e) {
      return Optional.of(unreadable(e));
    }
    return LogGlance.look(data, store.get().lock(origin));
  }

  private Seen seen(Epoch epoch) throws IOException {
    if (last.isEmpty() || !last.get().epoch().equals(epoch)) {
      PublicView view = new PublicView(data);
      last =
          Optional.of(
              new Seen(epoch, view.moved(epoch, settings.fallBasisPoints()), view.solvency(epoch)));
    }
    return last.get();
  }

  /** What was said last counts more than what the files show of earlier. */
  private static List<PartyState> with(List<PartyState> said, List<PartyState> shown) {
    Map<String, PartyState> all = new LinkedHashMap<>();
    shown.forEach(state -> all.put(state.name(), state));
    said.forEach(state -> all.put(state.name(), state));
    return List.copyOf(all.values());
  }

  /** Whose cosignatures stand under the public checkpoint. */
  private List<PartyState> witnesses(Timestamp now) {
    Path file = data.publicFolder().checkpoint();
    if (floor.isEmpty() || !Files.exists(file)) {
      return List.of();
    }
    SignedCheckpoint shown;
    try {
      shown = SignedCheckpoint.parse(Files.readAllBytes(file));
    } catch (IOException | MalformedException e) {
      return List.of(); // which is the log's finding
    }
    List<WitnessVerdict.Cosigned> cosigned =
        switch (floor.get().check(shown, now, TOLERANCE)) {
          case WitnessVerdict.QuorumMet(var by) -> by;
          case WitnessVerdict.QuorumMissed(var by, _) -> by;
          case WitnessVerdict.Rejected _ -> List.of();
        };
    Set<String> names =
        cosigned.stream().map(one -> one.witness().name()).collect(Collectors.toSet());
    return floor.get().witnesses().stream()
        .map(WitnessPolicy.Witness::name)
        .map(name ->
            names.contains(name)
                ? PartyState.good(name)
                : PartyState.bad(name, "no cosignature of its own under the public checkpoint"))
        .toList();
  }

  /** Whose tokens the newest published epoch has. */
  private List<PartyState> authorities(Optional<Epoch> published) {
    List<PartyState> states = new ArrayList<>();
    if (published.isEmpty() || !Files.isDirectory(data.epoch(published.get()).tokens())) {
      return states;
    }
    for (String name : authorities) {
      boolean gave = Files.exists(data.epoch(published.get()).tokens().resolve(name + ".tst"));
      states.add(
          gave
              ? PartyState.good(name)
              : PartyState.bad(name, "no token for epoch " + published.get()));
    }
    return states;
  }
}
