package dev.solvent.server.http.proofs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Node;
import dev.solvent.merkle.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProofPrinterTest {
  private static final Amount[] AMOUNTS = {
    Amount.ZERO,
    Amount.of(9),
    Amount.of(10),
    Amount.of(Long.MAX_VALUE),
    new Amount(0, Long.MIN_VALUE),
    new Amount(0, -1),
    new Amount(1, 0),
    Amount.MAX
  };

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 100})
  void print_isTheCanonicalOne(int count) throws IOException {
    Random random = new Random(count);
    List<InclusionProof> proofs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      proofs.add(proof(random, i % 41));
    }
    Epoch epoch = new Epoch(count == 0 ? Epoch.MAX : count);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ProofPrinter printer = new ProofPrinter(out);
    printer.begin(epoch);
    for (InclusionProof proof : proofs) {
      printer.print(proof);
    }
    printer.end();
    JsonObject json =
        new ObjectBuilder()
            .put("epoch", epoch.number())
            .put("proofs", proofs, ProofPrinterTest::toJson)
            .build();
    assertArrayEquals(
        CanonicalJson.print(json, new JsonLimits(64 << 20, 8, 1_000_000)), out.toByteArray());
  }

  private static InclusionProof proof(Random random, int height) {
    List<Node> siblings = new ArrayList<>();
    for (int i = 0; i < height; i++) {
      byte[] hash = new byte[Hash.BYTES];
      random.nextBytes(hash);
      siblings.add(new Node(Hash.of(hash), AMOUNTS[random.nextInt(AMOUNTS.length)]));
    }
    String ticker = height % 2 == 0 ? "BTC" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ.-0123";
    return new InclusionProof(
        new Asset(new Ticker(ticker), random.nextInt(31)),
        AMOUNTS[random.nextInt(AMOUNTS.length)],
        random.nextLong(1L << 40),
        siblings);
  }

  private static JsonObject toJson(InclusionProof proof) {
    return new ObjectBuilder()
        .put("asset", proof.asset().ticker().text())
        .put("balance", proof.balance().toString())
        .put("decimals", proof.asset().decimals())
        .put("index", proof.index())
        .put(
            "siblings",
            proof.siblings(),
            node ->
                new ObjectBuilder()
                    .put("hash", node.hash().toString())
                    .put("sum", node.sum().toString())
                    .build())
        .build();
  }
}
