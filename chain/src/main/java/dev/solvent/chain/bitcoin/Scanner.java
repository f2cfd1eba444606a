package dev.solvent.chain.bitcoin;

import dev.solvent.attest.octets.Octets;
import dev.solvent.chain.bitcoin.UtxoOutcome.Lack;
import dev.solvent.chain.rpc.NodeException;
import dev.solvent.chain.rpc.NodeException.Problem;
import dev.solvent.chain.rpc.RpcAnswer;
import dev.solvent.chain.rpc.RpcError;
import dev.solvent.merkle.MalformedException;
import java.time.Duration;
import java.util.List;

/**
 * Asks a node to scan its unspent outputs. It scans for one client at a time: while it does for
 * another, we wait and ask again.
 */
record Scanner(CoreNode core, Duration patience) {
  /** The node's word for many things, and among them for a scan in progress. */
  private static final int INVALID_PARAMETER = -8;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final int WAITS = 20;

  Scan scan(OutputReader outputs) throws NodeException, MalformedException, Stop {
    List<String> scripts =
        outputs.scripts().stream().map(Octets::toString).sorted().map(Scanner::raw).toList();
    long started = System.nanoTime();
    while (true) {
      switch (core.ask("scantxoutset", "start", scripts)) {
        case RpcAnswer.Result result -> {
          return Scan.read(result.value(), outputs);
        }
        case RpcAnswer.Failed(RpcError error) -> {
          requireTurn(error, Duration.ofNanos(System.nanoTime() - started));
          pause();
        }
      }
    }
  }

  private static String raw(String script) {
    return "raw(" + script + ")";
  }

  private void requireTurn(RpcError error, Duration waited) throws MalformedException, Stop {
    if (error.code() == RpcError.NO_SUCH_METHOD) {
      throw Stop.unable(
          Lack.SCAN,
          "node " + core.node().name() + " has no scantxoutset, want Bitcoin Core 0.17 or later");
    }
    if (error.code() != INVALID_PARAMETER) {
      throw new MalformedException("scantxoutset: " + error + ", want a result");
    }
    if (waited.compareTo(patience) >= 0) {
      throw Stop.unable(
          Lack.TURN,
          "node "
              + core.node().name()
              + (" still refuses to scan after " + waited.toSeconds() + " seconds: ")
              + (error + "; scantxoutset abort ends the scan of another"));
    }
  }

  private void pause() throws NodeException {
    Duration wait = patience.dividedBy(WAITS);
    try {
      Thread.sleep(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeException(
          core.node().name(), Problem.TOO_SLOW, "interrupted while it scans for another");
    }
  }
}
