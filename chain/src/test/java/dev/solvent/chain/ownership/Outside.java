package dev.solvent.chain.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.solvent.chain.nodes.NodeProcess;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcCall;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Asks programs of others to sign: nodes by their RPC, and bcoin's library. */
final class Outside {
  private Outside() {}

  static JsonNode rpc(URI uri, String method, Object... params) throws NodeException {
    return switch (HttpNode.of("wallet", uri).ask(RpcCall.of(method, params))) {
      case RpcAnswer.Result(JsonNode value) -> value;
      case RpcAnswer.Failed failed -> throw new AssertionError(method + ": " + failed.error());
    };
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
