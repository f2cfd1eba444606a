package dev.solvent.chain.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Solidity compiler. */
public final class Solc {
  private static final Map<Path, JsonNode> COMPILED = new ConcurrentHashMap<>();

  private Solc() {}

  /** A contract's code, in hex without a prefix. */
  public record Contract(JsonNode abi, String bytecode, String deployedBytecode) {}

  /** Of a file in chain/src/test/solidity. */
  public static Contract testContract(String file, String name) {
    Path root = Path.of(System.getProperty("solvent.root"));
    return contract(root.resolve("chain/src/test/solidity").resolve(file), name);
  }

  public static Contract contract(Path file, String name) {
    JsonNode made = COMPILED.computeIfAbsent(file, Solc::compile).path(name);
    return new Contract(
        made.path("abi"),
        made.path("bytecode").stringValue(),
        made.path("deployedBytecode").stringValue());
  }

  private static JsonNode compile(Path file) {
    String script = System.getProperty("solvent.root") + "/chain/src/main/solidity/compile.js";
    try {
      Process process =
          new ProcessBuilder(List.of("node", script, file.toString()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(file + " does not compile");
      }
      return JsonMapper.shared().readTree(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
