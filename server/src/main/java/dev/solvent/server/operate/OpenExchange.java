package dev.solvent.server.operate;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.log.store.LogSettings;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.chain.ownership.OwnershipFolder;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.reading.UnreadableException;
import dev.solvent.chain.reserves.ReserveList;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.alert.LastAnswers;
import dev.solvent.server.alert.PartyState;
import dev.solvent.server.config.BookSettings;
import dev.solvent.server.config.Configuration;
import dev.solvent.server.config.Party;
import dev.solvent.server.config.Publishing;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.observe.ObserverAnswer;
import dev.solvent.server.observe.ObserverClient;
import dev.solvent.server.party.Address;
import dev.solvent.server.party.Asker;
import dev.solvent.server.publish.Answer;
import dev.solvent.server.publish.BookSource;
import dev.solvent.server.publish.ForkException;
import dev.solvent.server.publish.Office;
import dev.solvent.server.publish.ReserveSource;
import dev.solvent.server.publish.Scruples;
import dev.solvent.server.publish.SnapshotSettings;
import dev.solvent.server.store.Store;
import dev.solvent.server.time.TimeClient;
import dev.solvent.server.time.TokenAnswer;
import dev.solvent.server.witness.WitnessAnswer;
import dev.solvent.server.witness.WitnessClient;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** An exchange as its settings describe it: its database is open, its keys are when needed. */
public final class OpenExchange implements Closeable {
  /** By how much a witness's clock may be ahead of ours. */
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  private final Configuration configuration;
  private final DataFolder data;
  private final Store store;
  private final OpenKeys keys;
  private final WitnessClient witnesses;
  private final TimeClient authorities;
  private final ObserverClient observers;
  private final Answers answers;

  private OpenExchange(Configuration configuration, Store store) throws MalformedException {
    this.configuration = configuration;
    this.store = store;
    Publishing publishing = configuration.publishing();
    data = new DataFolder(publishing.data());
    keys = new OpenKeys(publishing.keys(), configuration.logOrigin());
    Asker asker = new Asker();
    witnesses =
        WitnessClient.of(
            publishing.floor(),
            data.log(),
            asker,
            InstantSource.system(),
            TOLERANCE,
            WitnessClient.TIME);
    answers = new Answers(witnesses);
    authorities = TimeClient.of(asker, TimeClient.TIME, configuration.policy().tokenRoots());
    observers = new ObserverClient(observers(configuration), asker, ObserverClient.TIME);
  }

  /** Opens it; the settings are told whole where something is wrong with them. */
  public static OpenExchange open(Path config) throws IOException {
    Configuration configuration = Configuration.readWhole(config, System::getenv);
    Store store = configuration.publishing().openStore();
    try {
      return new OpenExchange(configuration, store);
    } catch (MalformedException e) {
      store.close();
      throw new UserError(
          config + ": " + e.getMessage(),
          "docs/operating/configuration.md describes every setting");
    }
  }

  private static List<ObserverClient.Asked> observers(Configuration configuration)
      throws MalformedException {
    List<ObserverClient.Asked> asked = new ArrayList<>();
    for (Party party : configuration.publishing().observers()) {
      NamedKey who =
          configuration.policy().observers().stream()
              .filter(known -> known.name().equals(party.name()))
              .findFirst()
              .orElseThrow(() ->
                  new MalformedException(
                      "observer "
                          + party.name()
                          + ", want one that the policy names, with its key"));
      asked.add(ObserverClient.Asked.at(who, party.url().toString()));
    }
    return asked;
  }

  public Configuration configuration() {
    return configuration;
  }

  public DataFolder data() {
    return data;
  }

  public Store store() {
    return store;
  }

  OpenKeys keys() {
    return keys;
  }

  /** What others said last. */
  LastAnswers answers() {
    return answers;
  }

  /** What its log is made of; opens the log's key. */
  public LogSettings logSettings() throws IOException {
    return new LogSettings(
        data.log(),
        store.lock(configuration.logOrigin()),
        keys.log(),
        this::cosign,
        configuration.publishing().floor(),
        TOLERANCE);
  }

  /** All that a publisher works with. */
  public Office office(Office.Progress progress) {
    Publishing publishing = configuration.publishing();
    BookSettings book = publishing.book();
    return new Office(
        configuration.issuer(),
        configuration.logOrigin(),
        configuration.policy(),
        data,
        store,
        InstantSource.system(),
        new SnapshotSettings(keys::master, book.minHeight(), book.memoryBytes()),
        book(),
        new Held(),
        publishing
            .solvency()
            .map(of -> new SolvencyDesk(of, configuration.issuer(), configuration.readers())),
        this::observe,
        keys,
        publishing.floor(),
        this::cosign,
        this::stamp,
        publishing.tokens(),
        publishing.timing().dueAfter(),
        publishing.timing().patience(),
        publishing.keepTrees(),
        Scruples.HONEST,
        progress);
  }

  private BookSource book() {
    BookSettings settings = configuration.publishing().book();
    return () -> settings.source().open(settings.options());
  }

  private final class Held implements ReserveSource {
    @Override
    public ReserveList list() throws UnreadableException {
      return configuration.reserves();
    }

    @Override
    public SortedMap<ChainId, ChainReader> readers() {
      return configuration.readers();
    }

    @Override
    public OwnershipFolder ownership() throws IOException {
      return configuration.ownership();
    }
  }

  /** A witness that has seen more than was signed here stops us, whatever the others say. */
  private List<SignatureLine> cosign(SignedCheckpoint checkpoint) throws IOException {
    List<SignatureLine> lines = witnesses.collect(checkpoint);
    for (Map.Entry<String, WitnessAnswer> answer : witnesses.last().entrySet()) {
      if (answer.getValue().stops()) {
        throw new ForkException(
            "witness "
                + answer.getKey()
                + " "
                + Answers.fault(answer.getValue()).orElse("stops us"));
      }
    }
    return lines;
  }

  private Map<String, Answer<Octets>> stamp(Octets envelope, Set<String> had) throws IOException {
    Map<String, Answer<Octets>> answers = new LinkedHashMap<>();
    for (Party party : configuration.publishing().authorities()) {
      if (!had.contains(party.name())) {
        Answer<Octets> answer = stamp(party, envelope);
        this.answers.authority(
            switch (answer) {
              case Answer.Given<Octets> _ -> PartyState.good(party.name());
              case Answer.Missing<Octets>(String why) -> PartyState.bad(party.name(), why);
            });
        answers.put(party.name(), answer);
      }
    }
    return answers;
  }

  private Answer<Octets> stamp(Party party, Octets envelope) throws IOException {
    try {
      Address address = Address.parse(party.url().toString());
      return switch (authorities.token(address, envelope.toBytes(), Optional.empty())) {
        case TokenAnswer.Token(Octets der, _) -> new Answer.Given<>(der);
        case TokenAnswer.Declined(var said) ->
            new Answer.Missing<>("declined: " + said.status() + " " + said.text());
        case TokenAnswer.Refused(String why) -> new Answer.Missing<>(why);
        case TokenAnswer.Away(String why) -> new Answer.Missing<>(why);
      };
    } catch (MalformedException e) {
      throw new IOException("time authority " + party.name() + ": " + e.getMessage(), e);
    }
  }

  private Map<String, Answer<List<Envelope>>> observe(Octets manifest, Set<BlockRef> blocks)
      throws IOException, InterruptedException {
    Map<String, Answer<List<Envelope>>> answers = new LinkedHashMap<>();
    try {
      ReservesManifest held = ReservesManifest.parse(manifest.toBytes());
      for (Map.Entry<String, ObserverAnswer> answer : observers.ask(held, blocks).entrySet()) {
        answers.put(answer.getKey(), inWords(answer.getValue()));
      }
      return answers;
    } catch (MalformedException e) {
      throw new IOException("reserves.json: " + e.getMessage(), e);
    }
  }

  private static Answer<List<Envelope>> inWords(ObserverAnswer answer) throws IOException {
    return switch (answer) {
      case ObserverAnswer.Observed(var signed, var unseen) -> {
        List<Envelope> envelopes = new ArrayList<>();
        for (ObserverAnswer.Signed one : signed) {
          try {
            envelopes.add(Envelope.parse(one.envelope().toBytes()));
          } catch (MalformedException e) {
            throw new IOException("an observation that was checked: " + e.getMessage(), e);
          }
        }
        yield new Answer.Given<>(envelopes);
      }
      case ObserverAnswer.Refused(String why) -> new Answer.Missing<>("refused: " + why);
      case ObserverAnswer.Wrong(String why) -> new Answer.Missing<>("wrong: " + why);
      case ObserverAnswer.Away(String why) -> new Answer.Missing<>(why);
    };
  }

  @Override
  public void close() throws IOException {
    try (Store _ = store) {
      keys.close();
    }
  }
}
