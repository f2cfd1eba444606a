package dev.solvent.verifier.node;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.solvent.verifier.node.RpcAnswer.Refusal;
import dev.solvent.verifier.node.RpcAnswer.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of JSON-RPC to one node, one at a time. The time is for the whole answer, the body too, and
 * the answer has a limit in bytes; no redirect is followed, since another host is another node.
 *
 * <p>Nodes do not write canonical JSON, so answers are read by Jackson's own tree and not by {@code
 * attest.json}: with limits, no name twice, nothing after the end, and decimals kept as written.
 */
final class JsonRpc {
  /** A block's header with the hashes of all of its transactions is below this. */
  private static final int MOST_BYTES = 4 << 20;

  private static final int MOST_WORDS = 200;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MOST_BYTES)
                          .maxNestingDepth(32)
                          .maxNumberLength(80)
                          .maxStringLength(MOST_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final NodeAddress address;
  private final String name;
  private final Duration within;
  private final HttpClient client;
  private long lastId = 0;

  JsonRpc(HttpClient client, NodeAddress address, String name, Duration within) {
    this.address = address;
    this.name = name;
    this.within = within;
    this.client = client;
  }

  /** For any number of nodes. */
  static HttpClient client(Duration within) {
    return HttpClient.newBuilder()
        .connectTimeout(within)
        .followRedirects(Redirect.NEVER)
        .version(Version.HTTP_1_1)
        .build();
  }

  /** As messages call the node. */
  String name() {
    return name;
  }

  /** Asks for something. Parameters are text, numbers, truths, and lists and maps of them. */
  RpcAnswer ask(String method, Object... params) throws NodeFault {
    long id = ++lastId;
    ObjectNode call = JSON.createObjectNode().put("id", id).put("jsonrpc", "2.0");
    call.put("method", method).set("params", JSON.valueToTree(params));
    HttpResponse<byte[]> response = send(print(call));
    JsonNode answer = parse(response);
    boolean ours =
        answer.isObject()
            && answer.path("id").isIntegralNumber()
            && answer.get("id").asLong() == id;
    if (!ours) {
      throw fault(response.statusCode() + " without an answer to " + method + ", want one");
    }
    JsonNode error = answer.path("error");
    if (error.isObject() && error.path("code").isIntegralNumber()) {
      return new Refusal(error.get("code").asLong(), words(error.path("message").asText()));
    }
    boolean clean = (error.isMissingNode() || error.isNull()) && answer.has("result");
    if (!clean || response.statusCode() != 200) {
      throw fault("neither a result nor an error for " + method + ", want one of them");
    }
    return new Result(answer.get("result"));
  }

  /** A fault of this node's. */
  NodeFault fault(String what) {
    return new NodeFault(name, what);
  }

  private static byte[] print(JsonNode call) {
    try {
      return JSON.writeValueAsBytes(call);
    } catch (JacksonException e) {
      throw new UncheckedIOException("a tree can always be printed", e);
    }
  }

  private String words(String message) {
    String shown = address.withoutSecrets(message);
    return shown.substring(0, Math.min(MOST_WORDS, shown.length()));
  }

  /** Where a node errs it may say so in words of its own and with another status. */
  private JsonNode parse(HttpResponse<byte[]> response) throws NodeFault {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      throw fault("answered " + status + ", want a user and password that it takes");
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw fault("answered " + status + " and no JSON, want JSON-RPC");
    }
  }

  private HttpResponse<byte[]> send(byte[] call) throws NodeFault {
    HttpRequest request =
        address
            .request()
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .POST(BodyPublishers.ofByteArray(call))
            .build();
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return coming.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw fault("no whole answer within " + within.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fault("interrupted");
    } catch (ExecutionException e) {
      throw fault(
          e.getCause() instanceof ConnectException
              ? "no connection"
              : "no whole answer of at most " + MOST_BYTES + " bytes");
    } finally {
      coming.cancel(true);
    }
  }
}
