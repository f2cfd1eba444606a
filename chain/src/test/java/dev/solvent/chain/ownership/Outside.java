package dev.solvent.chain.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.solvent.chain.nodes.NodeProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks programs of others to sign: nodes by their RPC, and bcoin's library. */
final class Outside {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Outside() {}

  static JsonNode rpc(URI uri, String method, Object... params)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://" + uri.getAuthority().replaceAll(".*@", "")))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      JSON.writeValueAsString(
                          Map.of("id", 1, "jsonrpc", "2.0", "method", method, "params", params))));
      if (uri.getUserInfo() != null) {
        String user = Base64.getEncoder().encodeToString(uri.getUserInfo().getBytes(UTF_8));
        request.header("Authorization", "Basic " + user);
      }
      String body = http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
      JsonNode answer = JSON.readTree(body);
      if (answer.path("result").isMissingNode() || answer.path("error").isObject()) {
        throw new IOException(body);
      }
      return answer.path("result");
    }
  }

  /**
   * A signature by bcoin's own implementation of the curve.
   *
   * @param expression what is signed, in JavaScript, from the Buffer {@code text}
   * @return R, S, and which of four keys, in hex
   */
  static String bcrypto(String key, String text, String expression)
      throws IOException, InterruptedException {
    String library = NodeProcess.installed("bcrypto/lib").toString();
    String script =
        """
        const [lib, key, hex] = process.argv.slice(1);
        const secp256k1 = require(lib + '/secp256k1');
        const hash256 = require(lib + '/hash256');
        const keccak256 = require(lib + '/keccak256');
        const text = Buffer.from(hex, 'hex');
        const size = n => n < 253 ? Buffer.from([n]) : Buffer.from([253, n & 255, n >> 8]);
        const message = magic => hash256.digest(Buffer.concat(
          [size(magic.length), Buffer.from(magic), size(text.length), text]));
        const signed = %s;
        const secret = Buffer.from(key, 'hex');
        const signature = secp256k1.sign(signed, secret);
        const own = secp256k1.publicKeyCreate(secret, true).toString('hex');
        const recovery = [0, 1, 2, 3].find(id =>
          String(secp256k1.recover(signed, signature, id, true)?.toString('hex')) === own);
        console.log(signature.toString('hex') + '0' + recovery);
        """
            .replace("%s", expression);
    List<String> command = new ArrayList<>(List.of("node", "-e", script, library, key));
    command.add(HexFormat.of().formatHex(text.getBytes(UTF_8)));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("NODE_BACKEND", "js");
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    process.waitFor(30, TimeUnit.SECONDS);
    if (printed.length() != 130) {
      throw new IOException("no signature: " + printed);
    }
    return printed;
  }
}
