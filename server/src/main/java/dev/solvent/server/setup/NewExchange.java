package dev.solvent.server.setup;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.keys.KeyAlgorithm;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.keys.PasswordSource.PasswordFile;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.log.store.LogRefusedException;
import dev.solvent.attest.log.store.LogSettings;
import dev.solvent.attest.log.store.TransparencyLog;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.policy.NamedKey;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.published.Pointer;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.trust.Period;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.trust.TrustRoot;
import dev.solvent.chain.rpc.SecretSource;
import dev.solvent.chain.rpc.SecretText;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Secret;
import dev.solvent.merkle.tree.AtomicFolder;
import dev.solvent.server.data.DataFolder;
import dev.solvent.server.store.Store;
import dev.solvent.server.store.jdbc.JdbcStore;
import dev.solvent.server.store.jdbc.PostgresAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Makes the folder of an exchange that begins. */
public final class NewExchange {
  private static final String SETTINGS = "solvent.yaml";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Issuer issuer;
  private final URI address;
  private final List<Asset> assets;
  private final List<Named> witnesses;
  private final List<NamedKey> observers;
  private final Optional<Postgres> database;

  /** An exchange that is still to be made. */
  public NewExchange(
      Issuer issuer,
      URI address,
      List<Asset> assets,
      List<Named> witnesses,
      List<NamedKey> observers,
      Optional<Postgres> database) {
    this.issuer = issuer;
    this.address = address;
    this.assets = List.copyOf(assets);
    this.witnesses = List.copyOf(witnesses);
    this.observers = List.copyOf(observers);
    this.database = database;
  }

  /**
   * A database that is not a file.
   *
   * @param password the file that it is in, where one is needed
   */
  public record Postgres(String url, String user, Optional<Path> password) {
    JdbcStore create() throws IOException {
      Optional<SecretText> secret =
          password.isPresent()
              ? Optional.of(new SecretSource.SecretFile(password.get()).read())
              : Optional.empty();
      try {
        return JdbcStore.create(PostgresAddress.parse(url, user, secret));
      } catch (MalformedException e) {
        throw new UserError(
            "--database: " + e.getMessage(), "such as jdbc:postgresql://127.0.0.1/solvent");
      }
    }

    String settings() {
      return "database:\n  jdbc: \""
          + url
          + "\"\n  user: \""
          + user
          + "\"\n"
          + password
              .map(file -> "  password: {file: \"" + file.toAbsolutePath() + "\"}\n")
              .orElse("");
    }
  }

  /** A witness, and where it is asked. */
  public record Named(URI url, NoteKey key) {}

  /** What others have to know of it. */
  public record Made(NoteKey logKey, Hash trustRoot) {}

  /** Makes the folder, which must not be there yet: it is absent or whole. */
  public Made make(Path target) throws IOException {
    try (AtomicFolder folder = AtomicFolder.begin(target)) {
      Made made = fill(folder.path());
      folder.commit();
      return made;
    } catch (FileAlreadyExistsException e) {
      throw new UserError(
          target + ": exists already, and nothing is overwritten",
          "another folder, or move it away");
    }
  }

  private Made fill(Path folder) throws IOException {
    Files.createDirectory(folder.resolve("secrets"));
    Files.createDirectory(folder.resolve("keys"));
    secret(folder.resolve("secrets/master.hex"));
    Signer root = key(folder, "root");
    Signer statement = key(folder, "statement");
    Signer log = key(folder, "log");
    Signer receipt = key(folder, "receipt");
    Files.write(folder.resolve("policy.json"), policy().toBytes());
    Files.writeString(folder.resolve("witnesses.policy"), witnessText());
    Files.writeString(folder.resolve(SETTINGS), settings());
    NoteKey logKey = new NoteKey(origin(), KeyType.ED25519, (Ed25519Key) log.key());
    SignedRoot first = firstRoot(root, statement, logKey, receipt);
    DataFolder data = new DataFolder(Files.createDirectory(folder.resolve("data")));
    Files.createDirectories(data.publicFolder().trust());
    Files.write(data.publicFolder().trustRoot(1), first.envelope().toBytes());
    Files.createDirectories(data.publicFolder().pointer().resolveSibling(""));
    Files.write(data.publicFolder().pointer(), Pointer.of(first, Optional.empty()).toBytes());
    try (Store store =
        database.isPresent() ? database.get().create() : JdbcStore.create(data.database())) {
      beginLog(data, store, new NoteSigner(logKey, log));
    }
    return new Made(logKey, first.id());
  }

  private String origin() {
    return issuer.domain() + "/log";
  }

  private static void secret(Path file) throws IOException {
    byte[] random = new byte[Secret.BYTES];
    RANDOM.nextBytes(random);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
  }

  private static Signer key(Path folder, String name) throws IOException {
    Path password = folder.resolve("secrets/" + name + ".password");
    secret(password);
    return KeyFile.createUnderSecret(
        folder.resolve("keys/" + name + ".p12"), KeyAlgorithm.ED25519, new PasswordFile(password));
  }

  private SignedRoot firstRoot(Signer root, Signer statement, NoteKey log, Signer receipt)
      throws IOException {
    TrustRoot first =
        new TrustRoot(
            issuer,
            List.of(log),
            origin(),
            0,
            Optional.empty(),
            Optional.of(receipt.key()),
            RootKeys.set(List.of(root.key()), 1),
            List.of(new Period(0, OptionalLong.empty(), RootKeys.set(List.of(statement.key()), 1))),
            1,
            JsonObject.EMPTY);
    return RootKeys.sign(first, List.of(root));
  }

  /** The checkpoint of size 0 is signed here; witnesses see it with the first epoch. */
  private static void beginLog(DataFolder data, Store store, NoteSigner signer) throws IOException {
    try {
      WitnessPolicy none =
          WitnessPolicy.parse(
              "quorum none\n".getBytes(StandardCharsets.UTF_8), WitnessPolicy.NoQuorum.ALLOWED);
      Files.createDirectory(data.log());
      TransparencyLog.init(
          new LogSettings(
              data.log(),
              store.lock(signer.key().name()),
              signer,
              _ -> List.of(),
              none,
              Duration.ZERO));
    } catch (MalformedException | LogRefusedException e) {
      throw new IllegalStateException("a log that is made anew", e);
    }
  }

  /** More than half of the witnesses that were named. */
  private String witnessText() {
    if (witnesses.isEmpty()) {
      return """
      # docs/spec/witness.md section 4. Two of three, for example:
      # witness w1 w1.example+1e2d3c4b+BA… https://w1.example
      # witness w2 …
      # witness w3 …
      # group all 2 w1 w2 w3
      # quorum all
      """;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < witnesses.size(); i++) {
      Named witness = witnesses.get(i);
      text.append("witness w" + (i + 1) + " " + witness.key() + " " + witness.url() + "\n");
    }
    text.append("group all " + (witnesses.size() / 2 + 1));
    for (int i = 0; i < witnesses.size(); i++) {
      text.append(" w" + (i + 1));
    }
    return text + "\nquorum all\n";
  }

  private Policy policy() {
    Policy standard = Policy.standard();
    return new Policy(
        standard.assets(),
        standard.custodians(),
        standard.limits(),
        observers,
        observers.isEmpty() ? 1 : observers.size() / 2 + 1,
        standard.safes(),
        false,
        standard.tokenRoots(),
        witnesses.isEmpty() ? Optional.empty() : Optional.of(witnessText()));
  }

  private String settings() throws IOException {
    try (InputStream template =
        Objects.requireNonNull(NewExchange.class.getResourceAsStream(SETTINGS), SETTINGS)) {
      return new String(template.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@ISSUER@", issuer.domain())
          .replace("@ORIGIN@", origin())
          .replace("@ADDRESS@", address.toString())
          .replace("@DATABASE@", database.map(Postgres::settings).orElse(""))
          .replace(
              "@ASSETS@",
              assets.stream()
                  .map(asset -> asset.ticker().text() + ":" + asset.decimals())
                  .collect(Collectors.joining(", ", "[", "]")));
    }
  }
}
