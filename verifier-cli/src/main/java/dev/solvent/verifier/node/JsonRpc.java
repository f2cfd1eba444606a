package dev.solvent.verifier.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.solvent.verifier.node.RpcAnswer.Refusal;
import dev.solvent.verifier.node.RpcAnswer.Result;
import java.io.ByteArrayOutputStream;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of JSON-RPC to one node, one at a time. The time is for the whole answer, the body too, and
 * the answer has a limit in bytes; no redirect is followed, since another host is another node.
 */
final class JsonRpc {
  /** A block's header with the hashes of all of its transactions is below this. */
  private static final int MOST_BYTES = 4 << 20;

  private static final int MOST_WORDS = 200;

  private static final JsonFactory JSON = new JsonFactory();

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

  /** Asks for something. Parameters are text, whole numbers, truths, and maps of them. */
  RpcAnswer ask(String method, Object... params) throws NodeFault {
    long id = ++lastId;
    HttpResponse<byte[]> response = send(print(id, method, params));
    NodeValue answer = parse(response);
    if (!answer.field("id").whole().equals(Optional.of(id))) {
      throw fault(response.statusCode() + " without an answer to " + method + ", want one");
    }
    NodeValue error = answer.field("error");
    Optional<Long> code = error.field("code").whole();
    if (code.isPresent()) {
      return new Refusal(code.get(), words(error.field("message").text()));
    }
    NodeValue result = answer.field("result");
    boolean clean = (error.isMissing() || error.isNull()) && !result.isMissing();
    if (!clean || response.statusCode() != 200) {
      throw fault("neither a result nor an error for " + method + ", want one of them");
    }
    return new Result(result);
  }

  /** A fault of this node's. */
  NodeFault fault(String what) {
    return new NodeFault(name, what);
  }

  private static byte[] print(long id, String method, Object... params) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("id", id);
      out.writeStringField("jsonrpc", "2.0");
      out.writeStringField("method", method);
      out.writeArrayFieldStart("params");
      for (Object param : params) {
        write(out, param);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written to", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, Object param) throws IOException {
    switch (param) {
      case String text -> out.writeString(text);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Boolean truth -> out.writeBoolean(truth);
      case Map<?, ?> object -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> field : object.entrySet()) {
          out.writeFieldName(field.getKey().toString());
          write(out, field.getValue());
        }
        out.writeEndObject();
      }
      default -> throw new IllegalArgumentException(param + ", want what JSON has");
    }
  }

  private String words(String message) {
    String shown = address.withoutSecrets(message);
    return shown.substring(0, Math.min(MOST_WORDS, shown.length()));
  }

  /** Where a node errs it may say so in words of its own and with another status. */
  private NodeValue parse(HttpResponse<byte[]> response) throws NodeFault {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      throw fault("answered " + status + ", want a user and password that it takes");
    }
    try {
      return NodeValue.parse(response.body(), MOST_BYTES);
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
