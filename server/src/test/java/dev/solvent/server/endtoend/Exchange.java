package dev.solvent.server.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.policy.Policy;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.book.BookGenerator;
import dev.solvent.server.endtoend.Program.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The operator of an exchange at their desk: types commands and edits files. One thread. */
final class Exchange {
  static final int CUSTOMERS = 300;
  static final String ISSUER = "exchange.example";

  private final Program program;
  private final Path home;

  Exchange(Program program, Path home) {
    this.program = program;
    this.home = home;
  }

  Path file(String name) {
    return home.resolve(name);
  }

  Path data() {
    return home.resolve("data");
  }

  private String settings() {
    return home.resolve("solvent.yaml").toString();
  }

  /** A command on its settings. */
  Ended solvent(String... words) throws IOException, InterruptedException {
    int names = words[0].equals("reserves") || words[0].equals("trust") ? 2 : 1;
    if (words[0].equals("token")) {
      names = 2;
    }
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(names, List.of("--config", settings()));
    return program.run(line.toArray(String[]::new));
  }

  /** One that has to end with this code, and say this. */
  Ended solvent(int code, String part, String... words) throws IOException, InterruptedException {
    Ended ended = solvent(words);
    assertEquals(code, ended.code(), () -> String.join(" ", words) + ": " + ended);
    assertTrue((ended.out() + ended.err()).contains(part), () -> part + " in " + ended);
    return ended;
  }

  Program.Service serve() throws IOException {
    return program.serve("serve", "--config", settings(), "--json");
  }

  /**
   * {@code solvent init}.
   *
   * @param parties the options that name witnesses and observers
   */
  Ended begin(List<String> parties) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "init",
                home.toString(),
                "--json",
                "--issuer=" + ISSUER,
                "--address=https://por.exchange.example",
                "--asset=ETH:18",
                "--asset=USDT:6"));
    words.addAll(parties);
    Ended made = program.runLong(words.toArray(String[]::new));
    assertEquals(0, made.code(), made::toString);
    Stream.of("root", "statement", "log", "receipt")
        .parallel()
        .forEach(key ->
            KeyFiles.ease(file("keys/" + key + ".p12"), file("secrets/" + key + ".password")));
    return made;
  }

  /** Edits what {@code init} made as a person would, from top to bottom. */
  void settle(Ledgers ledgers, Authority authority, String observer)
      throws IOException, MalformedException {
    Policy beginners = policy();
    Files.write(
        file("policy.json"),
        new Policy(
                ledgers.known(),
                beginners.custodians(),
                beginners.limits(),
                beginners.observers(),
                beginners.observerQuorum(),
                beginners.safes(),
                true,
                List.of(authority.root()),
                beginners.witnesses())
            .toBytes());
    edit(yaml ->
        yaml.substring(0, yaml.indexOf("# The nodes that are asked"))
                .replaceAll("(?m)^  (at|jitter): .*\n", "")
                .replace(
                    "  listen: 127.0.0.1:8080", "  listen: 127.0.0.1:0\n  operator: 127.0.0.1:0")
                .replace("  # minHeight: 0", "  memory: 32m\n  # minHeight: 0")
            + "timestamps:\n  required: 1\n  authorities:\n    - {name: authority, url: \""
            + authority.url()
            + "\"}\nobservers:\n  - {name: observer, url: \""
            + observer
            + "\"}\nchains:\n"
            + ledgers.chains()
            + "reserves:\n"
            + ledgers.reserves());
  }

  void edit(UnaryOperator<String> change) throws IOException {
    Path file = home.resolve("solvent.yaml");
    String before = Files.readString(file);
    String after = change.apply(before);
    assertTrue(!after.equals(before), "the settings are changed");
    Files.writeString(file, after);
  }

  Policy policy() throws IOException, MalformedException {
    return Policy.parse(Files.readAllBytes(file("policy.json")));
  }

  Octets firstRoot() throws IOException {
    return Octets.of(Files.readAllBytes(data().resolve("public/trust/1.root.json")));
  }

  /** The balances of another day: the same accounts. */
  void balances(long day) throws IOException, MalformedException {
    List<Asset> assets = List.of(Asset.parse("ETH:18"), Asset.parse("USDT:6"));
    try (OutputStream book = Files.newOutputStream(file("balances.csv"))) {
      new BookGenerator(assets, day, 100).write(CUSTOMERS, book);
    }
  }

  Ended challenge(String... more) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "reserves",
                "challenge",
                "--checkpoint",
                data().resolve("public/log/checkpoint").toString(),
                "--expires",
                Instant.now()
                    .plus(Duration.ofDays(60))
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString()));
    words.addAll(List.of(more));
    return solvent(0, "have to sign", words.toArray(String[]::new));
  }

  /** One that has to be published with this verdict. */
  void publish(long epoch, String verdict) throws IOException, InterruptedException {
    int code = verdict.equals("SHORT") ? 4 : 0;
    solvent(code, "epoch " + epoch + " is published: " + verdict, "publish");
  }
}
