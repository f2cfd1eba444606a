package dev.solvent.chain.anchor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.json.JsonMapper;

/** What creates a contract, as compile.js printed it: hex without 0x. */
final class ContractCode {
  private ContractCode() {}

  static String of(String contract) {
    try (InputStream in = ContractCode.class.getResourceAsStream(contract + ".json")) {
      if (in == null) {
        throw new IllegalStateException("no " + contract + ".json, want it in the jar");
      }
      return JsonMapper.builder().build().readTree(in).path(contract).path("bytecode").asString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
