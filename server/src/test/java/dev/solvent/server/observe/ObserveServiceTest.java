package dev.solvent.server.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.observation.Observation;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.PinnedBlock;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.chain.evm.EvmReader;
import dev.solvent.chain.evm.EvmWorld;
import dev.solvent.chain.observe.Observer;
import dev.solvent.chain.pin.Pinning;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.reserves.TestKey;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.server.observe.ObserverAnswer.Away;
import dev.solvent.server.observe.ObserverAnswer.Observed;
import dev.solvent.server.observe.ObserverAnswer.Refused;
import dev.solvent.server.observe.ObserverAnswer.Wrong;
import dev.solvent.server.party.Asker;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.party.PostServer;
import dev.solvent.server.party.RawServer;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Observers behind HTTP with an anvil, and the publisher who asks them. */
@Timeout(60)
final class ObserveServiceTest {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final HoldingRef RICH = EvmWorld.coin(EvmWorld.holder(1));
  private static final HoldingRef POOR = EvmWorld.coin(EvmWorld.holder(2));

  @TempDir static Path folder;
  private static EvmWorld world;
  private static PinnedBlock block;
  private static BlockRef earlier;

  @BeforeAll
  static void build() throws Exception {
    world = new EvmWorld(folder);
    world.give(EvmWorld.holder(1), BigInteger.valueOf(31));
    world.finish();
    earlier = world.pin().header().block().ref();
    world.finish();
    block = world.pin().header().pinned();
  }

  @AfterAll
  static void end() {
    world.close();
  }

  private static Observer observer(Node node) {
    Pinning pinning = EvmWorld.pinning(1, node);
    return new Observer(
        Map.of(EvmWorld.CHAIN, new EvmReader(EvmWorld.CHAIN, pinning, Map.of(), 1)));
  }

  private static ObserveService service(String name, Node node, Duration time) throws Exception {
    return new ObserveService(observer(node), TestKey.named(name), 2, time);
  }

  private static PostServer serve(ObserveService service) throws Exception {
    ListenAddress free = new ListenAddress("127.0.0.1", 0);
    return service.start(free, _ -> {}, InstantSource.system());
  }

  private static PostServer serve(String name) throws Exception {
    return serve(service(name, world.node(), TIME));
  }

  private static ObserverClient.Asked asked(String name, String url) throws Exception {
    return ObserverClient.Asked.at(new NamedKey(name, TestKey.named(name).key()), url);
  }

  private static Holding holding(HoldingRef ref, long units) throws Exception {
    return new Holding(
        ref.account(),
        ref.asset(),
        Assurance.CLAIMED,
        Asset.parse("ETH:18"),
        Optional.empty(),
        Ownership.NONE,
        Optional.empty(),
        Amount.of(units));
  }

  private static ReservesManifest manifest(Holding... holdings) {
    return new ReservesManifest(
        EvmWorld.now(),
        List.of(block),
        new Epoch(7),
        List.of(holdings),
        new Issuer("exchange.example"),
        JsonObject.EMPTY);
  }

  private static ObserverAnswer askOne(String url, List<BlockRef> further, Holding... holdings)
      throws Exception {
    ObserverClient client =
        new ObserverClient(List.of(asked("one", url)), new Asker(), Duration.ofSeconds(3));
    return client.ask(manifest(holdings), further).get("one");
  }

  private static ObserverAnswer askRaw(RawServer server) throws Exception {
    try (server) {
      return askOne(server.url(), List.of());
    }
  }

  /** They look for themselves: what the manifest says of one holding is wrong. */
  @Test
  void observers_signWhatTheirNodesShow() throws Exception {
    try (PostServer one = serve("one");
        PostServer two = serve("two")) {
      ObserverClient client =
          new ObserverClient(
              List.of(asked("one", one.url()), asked("two", two.url())), new Asker(), TIME);
      var answers =
          client.ask(manifest(holding(RICH, 30), holding(POOR, 0)), List.of(earlier, earlier));
      assertEquals(List.of("one", "two"), List.copyOf(answers.keySet()));
      for (ObserverAnswer answer : answers.values()) {
        Observed observed = assertInstanceOf(Observed.class, answer);
        assertEquals(List.of(), observed.unseen());
        assertEquals(2, observed.signed().size());
        assertEquals(block, observed.signed().getFirst().observation().block());
        assertEquals(
            Amount.of(31),
            observed.signed().getFirst().observation().unitsByPlace().get(RICH.place()));
        assertEquals(earlier, observed.signed().getLast().observation().block().block().ref());
      }
    }
  }

  @Test
  void blocksThatAreNotTheirs_areUnseen() throws Exception {
    BlockRef none = BlockRef.parse(EvmWorld.CHAIN, "0x" + "ab".repeat(32));
    BlockRef foreign = BlockRef.parse(ChainId.evm(1), "0x" + "cd".repeat(32));
    try (PostServer one = serve("one")) {
      Observed observed =
          assertInstanceOf(Observed.class, askOne(one.url(), List.of(none, foreign)));
      assertEquals(1, observed.signed().size());
      assertEquals(
          List.of(
              new ObserverAnswer.Unseen(none, "\"no quorum\""),
              new ObserverAnswer.Unseen(foreign, "\"no nodes\"")),
          observed.unseen());
    }
  }

  @Test
  void answerSignedByAnotherKey_isWrong() throws Exception {
    try (PostServer other = serve("two")) {
      Wrong wrong = assertInstanceOf(Wrong.class, askOne(other.url(), List.of()));
      assertTrue(wrong.why().contains("did not sign"), wrong.why());
    }
  }

  @Test
  void tooManyHoldings_andWhatIsNoRequest_areRefused() throws Exception {
    try (PostServer one = serve("one")) {
      HoldingRef third = EvmWorld.coin(EvmWorld.holder(3));
      Refused refused =
          assertInstanceOf(
              Refused.class,
              askOne(one.url(), List.of(), holding(RICH, 1), holding(POOR, 1), holding(third, 1)));
      assertTrue(refused.why().startsWith("HTTP status 422: "), refused.why());
      HttpResponse<String> response = post(one, "{}".getBytes(StandardCharsets.UTF_8));
      assertEquals(400, response.statusCode());
      assertEquals(
          "application/problem+json", response.headers().firstValue("content-type").orElse(""));
      byte[] noManifest = new ObserveRequest(List.of(), Octets.of(new byte[] {'{', '}'})).toBytes();
      assertEquals(400, post(one, noManifest).statusCode());
    }
  }

  private static HttpResponse<String> post(PostServer server, byte[] body) throws Exception {
    URI uri = URI.create(server.url() + "/observe");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body)).build(),
            BodyHandlers.ofString());
  }

  /** A node that answers when it is let, and says when it was asked. */
  private record HeldNode(Node node, CountDownLatch asked, CountDownLatch go) implements Node {
    @Override
    public String name() {
      return node.name();
    }

    @Override
    public List<RpcAnswer> ask(List<RpcCall> calls) throws NodeException {
      asked.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return node.ask(calls);
    }
  }

  @Test
  void oneManifestAtATime_othersArePutOff() throws Exception {
    HeldNode held = new HeldNode(world.node(), new CountDownLatch(1), new CountDownLatch(1));
    byte[] request = new ObserveRequest(List.of(), Octets.of(manifest().toBytes())).toBytes();
    List<Integer> statuses = new ArrayList<>();
    try (PostServer one = serve(service("one", held, TIME))) {
      Thread first =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  statuses.add(post(one, request).statusCode());
                } catch (Exception e) {
                  statuses.add(-1);
                }
              });
      assertTrue(held.asked().await(20, TimeUnit.SECONDS));
      HttpResponse<String> second = post(one, request);
      assertEquals(429, second.statusCode());
      assertEquals("15", second.headers().firstValue("retry-after").orElse(""));
      assertEquals(new Away("HTTP status 429"), askOne(one.url(), List.of()));
      held.go().countDown();
      first.join();
      assertEquals(List.of(200), statuses);
      assertEquals(200, post(one, request).statusCode());
    }
  }

  @Test
  void nodesThatAreTooSlow_endTheRequest_andTheTurnWithIt() throws Exception {
    HeldNode held = new HeldNode(world.node(), new CountDownLatch(1), new CountDownLatch(1));
    try (PostServer one = serve(service("one", held, Duration.ofMillis(300)))) {
      byte[] request = new ObserveRequest(List.of(), Octets.of(manifest().toBytes())).toBytes();
      assertEquals(504, post(one, request).statusCode());
      held.go().countDown();
      int status = 429;
      for (int i = 0; i < 1_000 && status == 429; i++) {
        status = post(one, request).statusCode();
      }
      assertTrue(status != 429, "status " + status);
    }
  }

  @Test
  void whoeverIsNoObserver_isWrongOrAway_inBoundedTime() throws Exception {
    String json = "application/json";
    assertInstanceOf(Wrong.class, askRaw(RawServer.answering(200, json, RawServer.text("<html>"))));
    assertInstanceOf(Wrong.class, askRaw(RawServer.answering(200, json, envelope("AAAA"))));
    assertEquals(new Away("an answer of more than 25165824 bytes"), askRaw(RawServer.flooding()));
    assertEquals(new Away("no whole answer within the time"), askRaw(RawServer.dripping()));
    assertInstanceOf(Refused.class, askRaw(RawServer.answering(404, json, new byte[0])));
    Observed empty =
        assertInstanceOf(Observed.class, askRaw(RawServer.answering(200, json, none())));
    assertEquals("no reason given", empty.unseen().getFirst().why());
  }

  private static byte[] envelope(String base64) {
    return RawServer.text(
        "{\"envelopes\":[{\"envelope\":\""
            + base64
            + "\"}],\"format\":\"solvent/observe-response/v1\",\"unseen\":[]}");
  }

  private static byte[] none() {
    return new ObserveResponse(List.of(), List.of()).toBytes();
  }

  /** What one of them signed of another chain, or as something else, is not handed on. */
  @Test
  void observationThatNobodyAskedFor_isWrong() throws Exception {
    PinnedBlock other =
        new PinnedBlock(
            NumberedBlock.parse(ChainId.evm(1), "7", "0x" + "cd".repeat(32)), EvmWorld.now());
    for (String type : List.of(Observation.PAYLOAD_TYPE, "application/x-other")) {
      byte[] payload = new Observation(other, List.of()).toBytes();
      Octets envelope =
          Octets.of(Envelope.sign(type, payload, List.of(TestKey.named("one"))).toBytes());
      byte[] response = new ObserveResponse(List.of(envelope), List.of()).toBytes();
      assertInstanceOf(Wrong.class, askRaw(RawServer.answering(200, "application/json", response)));
    }
  }

  @Test
  void request_isOneFormAlone() throws Exception {
    ObserveRequest request = new ObserveRequest(List.of(earlier), Octets.of(manifest().toBytes()));
    assertEquals(request, ObserveRequest.parse(request.toBytes()));
  }
}
