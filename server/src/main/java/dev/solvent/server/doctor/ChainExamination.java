package dev.solvent.server.doctor;

import dev.solvent.chain.pin.Dissent;
import dev.solvent.chain.pin.PinOutcome;
import dev.solvent.chain.pin.PinOutcome.NoQuorum;
import dev.solvent.chain.pin.PinOutcome.Pinned;
import dev.solvent.chain.reading.ChainReader;
import dev.solvent.chain.rpc.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether enough nodes of a chain are on it, and agree on a final block that is not too old. */
final class ChainExamination implements Examination {
  private final Premises premises;
  private final ChainReader reader;

  ChainExamination(Premises premises, ChainReader reader) {
    this.premises = premises;
    this.reader = reader;
  }

  @Override
  public String about() {
    return "chain " + reader.chain();
  }

  @Override
  public List<Line> look() throws InterruptedException {
    PinOutcome outcome = reader.pinning().pin(premises.now());
    List<Line> lines = new ArrayList<>();
    lines.add(
        switch (outcome) {
          case Pinned(var header, var agreed, _) ->
              Line.ok(
                  about(),
                  "final block "
                      + header.block().number()
                      + ", "
                      + Duration.between(header.time().instant(), premises.now().instant())
                          .toSeconds()
                      + " s old, agreed on by "
                      + agreed.stream().map(Node::name).collect(Collectors.joining(", ")));
          case NoQuorum(String detail, _) ->
              Line.fail(about(), detail, "mend or replace the nodes below, or name others");
        });
    for (Dissent dissent : outcome.dissents()) {
      lines.add(
          Line.warn(
              about() + " node " + dissent.node(),
              dissent.detail(),
              "mend or replace it: the quorum is met without it only while the others are up"));
    }
    return lines;
  }
}
