package dev.solvent.server.demo.chain;

import static dev.solvent.server.demo.chain.Holders.CHAIN;
import static dev.solvent.server.demo.chain.Holders.COIN;
import static dev.solvent.server.demo.chain.Holders.TOKEN;
import static dev.solvent.server.demo.chain.Holders.units;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.BlockHeader;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.SignatureLine;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.reserves.Assurance;
import dev.solvent.attest.reserves.Holding;
import dev.solvent.attest.reserves.Ownership;
import dev.solvent.attest.reserves.ReservesManifest;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.Asset;
import dev.solvent.server.Solvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code solvent reserves …} as an operator types it, against two nodes of a demo chain. */
final class CommandsReadTest {
  private static final String LOG = "exchange.example/log";

  @TempDir private Path folder;

  private void solvent(String... words) {
    StringWriter printed = new StringWriter();
    CommandLine program = Solvent.commandLine();
    program.setOut(new PrintWriter(printed, true));
    program.setErr(new PrintWriter(printed, true));
    assertEquals(0, program.execute(words), printed::toString);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void settings(EvmAddress holder, DemoNode one, DemoNode other) throws Exception {
    AccountRef account = AccountRef.of(CHAIN, holder);
    Files.writeString(
        folder.resolve("solvent.yaml"),
        """
        issuer: exchange.example
        logOrigin: exchange.example/log
        policy: policy.json
        ownership: ownership
        chains:
          - chain: CHAIN
            quorum: 2
            finality: finalized
            maxAge: 1h
            nodes:
              - {name: one, url: "ONE"}
              - {name: other, url: "OTHER"}
        reserves:
          - account: ACCOUNT
            assets: [COIN, TOKEN]
        """
            .replace("CHAIN", CHAIN.toString())
            .replace("ONE", one.uri().toString())
            .replace("OTHER", other.uri().toString())
            .replace("ACCOUNT", account.toString())
            .replace("COIN", COIN.toString())
            .replace("TOKEN", TOKEN.on(CHAIN).toString()));
    Policy usual = Policy.standard();
    KnownAsset ether = new KnownAsset(COIN, Asset.parse("ETH:18"));
    Policy policy =
        new Policy(
            List.of(TOKEN.known(CHAIN), ether),
            List.of(),
            usual.limits(),
            List.of(),
            1,
            usual.safes(),
            false,
            List.of(),
            Optional.empty());
    Files.write(folder.resolve("policy.json"), policy.toBytes());
    Checkpoint checkpoint = new Checkpoint(LOG, 1, Digests.sha256(new byte[0]));
    SignatureLine line = new SignatureLine(LOG, "AAAA".repeat(23));
    Files.write(
        folder.resolve("checkpoint"), new SignedCheckpoint(checkpoint, List.of(line)).bytes());
  }

  @Test
  void challengeSignRead_endsInProvenAndSignedHoldings() throws Exception {
    DemoWallet wallet = DemoWallet.create(folder.resolve("keys.txt"), 1, new SecureRandom());
    EvmAddress holder = wallet.addresses().getFirst();
    DemoChain chain = new DemoChain(CHAIN, InstantSource.system());
    BlockHeader block =
        chain.mine(
            state -> state.with(holder, units(31)).with(TOKEN).with(TOKEN, holder, units(700)));
    try (DemoNode one = DemoNode.start(chain);
        DemoNode other = DemoNode.start(chain)) {
      settings(holder, one, other);
      String config = file("solvent.yaml");
      String expires = block.time().instant().plus(Duration.ofDays(60)).toString();
      solvent(
          "reserves",
          "challenge",
          "--config",
          config,
          "--checkpoint",
          file("checkpoint"),
          "--expires",
          expires);
      solvent("reserves", "sign", "--config", config, "--keys", wallet.file().toString());
      solvent(
          "reserves",
          "read",
          "--config",
          config,
          "--epoch",
          "1",
          "--as-of",
          block.time().toString(),
          "--checkpoint",
          file("checkpoint"),
          "--out",
          file("out"));
    }
    ReservesManifest manifest =
        ReservesManifest.parse(Files.readAllBytes(folder.resolve("out/reserves.json")));
    assertEquals(2, manifest.holdings().size());
    for (Holding holding : manifest.holdings()) {
      assertEquals(Assurance.PROVEN, holding.assurance());
      assertEquals(Ownership.SIGNED, holding.ownership());
      assertEquals(holding.asset().equals(COIN) ? "31" : "700", holding.units().toString());
    }
  }
}
