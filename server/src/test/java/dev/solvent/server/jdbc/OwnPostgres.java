package dev.solvent.server.jdbc;

import dev.solvent.attest.program.TemporaryFolder;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of Debian's packages, of this test alone: on loopback, gone when it is closed. */
final class OwnPostgres implements Closeable {
  static final String USER = "reader";
  static final String PASSWORD = "open-sesame-7781";
  private static final String ADMIN = "solvent";

  private final TemporaryFolder folder;
  private final Path bin;
  private final Path data;
  private final int port;

  private OwnPostgres(TemporaryFolder folder, Path bin, int port) {
    this.folder = folder;
    this.bin = bin;
    this.data = folder.path().resolve("data");
    this.port = port;
  }

  /** Where the newest one's programs are, if one is installed. */
  static Optional<Path> installed() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(versions)) {
      return all.sorted(Comparator.reverseOrder())
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .findFirst();
    }
  }

  static OwnPostgres start(Path bin) throws IOException, InterruptedException, SQLException {
    TemporaryFolder folder = TemporaryFolder.create("solvent-postgres");
    Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxrwxrwx"));
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    OwnPostgres server = new OwnPostgres(folder, bin, port);
    server.run(
        "initdb",
        "-D",
        server.data.toString(),
        "-U",
        ADMIN,
        "-A",
        "trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C");
    String settings =
        "-F -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=10 -p "
            + port;
    server.run(
        "pg_ctl",
        "-D",
        server.data.toString(),
        "-l",
        server.data + "/log",
        "-w",
        "-o",
        settings,
        "start");
    try (Connection admin = server.admin()) {
      admin.createStatement().execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
      admin.createStatement().execute("GRANT pg_read_all_data TO " + USER);
    }
    return server;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  Connection admin() throws SQLException {
    return DriverManager.getConnection(url(), ADMIN, "");
  }

  /** From now on a password is asked for. */
  void askForPasswords() throws IOException, InterruptedException {
    Path rules = data.resolve("pg_hba.conf");
    String text =
        "host all " + ADMIN + " 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n";
    Files.writeString(rules, text);
    run("pg_ctl", "-D", data.toString(), "reload");
  }

  /** It refuses to run as root. */
  private void run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    Path said = folder.path().resolve(program + ".said");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.path().toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(program + " failed: " + Files.readString(said));
    }
  }

  @Override
  public void close() throws IOException {
    try {
      run("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      folder.close();
    }
  }
}
