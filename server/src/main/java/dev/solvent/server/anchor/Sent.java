package dev.solvent.server.anchor;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.chain.anchor.Sending;
import dev.solvent.chain.anchor.Sending.Mined;
import dev.solvent.chain.anchor.Sending.Refused;
import dev.solvent.chain.anchor.Sending.Unconfirmed;
import dev.solvent.server.cli.Failures;
import java.util.List;
import java.util.Locale;

/** What became of a transaction, as it is told. */
record Sent(Sending sending) {
  int code() {
    return sending instanceof Mined ? Failures.OK : Failures.FAILED;
  }

  /** What was to be done, and what to do next. */
  List<String> lines(String done) {
    return switch (sending) {
      case Mined(var transaction, var contract, long block, long gas) ->
          List.of(
              done + ": feed " + contract,
              String.format(
                  Locale.ROOT,
                  "  in block %d by transaction 0x%s, for %,d gas",
                  block,
                  transaction,
                  gas),
              "  a block is final some minutes later; solvent anchor show looks at the feed");
      case Refused(String reason) -> List.of("REFUSED " + reason, "  the feed did not change");
      case Unconfirmed(var transaction, String reason) ->
          List.of(
              "UNCONFIRMED transaction 0x" + transaction + ": " + reason,
              "  it may be in a block, or get into one: look for it before anything is sent again");
    };
  }

  JsonObject toJson() {
    return switch (sending) {
      case Mined(var transaction, var contract, long block, long gas) ->
          new ObjectBuilder()
              .put("block", block)
              .put("feed", contract.toString())
              .put("gasUsed", gas)
              .put("outcome", "mined")
              .put("transaction", "0x" + transaction)
              .build();
      case Refused(String reason) ->
          new ObjectBuilder().put("outcome", "refused").put("reason", reason).build();
      case Unconfirmed(var transaction, String reason) ->
          new ObjectBuilder()
              .put("outcome", "unconfirmed")
              .put("reason", reason)
              .put("transaction", "0x" + transaction)
              .build();
    };
  }
}
