package dev.solvent.server.endtoend;

import dev.solvent.server.endtoend.Program.Ended;
import java.nio.file.Path;

/** An exchange that was just made, and everybody around it. One thread. */
final class World implements AutoCloseable {
  final Program program;
  final Ledgers ledgers;
  final Authority authority;
  final Parties parties;
  final Exchange exchange;
  final String logKey;

  World(Path folder) throws Exception {
    program = new Program(folder);
    ledgers = new Ledgers(folder.resolve("node"));
    authority = new Authority();
    parties = new Parties(program, folder.resolve("parties"));
    exchange = new Exchange(program, folder.resolve("exchange"));
    Ended made = exchange.begin(parties.options());
    logKey = Program.field(made.out(), "logKey");
    exchange.settle(ledgers, authority, parties.url("observer"));
    for (String witness : Parties.WITNESSES) {
      parties.startWitness(witness, logKey);
    }
    parties.startObserver(ledgers.chains(), exchange.file("policy.json"));
  }

  @Override
  public void close() {
    program.close();
    authority.close();
    ledgers.close();
  }
}
