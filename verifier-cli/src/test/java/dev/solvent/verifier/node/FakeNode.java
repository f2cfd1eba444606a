package dev.solvent.verifier.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A node on this machine that answers what a test tells it to. */
public final class FakeNode implements AutoCloseable {
  public static final JsonMapper JSON = new JsonMapper();

  /** What it knows. */
  @FunctionalInterface
  public interface Knowledge {
    /** The result of a call; null for JSON's null. */
    Object answer(String method, JsonNode params) throws Refused;
  }

  /** A JSON-RPC error. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final long code;

    public Refused(long code, String message) {
      super(message);
      this.code = code;
    }
  }

  private final HttpServer server;

  /** The methods that it was asked for. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  public final List<String> authorizations = new CopyOnWriteArrayList<>();

  private FakeNode(HttpServer server) {
    this.server = server;
  }

  public static FakeNode of(Knowledge knowledge) throws IOException {
    FakeNode node = start();
    node.server.createContext("/", exchange -> node.serve(exchange, knowledge));
    return node;
  }

  /** One that speaks whatever it likes. */
  public static FakeNode speaking(HttpHandler handler) throws IOException {
    FakeNode node = start();
    node.server.createContext("/", handler);
    return node;
  }

  private static FakeNode start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return new FakeNode(server);
  }

  /** One that answers as a real one once did, and knows nothing else. */
  public static Knowledge recorded(Path transcript) throws IOException {
    Map<JsonNode, JsonNode> answers = new HashMap<>();
    for (String line : Files.readAllLines(transcript)) {
      JsonNode each = JSON.readTree(line);
      if (each.has("call")) {
        answers.put(each.get("call"), each.get("answers").get(0));
      }
    }
    return (method, params) -> {
      ObjectNode call = JSON.createObjectNode().put("method", method);
      call.set("params", params);
      JsonNode answer = answers.get(call);
      if (answer == null) {
        throw new Refused(-32601, "not recorded");
      }
      if (answer.has("error")) {
        throw new Refused(
            answer.get("error").get("code").asLong(), answer.get("error").get("message").asText());
      }
      return answer.get("result");
    };
  }

  private void serve(HttpExchange exchange, Knowledge knowledge) throws IOException {
    authorizations.addAll(
        exchange.getRequestHeaders().getOrDefault("authorization", new ArrayList<>()));
    JsonNode call = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String method = call.get("method").asText();
    asked.add(method);
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", call.get("id"));
    try {
      answer.set("result", JSON.valueToTree(knowledge.answer(method, call.get("params"))));
    } catch (Refused e) {
      answer.putObject("error").put("code", e.code).put("message", e.getMessage());
    }
    reply(exchange, 200, JSON.writeValueAsBytes(answer));
  }

  /** Answers with these bytes, and as many as are said. */
  public static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  public String url() {
    return "http://" + name();
  }

  /** Host and port. */
  public String name() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
