package dev.solvent.server.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.solvent.attest.policy.Policy;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.endtoend.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What an operator does with keys, databases and witnesses as time goes by; each as
 * docs/operating/keys-over-time.md says. One thread.
 */
final class KeysOverTime {
  static final String SUCCESSOR = "witness-c.example";

  private final World world;
  private final Exchange exchange;
  private final Path safe;

  KeysOverTime(World world, Path safe) throws IOException {
    this.world = world;
    this.exchange = world.exchange;
    this.safe = Files.createDirectory(safe);
  }

  /** Where what is not kept on the exchange's machine lies. */
  Path safe() {
    return safe;
  }

  /** The root key and its password leave the machine; a new one, and keys for the service. */
  void rotate() throws Exception {
    Files.move(exchange.file("keys/root.p12"), safe.resolve("root.p12"));
    Files.move(exchange.file("secrets/root.password"), safe.resolve("root.password"));
    Path rootPassword = KeyFiles.secret(safe.resolve("root-2.password"), "a second root password");
    KeyFiles.create(safe.resolve("root-2.p12"), rootPassword);
    Path receiptPassword =
        KeyFiles.secret(exchange.file("secrets/receipt-2.password"), "a second receipt password");
    String receipt = KeyFiles.create(exchange.file("keys/receipt-2.p12"), receiptPassword);
    Path password =
        KeyFiles.secret(exchange.file("secrets/statement-2.password"), "a second one of it");
    Path file = exchange.file("keys/statement-2.p12");
    Ended made =
        world.program.runLong(
            "keys", "create", file.toString(), "--password-file", password.toString(), "--json");
    assertEquals(0, made.code(), made::toString);
    KeyFiles.ease(file, password);
    exchange.solvent(
        0,
        "published trust root 2",
        "trust",
        "rotate",
        "--root-key",
        safe.resolve("root.p12").toString(),
        "--new-root-key",
        safe.resolve("root-2.p12").toString(),
        "--statement",
        Program.field(made.out(), "spki"),
        "--receipt",
        receipt);
  }

  /** The settings name the new keys. */
  void nameNewKeys() throws IOException {
    exchange.edit(yaml ->
        yaml.replace("keys/statement.p12", "keys/statement-2.p12")
            .replace("secrets/statement.password", "secrets/statement-2.password")
            .replace("keys/receipt.p12", "keys/receipt-2.p12")
            .replace("secrets/receipt.password", "secrets/receipt-2.password"));
  }

  String link(String account) throws IOException, InterruptedException {
    String list = exchange.solvent(0, "#v1.", "links", "--account", account).out();
    return list.strip(); // account,link and a line: the last one ends in the fragment
  }

  Ended receipt(long epoch, String account, Path out) throws IOException, InterruptedException {
    return exchange.solvent(
        "receipt",
        "--epoch",
        Long.toString(epoch),
        "--bundle",
        exchange.data().resolve("public/attestations/" + epoch + ".bundle.json").toString(),
        "--key",
        exchange.file("keys/receipt-2.p12").toString(),
        "--password-file",
        exchange.file("secrets/receipt-2.password").toString(),
        "--account",
        account,
        "--out",
        out.toString());
  }

  /** By the former master secret, with the epoch's own generations: no settings, files alone. */
  Ended receiptByFormerMaster(long epoch, String account, Path out)
      throws IOException, InterruptedException {
    Path generations = safe.resolve("generations.csv");
    Files.writeString(generations, "account,GENERATION\n" + account + ",1\n");
    return world.program.run(
        "receipt",
        "--tree",
        exchange.data().resolve("epochs/00000" + epoch + "/trees").toString(),
        "--master-key",
        safe.resolve("master-1.hex").toString(),
        "--generations",
        generations.toString(),
        "--bundle",
        exchange.data().resolve("public/attestations/" + epoch + ".bundle.json").toString(),
        "--key",
        exchange.file("keys/receipt-2.p12").toString(),
        "--password-file",
        exchange.file("secrets/receipt-2.password").toString(),
        "--account",
        account,
        "--out",
        out.toString());
  }

  /** One witness hands over to another: the floor and the policy name both keys. */
  void succeedWitness() throws IOException, MalformedException {
    world.parties.addWitness(SUCCESSOR);
    world.parties.startWitness(SUCCESSOR, world.logKey);
    String floor =
        witness("w1", Parties.WITNESSES.get(0))
            + witness("w2", Parties.WITNESSES.get(1))
            + witness("w3", SUCCESSOR)
            + "group second 1 w2 w3\ngroup all 2 w1 second\nquorum all\n";
    Files.writeString(exchange.file("witnesses.policy"), floor);
    Policy before = exchange.policy();
    Policy after =
        new Policy(
            before.assets(),
            before.custodians(),
            before.limits(),
            before.observers(),
            before.observerQuorum(),
            before.safes(),
            before.tokenRequired(),
            before.tokenRoots(),
            Optional.of(floor));
    Files.write(exchange.file("policy.json"), after.toBytes());
  }

  /** The one that is gone leaves the floor; the policy keeps it, for what it cosigned. */
  void retireWitness() throws IOException {
    Files.writeString(
        exchange.file("witnesses.policy"),
        witness("w1", Parties.WITNESSES.get(0))
            + witness("w3", SUCCESSOR)
            + "group all 2 w1 w3\nquorum all\n");
  }

  private String witness(String label, String name) {
    return "witness "
        + label
        + " "
        + world.parties.key(name)
        + " "
        + world.parties.url(name)
        + "\n";
  }

  void rotateMaster() throws IOException {
    Files.move(exchange.file("secrets/master.hex"), safe.resolve("master-1.hex"));
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    KeyFiles.secret(exchange.file("secrets/master.hex"), HexFormat.of().formatHex(random));
  }

  /** What somebody does who takes the database for a file like any other. */
  void withDatabase(Path other, Callable<Ended> what) throws Exception {
    Path database = exchange.data().resolve("solvent.db");
    Path real = safe.resolve("real.db");
    assertFalse(Files.exists(exchange.data().resolve("solvent.db-wal")), "nobody has it open");
    Files.move(database, real);
    Files.copy(other, database);
    what.call();
    Files.move(real, database, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Another folder becomes the operator's: what was made of a backup. */
  void restore() throws IOException, InterruptedException {
    Path backup = safe.resolve("backup");
    exchange.solvent(0, "files", "backup", "--to", backup.toString());
    Path restored = exchange.file("restored");
    Ended ended = world.program.run("restore", backup.toString(), "--to", restored.toString());
    assertEquals(0, ended.code(), ended::toString);
    exchange.edit(yaml -> yaml.replace("\ndata: data\n", "\ndata: restored\n"));
  }
}
