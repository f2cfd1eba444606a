package dev.solvent.server.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.solvent.attest.program.TemporaryFolder;
import dev.solvent.chain.rpc.SecretText;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL of one's own on a free port of this machine, gone when it is closed. It refuses to
 * run as root, and then runs as another user.
 */
final class PostgresServer {
  static final String USER = "solvent";
  static final String PASSWORD = "not-to-be-printed";

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final List<String> USERS = List.of("postgres", "nobody");

  private static PostgresServer shared;
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path bin;
  private final Path folder;
  private final int port;
  private Process process;
  private Thread hook;

  private PostgresServer(Path bin, Path folder, int port) {
    this.bin = bin;
    this.folder = folder;
    this.port = port;
  }

  /** One for all tests that do not stop it; it ends with this program. */
  static synchronized PostgresServer shared() throws Exception {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /** Starts one, or skips the test where there is none. */
  static PostgresServer start() throws Exception {
    Optional<Path> bin = find();
    if (bin.isEmpty()) {
      assertNull(System.getenv("CI"), "no PostgreSQL here, want apt-get install postgresql");
    }
    assumeTrue(bin.isPresent(), "skipped: no PostgreSQL here (apt-get install postgresql)");
    // Under /tmp and not a test's own folder: the path of a socket has room for 107 bytes.
    Path folder = Files.createTempDirectory("solvent-pg");
    PostgresServer server = new PostgresServer(bin.get(), folder, freePort());
    try {
      server.init();
      server.run();
      return server;
    } catch (Exception | AssertionError e) {
      server.close();
      throw e;
    }
  }

  private static Optional<Path> find() throws IOException {
    List<Path> places = new ArrayList<>();
    if (Files.isDirectory(DEBIAN)) {
      try (Stream<Path> versions = Files.list(DEBIAN)) {
        versions
            .sorted(Comparator.reverseOrder())
            .forEach(version -> places.add(version.resolve("bin")));
      }
    }
    for (String place : Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1)) {
      places.add(Path.of(place));
    }
    return places.stream()
        .filter(place -> Files.isExecutable(place.resolve("initdb")))
        .filter(place -> Files.isExecutable(place.resolve("postgres")))
        .findFirst();
  }

  private void init() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    if (isRoot()) {
      String user = "";
      for (String each : USERS) {
        if (user.isEmpty() && run(List.of("id", "-u", each)) == 0) {
          user = each;
        }
      }
      run(List.of("chown", "-R", user + ":", folder.toString())); // and its group
    }
    List<String> initdb =
        List.of(
            bin.resolve("initdb").toString(),
            "--pgdata=" + data(),
            "--username=" + USER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync");
    if (run(asOther(initdb)) != 0) {
      throw new AssertionError(Files.readString(folder.resolve("output")));
    }
  }

  private void run() throws Exception {
    List<String> words =
        asOther(
            List.of(
                bin.resolve("postgres").toString(),
                "-D",
                data(),
                "-p",
                Integer.toString(port),
                "-k",
                folder.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=off",
                "-c",
                "max_connections=40"));
    process = start(words);
    hook = new Thread(this::end);
    Runtime.getRuntime().addShutdownHook(hook);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError(Files.readString(folder.resolve("output")));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  private boolean answers() throws MalformedException {
    try (Connection _ = new Postgres(databaseOf("postgres")).connect()) {
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** An address of a new and empty database. */
  PostgresAddress newDatabase() throws Exception {
    String name = "d" + DATABASES.incrementAndGet();
    try (Connection connection = new Postgres(databaseOf("postgres")).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return databaseOf(name);
  }

  PostgresAddress databaseOf(String name) throws MalformedException {
    return address(url(name));
  }

  /** For a program that was given the address. */
  static PostgresAddress address(String url) throws MalformedException {
    return PostgresAddress.parse(url, USER, Optional.of(new SecretText(PASSWORD)));
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private List<String> asOther(List<String> words) throws Exception {
    if (!isRoot()) {
      return words;
    }
    List<String> all =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + Files.getAttribute(folder, "unix:uid"),
                "--regid=" + Files.getAttribute(folder, "unix:gid"),
                "--clear-groups"));
    all.addAll(words);
    return all;
  }

  private int run(List<String> words) throws Exception {
    Process one = start(words);
    if (!one.waitFor(60, TimeUnit.SECONDS)) {
      one.destroyForcibly();
      throw new AssertionError(words.getFirst() + " took over a minute");
    }
    return one.exitValue();
  }

  private Process start(List<String> words) throws IOException {
    return new ProcessBuilder(words)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
        .start();
  }

  /** Ends the server and the connections to it. */
  void stop() throws Exception {
    if (process != null && process.isAlive()) {
      // The postmaster takes SIGINT for: end now, and end whoever is connected.
      run(List.of("kill", "-INT", Long.toString(process.pid())));
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** After {@link #stop}, on the same port. */
  void startAgain() throws Exception {
    Runtime.getRuntime().removeShutdownHook(hook);
    run();
  }

  void close() {
    if (hook != null) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    end();
  }

  private void end() {
    try {
      stop();
      TemporaryFolder.delete(folder);
    } catch (Exception e) {
      throw new AssertionError("PostgreSQL in " + folder, e);
    }
  }
}
