package dev.solvent.server.revoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.server.store.Revocations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class RevokeCommandTest {
  private final List<String> revoked = new ArrayList<>();

  @Command
  private final class OfTest extends RevokeCommand {
    @Override
    protected int run(Work work) throws IOException {
      Revocations revocations =
          new Revocations() {
            @Override
            public Generations in(Epoch epoch) {
              return Generations.NONE;
            }

            @Override
            public int revoke(AccountId account, Epoch from) {
              revoked.add(account + " from " + from);
              return 2;
            }
          };
      return work.with(revocations, new Epoch(8));
    }
  }

  private String run(String... options) {
    StringWriter out = new StringWriter();
    int code = new CommandLine(new OfTest()).setOut(new PrintWriter(out)).execute(options);
    assertEquals(0, code);
    return out.toString();
  }

  @Test
  void revocation_isDoneFromTheNextEpoch_andItsConsequencesSaid() {
    String out = run("--account", "alice@example.com");
    assertEquals(List.of("alice@example.com from 8"), revoked);
    assertTrue(out.startsWith("revoked from epoch 8 on, generation 2"), out);
    assertTrue(out.contains("opens the epochs before for ever"), out);
    assertFalse(out.contains("alice"), out);
    assertEquals("{\"fromEpoch\":8,\"generation\":2}\n", run("--account", "bob", "--json"));
  }
}
