package dev.solvent.chain.nodes;

import dev.solvent.attest.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One way to answer a request. It throws where the other side hangs up. */
@FunctionalInterface
public interface Fault {
  JsonMapper JSON = JsonMapper.shared();

  /** What was asked, the node to ask, and the connection. */
  record Exchange(URI upstream, Octets request, InputStream in, OutputStream out) {
    /** What the node answers. */
    byte[] ask() throws IOException {
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpRequest forward =
            HttpRequest.newBuilder(upstream)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(request.toBytes()))
                .build();
        return client.send(forward, BodyHandlers.ofByteArray()).body();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    void head(String status, String... headers) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    void whole(String status, byte[] body) throws IOException {
      head(status, "content-type: application/json", "content-length: " + body.length);
      out.write(body);
    }
  }

  void answer(Exchange exchange) throws IOException;

  /** As the node does. */
  static Fault none() {
    return exchange -> exchange.whole("200 OK", exchange.ask());
  }

  /** Nothing, until the other side hangs up. */
  static Fault hang() {
    return exchange -> {
      exchange.in().read();
      throw new IOException("hung up");
    };
  }

  /** A byte a second. */
  static Fault drip() {
    return exchange -> {
      exchange.head("200 OK", "content-length: 1000000");
      while (true) {
        exchange.out().write(' ');
        try {
          Thread.sleep(1_000);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    };
  }

  /** The node's answers to a batch, changed. */
  static Fault batch(UnaryOperator<List<JsonNode>> change) {
    return exchange -> {
      List<JsonNode> answers = new ArrayList<>(JSON.readTree(exchange.ask()).values());
      ArrayNode changed = JSON.createArrayNode();
      change.apply(answers).forEach(changed::add);
      exchange.whole("200 OK", JSON.writeValueAsBytes(changed));
    };
  }

  static Fault reversed() {
    return batch(answers -> {
      Collections.reverse(answers);
      return answers;
    });
  }

  static Fault oneMissing() {
    return batch(answers -> answers.subList(1, answers.size()));
  }

  static Fault oneTwice() {
    return batch(answers -> {
      answers.set(1, answers.get(0));
      return answers;
    });
  }

  static Fault oneForged() {
    return batch(answers -> {
      ((ObjectNode) answers.get(0)).put("id", 1L << 40);
      return answers;
    });
  }

  /** A status and headers, and a page for people. */
  static Fault status(int status, String... headers) {
    return exchange -> {
      byte[] page = "<html>no</html>".getBytes(StandardCharsets.US_ASCII);
      List<String> all = new ArrayList<>(List.of(headers));
      all.add("content-length: " + page.length);
      exchange.head(status + " Status", all.toArray(String[]::new));
      exchange.out().write(page);
    };
  }

  /** A status 200, or another, and these bytes. */
  static Fault body(int status, byte[] body) {
    return exchange -> exchange.whole(status + " Status", body);
  }

  static Fault body(String body) {
    return body(200, body.getBytes(StandardCharsets.UTF_8));
  }

  /** These bytes, in which {@code $ID} stands for the number of the first call. */
  static Fault bodyWithId(int status, String body) {
    return exchange -> {
      JsonNode request = JSON.readTree(exchange.request().toBytes());
      JsonNode first = request.isArray() ? request.get(0) : request;
      String filled = body.replace("$ID", first.get("id").toString());
      exchange.whole(status + " Status", filled.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** Half of the node's answer, and the end of the connection where the length promises more. */
  static Fault truncated() {
    return exchange -> {
      byte[] body = exchange.ask();
      exchange.head("200 OK", "content-length: " + body.length);
      exchange.out().write(body, 0, body.length / 2);
      exchange.out().flush();
      throw new IOException("the proxy hangs up");
    };
  }

  /** Half of the node's answer as if it were the whole. */
  static Fault half() {
    return exchange -> {
      byte[] body = exchange.ask();
      exchange.whole("200 OK", Arrays.copyOf(body, body.length / 2));
    };
  }

  /** So many bytes of spaces, in chunks or with their number ahead. */
  static Fault flood(long bytes, boolean chunked) {
    return exchange -> {
      exchange.head("200 OK", chunked ? "transfer-encoding: chunked" : "content-length: " + bytes);
      byte[] part = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
      for (long left = bytes; left > 0; left -= part.length) {
        if (chunked) {
          exchange.out().write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        exchange.out().write(part);
        if (chunked) {
          exchange.out().write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
    };
  }

  /** The node's answer, compressed though nobody asked for that. */
  static Fault gzip() {
    return exchange -> {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
        zip.write(exchange.ask());
      }
      exchange.head("200 OK", "content-encoding: gzip", "content-length: " + bytes.size());
      bytes.writeTo(exchange.out());
    };
  }
}
