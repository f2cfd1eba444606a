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

/** Compiles contracts, by the settings that the repository's own bytecode is made with. */
public final class Solc {
  private static final Path ROOT = Path.of(System.getProperty("solvent.root"));

  /**
   * What a contract compiles to.
   *
   * @param abi as JSON
   * @param bytecode what creates the contract: hex without 0x, arguments are put behind it
   * @param deployedBytecode what then stands at its address, immutables still zero
   */
  public record Contract(String abi, String bytecode, String deployedBytecode) {}

  /** By file: the compiler takes a second. */
  private static final Map<String, String> PRINTED = new ConcurrentHashMap<>();

  private Solc() {}

  /** Of a file in chain/src/test/solidity. */
  public static Contract test(String file, String contract) {
    return compile("chain/src/test/solidity/" + file, contract);
  }

  /** A contract of a file below the repository's root; it may import what lies beside it. */
  public static Contract compile(String file, String contract) {
    JsonNode made = JsonMapper.builder().build().readTree(print(file)).path(contract);
    return new Contract(
        made.path("abi").toString(),
        made.path("bytecode").asString(),
        made.path("deployedBytecode").asString());
  }

  /** What {@code compile.js} prints for the file: every contract that has code, as JSON. */
  public static String print(String file) {
    return PRINTED.computeIfAbsent(file, Solc::run);
  }

  private static String run(String file) {
    NodeProcess.installed("solc/index.js");
    try {
      Process process =
          new ProcessBuilder(List.of("node", "chain/src/main/solidity/compile.js", file))
              .directory(ROOT.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException("solc ended with " + exit + " on " + file);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
