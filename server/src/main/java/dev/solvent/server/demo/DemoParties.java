package dev.solvent.server.demo;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.evm.TokenRule;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.chain.evm.EvmHeaders;
import dev.solvent.chain.evm.EvmReader;
import dev.solvent.chain.evm.Finality;
import dev.solvent.chain.observe.Observer;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.server.demo.chain.DemoChain;
import dev.solvent.server.demo.chain.DemoNode;
import dev.solvent.server.demo.chain.DemoToken;
import dev.solvent.server.observe.ObserveService;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.party.PostServer;
import dev.solvent.server.witness.WitnessService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everybody who is not the exchange: two nodes of a chain, two witnesses, an observer with a node
 * of its own, and a time authority. In this process, behind HTTP on this machine alone.
 */
final class DemoParties implements AutoCloseable {
  static final List<String> WITNESSES = List.of("witness-a.example", "witness-b.example");
  static final String OBSERVER = "observer";
  private static final ListenAddress ANY = new ListenAddress("127.0.0.1", 0);

  final DemoChain chain;
  final List<DemoNode> nodes = new ArrayList<>();
  private final List<PostServer> witnesses = new ArrayList<>();
  final DemoAuthority authority;
  private final InstantSource clock;
  final PostServer timestamps;
  private final List<DemoSigner> witnessKeys =
      WITNESSES.stream().map(_ -> DemoSigner.create()).toList();
  private final DemoSigner observerKey = DemoSigner.create();
  private final List<PostServer> observers = new ArrayList<>();

  DemoParties(ChainId id, InstantSource clock) throws IOException {
    this.clock = clock;
    authority = DemoAuthority.create(clock);
    chain = new DemoChain(id, clock);
    for (int i = 0; i < 3; i++) {
      nodes.add(DemoNode.start(chain));
    }
    timestamps = authority.serve(ANY, _ -> {});
  }

  NoteKey witnessKey(int witness) {
    return witnessKeys.get(witness).note(WITNESSES.get(witness));
  }

  NamedKey observerKey() {
    return new NamedKey(OBSERVER, observerKey.key());
  }

  /** Each witness keeps a log; where they keep that one, in the order of the witnesses. */
  List<String> witness(NoteKey log, Path folder) throws IOException {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < WITNESSES.size(); i++) {
      PostServer server =
          WitnessService.begin(
              folder.resolve("witness-" + (i + 1)),
              Map.of(log.name(), List.of(log)),
              witnessKeys.get(i).cosigner(WITNESSES.get(i)),
              _ -> {},
              clock);
      witnesses.add(server);
      urls.add(server.url());
    }
    return urls;
  }

  /** The observer asks a node that the exchange does not. */
  String observe(List<DemoToken> tokens) throws IOException {
    Map<AssetRef.Decoded, TokenRule> rules = new HashMap<>();
    for (DemoToken token : tokens) {
      rules.put(token.on(chain.id()).decoded(), token.known(chain.id()).token().orElseThrow());
    }
    Pinning pinning =
        new Pinning(
            new EvmHeaders(chain.id(), new Finality.Consensus()),
            List.of(HttpNode.of("own", nodes.get(2).uri())),
            1,
            Duration.ofHours(1));
    ChainReader reader = new EvmReader(chain.id(), pinning, rules, 1);
    ObserveService service =
        new ObserveService(
            new Observer(Map.of(chain.id(), reader)), observerKey, 1_000, Duration.ofMinutes(1));
    PostServer server = service.start(ANY, _ -> {}, clock);
    observers.add(server);
    return server.url();
  }

  @Override
  public void close() {
    observers.forEach(PostServer::close);
    witnesses.forEach(PostServer::close);
    timestamps.close();
    nodes.forEach(DemoNode::close);
  }
}
