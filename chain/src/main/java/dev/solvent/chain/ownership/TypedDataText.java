package dev.solvent.chain.ownership;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.ownership.OwnershipChallenge;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A challenge as the JSON that wallets take for typed data ({@code eth_signTypedData_v4}). */
public final class TypedDataText {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 14, 6, 200);
  private static final List<List<String>> DOMAIN =
      List.of(
          List.of("name", "string"), List.of("version", "string"), List.of("chainId", "uint256"));
  private static final List<List<String>> OWNERSHIP =
      List.of(
          List.of("issuer", "string"),
          List.of("log", "string"),
          List.of("account", "string"),
          List.of("checkpointSize", "uint64"),
          List.of("checkpointRoot", "bytes32"),
          List.of("blockChain", "string"),
          List.of("blockHash", "bytes32"),
          List.of("expires", "string"));

  private TypedDataText() {}

  /** For an account on an EVM chain. Numbers are decimal text, which wallets take at any size. */
  public static String of(OwnershipChallenge challenge) {
    if (!challenge.account().chain().isEvm()) {
      throw new IllegalArgumentException(challenge.account() + ", want an account on an EVM chain");
    }
    JsonObject domain =
        new ObjectBuilder()
            .put("chainId", challenge.account().chain().reference())
            .put("name", "Solvent")
            .put("version", "1")
            .build();
    JsonObject message =
        new ObjectBuilder()
            .put("account", challenge.account().toString())
            .put("blockChain", challenge.block().chain().toString())
            .put("blockHash", "0x" + challenge.block().hash())
            .put("checkpointRoot", "0x" + challenge.checkpoint().root())
            .put("checkpointSize", Long.toString(challenge.checkpoint().size()))
            .put("expires", challenge.expires().toString())
            .put("issuer", challenge.issuer().domain())
            .put("log", challenge.logOrigin())
            .build();
    JsonObject types =
        new ObjectBuilder()
            .put("EIP712Domain", DOMAIN, TypedDataText::field)
            .put("Ownership", OWNERSHIP, TypedDataText::field)
            .build();
    JsonObject json =
        new ObjectBuilder()
            .put("domain", domain)
            .put("message", message)
            .put("primaryType", "Ownership")
            .put("types", types)
            .build();
    return new String(CanonicalJson.print(json, LIMITS), StandardCharsets.UTF_8);
  }

  private static JsonObject field(List<String> nameAndType) {
    return new ObjectBuilder()
        .put("name", nameAndType.getFirst())
        .put("type", nameAndType.getLast())
        .build();
  }
}
