package dev.solvent.verifier.check;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.TestPublication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an exchange serves: a publication's files, and proofs to whoever names a locator. */
final class TestService implements AutoCloseable {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 16, 10_000);
  private static final Pattern PROOFS = Pattern.compile("/api/v1/epochs/([0-9]+)/proofs");

  private final HttpServer server;
  private final TestPublication publication;
  private final List<AccountId> accounts;

  /** Every address that was asked for. */
  final List<String> asked = new ArrayList<>();

  /** What is done to each answer of proofs; an empty one is 404. */
  UnaryOperator<String> spoiling = answer -> answer;

  TestService(TestPublication publication, AccountId... accounts) throws IOException {
    this.publication = publication;
    this.accounts = List.of(accounts);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What a customer would be handed out. */
  String link(AccountId account) {
    return address() + "/verify#" + TestPublication.link(account).exposeFragment();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    Matcher proofs = PROOFS.matcher(path);
    if (exchange.getRequestMethod().equals("POST") && proofs.matches()) {
      send(exchange, spoilt(proofs(Long.parseLong(proofs.group(1)), exchange)));
    } else {
      Path file = publication.folder().resolve(path.substring(1));
      send(
          exchange,
          Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty());
    }
  }

  private Optional<byte[]> spoilt(byte[] answer) {
    String spoilt = spoiling.apply(new String(answer, StandardCharsets.UTF_8));
    return spoilt.isEmpty()
        ? Optional.empty()
        : Optional.of(spoilt.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] proofs(long epoch, HttpExchange exchange) throws IOException {
    List<String> locators;
    try {
      locators =
          Fields.read(
              exchange.getRequestBody().readAllBytes(),
              LIMITS,
              in -> in.list("locators", 1, 100, TestService::locator));
    } catch (MalformedException e) {
      throw new IOException(e);
    }
    List<InclusionProof> found = new ArrayList<>();
    for (AccountId account : accounts) {
      Optional<InclusionProof> position = publication.position(epoch, account);
      if (position.isPresent() && locators.contains("ETH " + locator(epoch, account))) {
        found.add(position.get());
      }
    }
    return CanonicalJson.print(
        new ObjectBuilder().put("epoch", epoch).put("proofs", found, TestService::json).build(),
        LIMITS);
  }

  private static String locator(Fields in) throws MalformedException {
    return in.text("asset") + " " + in.text("locator");
  }

  static String locator(long epoch, AccountId account) {
    Epoch of = new Epoch(epoch);
    AssetTag tag = AssetTag.of(TestPublication.ISSUER, of, TestPublication.ETH);
    return HexFormat.of()
        .formatHex(
            TestPublication.customerKey(account)
                .accountKey(of)
                .locator(account, tag)
                .exposeBytes());
  }

  private static JsonObject json(InclusionProof position) {
    return new ObjectBuilder()
        .put("asset", position.asset().ticker().text())
        .put("balance", position.balance().toString())
        .put("decimals", position.asset().decimals())
        .put("index", position.index())
        .put(
            "siblings",
            position.siblings(),
            node ->
                new ObjectBuilder()
                    .put("hash", node.hash().toString())
                    .put("sum", node.sum().toString())
                    .build())
        .build();
  }

  private static void send(HttpExchange exchange, Optional<byte[]> bytes) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(
          bytes.isPresent() ? 200 : 404, bytes.map(all -> all.length).orElse(-1));
      if (bytes.isPresent()) {
        exchange.getResponseBody().write(bytes.get());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
