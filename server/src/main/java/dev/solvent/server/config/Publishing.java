package dev.solvent.server.config;

import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.store.jdbc.JdbcStore;
import dev.solvent.server.store.jdbc.PostgresAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What publishing takes, beyond what reading reserves does.
 *
 * @param data the folder of everything that the program writes
 * @param database a PostgreSQL; where there is none the database is a file in that folder
 * @param floor the witnesses without which nothing is published, and where they are asked
 * @param tokens so many time authorities have to give a token
 * @param solvency what a solvency report is made of, where one is published
 * @param keepTrees of so many epochs the trees are kept
 */
public record Publishing(
    Path data,
    Optional<PostgresAddress> database,
    BookSettings book,
    KeySettings keys,
    WitnessPolicy floor,
    List<Party> authorities,
    int tokens,
    List<Party> observers,
    Timing timing,
    Serving serving,
    List<Webhook> alerts,
    Optional<SolvencySettings> solvency,
    int keepTrees) {
  public Publishing {
    authorities = List.copyOf(authorities);
    observers = List.copyOf(observers);
    alerts = List.copyOf(alerts);
  }

  /** Opens the database, which has to be there: a missing one would have forgotten the log. */
  public JdbcStore openStore() throws IOException {
    return database.isPresent()
        ? JdbcStore.open(database.get())
        : JdbcStore.open(new DataFolder(data).database());
  }
}
