package dev.solvent.server.token;

import java.time.InstantSource;
import picocli.CommandLine.Command;

/** {@code solvent token}: its subcommands ask it for the store and the time. */
@Command(
    name = "token",
    description = "Tokens for the operator's API: for the exchange's own app and tools.",
    subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  solvent token create --config solvent.yaml --name \"the app\" --scope links,receipts",
      "  solvent token list --config solvent.yaml",
      "  solvent token revoke --config solvent.yaml 5f0c2a91d3"
    })
public final class TokenCommand {
  private final TokenStores stores;
  private final InstantSource clock;

  public TokenCommand(TokenStores stores, InstantSource clock) {
    this.stores = stores;
    this.clock = clock;
  }

  TokenStores stores() {
    return stores;
  }

  InstantSource clock() {
    return clock;
  }
}
