package dev.solvent.server.reserves;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.policy.KnownAsset;
import dev.solvent.attest.program.Refused;
import dev.solvent.attest.program.UserError;
import dev.solvent.chain.evm.SlotDiscovery;
import dev.solvent.chain.evm.SlotDiscovery.Finding;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.reading.HoldingRef;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Converters;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.config.Configuration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent reserves token}. */
@Command(
    name = "token",
    description = {
      "Finds out how a token keeps its balances, and prints the policy's row that says so.",
      "It is a proposal: whoever takes it into a policy should have read the contract."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      OnConfiguration.EXIT_CODES,
      "",
      "Example:",
      "  solvent reserves token --config solvent.yaml --token eip155:1/erc20:0xdac1… \\",
      "      --holder eip155:1:0x52… --counts-as USDT:6"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class ReservesTokenCommand extends OnConfiguration {
  @Option(
      names = "--token",
      required = true,
      paramLabel = "ASSET",
      converter = Converters.OfAssetRef.class,
      description = "The token, by its CAIP-19 id.")
  private AssetRef token;

  @Option(
      names = "--holder",
      required = true,
      paramLabel = "ACCOUNT",
      converter = Converters.OfAccountRef.class,
      description = "An account that has some of it, by its CAIP-10 id.")
  private AccountRef holder;

  @Option(
      names = "--counts-as",
      paramLabel = "NAME:DECIMALS",
      converter = Converters.OfAsset.class,
      description = "What it covers (default: what the policy says of it).")
  private @Nullable Asset countsAs;

  @Override
  int run(Configuration configuration) throws IOException, InterruptedException {
    if (!token.namespace().equals(AssetRef.TOKEN) || !holder.chain().equals(token.chain())) {
      throw new UserError(
          token + " held by " + holder + ", want a token and an account of its chain",
          "a token looks like eip155:1/erc20:0x…, a holder like eip155:1:0x…");
    }
    Asset covers =
        Optional.ofNullable(countsAs)
            .or(() -> configuration.policy().known(token).map(KnownAsset::covers))
            .orElseThrow(() ->
                new UserError(
                    token + " is not in the policy, want to know what it covers",
                    "add --counts-as NAME:DECIMALS, such as USDT:6"));
    Pinned pin = new Desk(configuration).pin(token.chain());
    return switch (discover(pin)) {
      case Finding.Found(var rule) -> {
        print(new KnownAsset(token, covers, Optional.of(rule)).toJson());
        err()
            .println(
                "this row goes into the policy's assets; read the contract before: it may keep one word"
                    + " a holder and still compute balances otherwise tomorrow");
        yield Failures.OK;
      }
      case Finding.Unclear(String why) ->
          throw new Refused(
              "no rule for " + token + ": " + why,
              List.of(),
              "its balances are read, but not proven: they count as observed at best");
    };
  }

  private Finding discover(Pinned pin) {
    List<String> faults = new ArrayList<>();
    for (Node node : pin.agreed()) {
      try {
        return SlotDiscovery.discover(node, pin.header(), new HoldingRef(holder, token));
      } catch (NodeException | MalformedException e) {
        faults.add(node.name() + ": " + e.getMessage());
      }
    }
    throw new Refused(
        "no node shows how " + token + " keeps balances",
        faults,
        "it takes eth_createAccessList and eth_getProof at the pinned block");
  }
}
