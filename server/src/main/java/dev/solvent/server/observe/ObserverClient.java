package dev.solvent.server.observe;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import dev.solvent.server.observe.ObserverAnswer.Away;
import dev.solvent.server.observe.ObserverAnswer.Observed;
import dev.solvent.server.observe.ObserverAnswer.Refused;
import dev.solvent.server.observe.ObserverAnswer.Signed;
import dev.solvent.server.observe.ObserverAnswer.Unseen;
import dev.solvent.server.observe.ObserverAnswer.Wrong;
import dev.solvent.server.party.Address;
import dev.solvent.server.party.AllAtOnce;
import dev.solvent.server.party.Answer;
import dev.solvent.server.party.Answer.Answered;
import dev.solvent.server.party.Asker;
import dev.solvent.server.party.Patience;
import dev.solvent.server.party.Question;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks observers to look at a manifest, all at once and each for so long, and keeps of their
 * answers what they signed. It writes nothing. Any thread.
 */
public final class ObserverClient {
  /** Longer than an observer looks. */
  public static final Duration TIME = Duration.ofMinutes(11);

  private final List<Asked> observers;
  private final Asker asker;
  private final Patience patience;

  /** An observer, as the policy names it, and where it answers. */
  public record Asked(NamedKey who, Address address) {
    /** At an address as it stands in settings. */
    public static Asked at(NamedKey who, String url) throws MalformedException {
      return new Asked(who, Address.parse(url).below("observe"));
    }
  }

  /**
   * A client of these observers.
   *
   * @param time how long each may take
   */
  public ObserverClient(List<Asked> observers, Asker asker, Duration time) {
    this.observers = List.copyOf(observers);
    this.asker = asker;
    this.patience = new Patience(time, ObserveResponse.LIMITS.maxBytes(), 10);
  }

  /**
   * What each observer answers, by its name and in the given order.
   *
   * @param further blocks to confirm beside the manifest's own: those that proofs of ownership
   *     name, or no reader takes the proofs
   */
  public SequencedMap<String, ObserverAnswer> ask(
      ReservesManifest manifest, Collection<BlockRef> further) throws InterruptedException {
    SequencedSet<BlockRef> blocks = new LinkedHashSet<>();
    manifest.chains().forEach(each -> blocks.add(each.block().ref()));
    List<BlockRef> beside = further.stream().distinct().filter(b -> !blocks.contains(b)).toList();
    blocks.addAll(beside);
    SequencedMap<String, ObserverAnswer> answers = new LinkedHashMap<>();
    Octets body;
    try {
      body = Octets.of(new ObserveRequest(beside, Octets.of(manifest.toBytes())).toBytes());
    } catch (IllegalArgumentException e) { // larger than any observer takes
      Refused refused = new Refused(String.valueOf(e.getMessage()));
      observers.forEach(observer -> answers.put(observer.who().name(), refused));
      return answers;
    }
    List<ObserverAnswer> each = all(body, blocks);
    for (int i = 0; i < observers.size(); i++) {
      answers.put(observers.get(i).who().name(), each.get(i));
    }
    return answers;
  }

  private List<ObserverAnswer> all(Octets body, Set<BlockRef> blocks) throws InterruptedException {
    try {
      return AllAtOnce.map(observers, observer -> ask(observer, body, blocks));
    } catch (IOException e) {
      throw new IllegalStateException("no task here throws it", e);
    }
  }

  private ObserverAnswer ask(Asked observer, Octets body, Set<BlockRef> blocks) {
    Question question =
        new Question(
            observer.address(), ObserveRequest.CONTENT_TYPE, ObserveRequest.CONTENT_TYPE, body);
    return switch (asker.ask(question, patience)) {
      case Answer.Away(String why) -> new Away(why);
      case Answered answered ->
          switch (answered.status()) {
            case 200 -> read(answered, observer.who(), blocks);
            case 400, 401, 403, 404, 405, 413, 422 ->
                new Refused("HTTP status " + answered.status() + ": " + answered.words());
            default -> new Away("HTTP status " + answered.status());
          };
    };
  }

  private static ObserverAnswer read(Answered answered, NamedKey who, Set<BlockRef> blocks) {
    try {
      ObserveResponse response = ObserveResponse.parse(answered.body().toBytes());
      Set<ChainId> chains = blocks.stream().map(BlockRef::chain).collect(Collectors.toSet());
      List<Signed> signed = new ArrayList<>();
      for (Octets envelope : response.envelopes()) {
        signed.add(signed(envelope, who, chains));
      }
      return new Observed(signed, unseen(blocks, signed, response));
    } catch (MalformedException e) {
      return new Wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Signed signed(Octets bytes, NamedKey who, Set<ChainId> chains)
      throws MalformedException {
    Envelope envelope = Envelope.parse(bytes.toBytes());
    if (!envelope.payloadType().equals(Observation.PAYLOAD_TYPE)) {
      throw new MalformedException("an envelope of another type, want " + Observation.PAYLOAD_TYPE);
    }
    if (!(envelope.verify(List.of(who.key()), 1) instanceof SignedBy.Enough)) {
      throw new MalformedException("an envelope that its key did not sign, want its signature");
    }
    Observation observation = Observation.parse(envelope.payload());
    if (!chains.contains(observation.block().block().chain())) {
      throw new MalformedException("an observation of a chain that nobody asked for");
    }
    return new Signed(bytes, observation);
  }

  private static List<Unseen> unseen(
      Set<BlockRef> blocks, List<Signed> signed, ObserveResponse response) {
    Set<BlockRef> seen =
        signed.stream()
            .map(each -> each.observation().block().block().ref())
            .collect(Collectors.toSet());
    Map<BlockRef, String> words = new HashMap<>();
    response.unseen().forEach(each -> words.put(each.block(), Quoted.of(each.why())));
    return blocks.stream()
        .filter(block -> !seen.contains(block))
        .map(block -> new Unseen(block, words.getOrDefault(block, "no reason given")))
        .toList();
  }
}
