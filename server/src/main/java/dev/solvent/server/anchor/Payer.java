package dev.solvent.server.anchor;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.program.UserError;
import dev.solvent.chain.anchor.Anchor;
import dev.solvent.chain.anchor.EvmKeyFile;
import dev.solvent.chain.anchor.SendSettings;
import dev.solvent.chain.rpc.Node;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.config.Times;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Who pays for a transaction, and how much at most: for {@code @Mixin}. */
@SuppressWarnings("NullAway.Init") // picocli sets the required options
final class Payer {
  private static final int GWEI = 9;

  @Option(
      names = "--payer",
      required = true,
      paramLabel = "FILE",
      description =
          "The key that pays: 64 hex digits. It signs no figure, so it should hold no more than the"
              + " next fees.")
  private Path key;

  @Option(
      names = "--max-gwei",
      paramLabel = "N",
      defaultValue = "100",
      description = "The most to pay for a unit of gas (default: 100).")
  private BigDecimal most;

  @Option(
      names = "--tip-gwei",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of these, for whoever makes the block (default: 1).")
  private BigDecimal tip;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "3m",
      converter = Times.class,
      description = "How long to wait for it to be in a block (default: 3m).")
  private Duration wait;

  Anchor on(Node node, ChainId chain) throws IOException {
    try {
      return new Anchor(node, chain, EvmKeyFile.read(key), settings());
    } catch (MalformedException e) {
      throw new UserError(key + ": " + e.getMessage(), "without 0x, on one line");
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UserError(
          "the limits do not fit: " + e.getMessage(), "--max-gwei, --tip-gwei and --wait set them");
    }
  }

  private SendSettings settings() {
    Duration usual = SendSettings.DEFAULT.poll();
    return new SendSettings(
        wei(most),
        wei(tip),
        SendSettings.DEFAULT.mostGas(),
        wait,
        wait.compareTo(usual) < 0 ? wait : usual);
  }

  private static BigInteger wei(BigDecimal gwei) {
    return gwei.movePointRight(GWEI).toBigIntegerExact();
  }
}
