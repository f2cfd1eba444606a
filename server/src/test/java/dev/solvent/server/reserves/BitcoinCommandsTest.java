package dev.solvent.server.reserves;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.BitcoinChain;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.chain.nodes.Litecoin;
import dev.solvent.merkle.Asset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code solvent reserves …} on a Bitcoin-like chain: an address, and a wallet's descriptor. */
final class BitcoinCommandsTest {
  private static final ChainId CHAIN = BitcoinChain.LITECOIN_REGTEST.id();
  private static final AssetRef COIN = new AssetRef(CHAIN, AssetRef.COIN, "1");

  @TempDir private Path folder;

  private void settings(Litecoin node, String address, String descriptor) throws Exception {
    Policy usual = Policy.standard();
    Policy policy =
        new Policy(
            List.of(new KnownAsset(COIN, Asset.parse("LTC:8"))),
            List.of(),
            usual.limits(),
            List.of(),
            1,
            usual.safes(),
            false,
            List.of(),
            Optional.empty());
    Files.write(folder.resolve("policy.json"), policy.toBytes());
    Files.writeString(folder.resolve("core.url"), node.uri() + "\n");
    Files.writeString(
        folder.resolve("solvent.yaml"),
        String.join(
            "\n",
            "issuer: exchange.example",
            "logOrigin: exchange.example/log",
            "policy: policy.json",
            "ownership: ownership",
            "chains:",
            "  - chain: " + CHAIN,
            "    quorum: 1",
            "    finality: depth 6",
            "    scryptForTests: true",
            "    maxAge: 90d",
            "    nodes: [{name: core, url: {file: core.url}}]",
            "reserves:",
            "  - account: " + CHAIN + ":" + address,
            "  - chain: " + CHAIN,
            "    descriptor: \"" + descriptor + "\"",
            ""));
  }

  @Test
  void addressAndDescriptor_areRead_andTheAddressIsSignedForByTheNode() throws Exception {
    Instant hourAgo = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    try (Litecoin node = Litecoin.start(Files.createDirectory(folder.resolve("node")))) {
      node.rpc().call("setmocktime", hourAgo.getEpochSecond());
      String miner = node.rpc().text("getnewaddress", "", "bech32");
      String address = node.rpc().text("getnewaddress", "", "legacy");
      String described = node.rpc().text("getnewaddress", "", "bech32");
      node.rpc().call("generatetoaddress", 110, miner);
      node.rpc().call("sendtoaddress", address, 1.5);
      node.rpc().call("sendtoaddress", described, 2);
      node.rpc().call("generatetoaddress", 10, miner);
      String descriptor = node.rpc().call("getaddressinfo", described).path("desc").stringValue();
      settings(node, address, descriptor);
      Operator operator = new Operator(folder);
      operator.checkpoint("checkpoint", "exchange.example/log", 6);

      operator.solvent(
          "challenge", "--checkpoint", "checkpoint", "--expires", "2038-01-01T00:00:00Z");
      operator.says(
          0, "2 of 2 accounts have to sign", CHAIN + ":" + address, CHAIN + ":" + described);
      String name = (CHAIN + ":" + address).replace(':', '_') + ".challenge.txt";
      String text = Files.readString(folder.resolve("ownership").resolve(name));
      Files.writeString(folder.resolve("s1"), node.rpc().text("signmessage", address, text));
      operator.solvent("import", "--account", CHAIN + ":" + address, "--signature", "s1");
      operator.says(0, "signed, holds until ");

      String asOf = hourAgo.plus(Duration.ofMinutes(10)).toString();
      operator.solvent(
          "read", "--epoch", "7", "--as-of", asOf, "--checkpoint", "checkpoint", "--out", "out");
      operator.says(0, "read 2 holdings on 1 chain", "that outputs are unspent is what nodes say");
      List<Holding> holdings =
          ReservesManifest.parse(Files.readAllBytes(folder.resolve("out/reserves.json")))
              .holdings();
      assertEquals(
          List.of("150000000 signed", "200000000 none"),
          holdings.stream()
              .map(each -> each.units() + " " + each.ownership().text())
              .sorted()
              .toList());
    }
  }

  @Test
  void descriptorThatNoNodeSpellsOut_isRefused_andTheNodeIsNamed() throws Exception {
    try (Litecoin node = Litecoin.start(Files.createDirectory(folder.resolve("node")))) {
      String address = node.rpc().text("getnewaddress", "", "legacy");
      settings(node, address, "wpkh(02" + "00".repeat(32) + ")");
      Operator operator = new Operator(folder);
      operator.solvent("status");
      operator.says(1, "REFUSED addresses of a descriptor on " + CHAIN, "core: ");
    }
  }
}
