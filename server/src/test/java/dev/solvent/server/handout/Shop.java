package dev.solvent.server.handout;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.keys.KeyAlgorithm;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.keys.PasswordSource.PasswordFile;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.log.LogHasher;
import dev.solvent.attest.log.LogProof;
import dev.solvent.attest.log.SignedCheckpoint;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.attest.statement.RootName;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.book.Book;
import dev.solvent.merkle.book.CsvBook;
import dev.solvent.merkle.book.CsvOptions;
import dev.solvent.merkle.tree.BuildSettings;
import dev.solvent.merkle.tree.Generations;
import dev.solvent.merkle.tree.KeySource;
import dev.solvent.merkle.tree.Progress;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** An exchange of four customers, with its trees, keys and log, in a folder. */
final class Shop {
  static final String BOOK =
      """
      account,BTC,ETH
      alice@example.com,0.42,1.5
      "O'Neill, Ann",0.00000001,
      nothing,0,0
      bob,-1,2
      """;
  static final String MASTER = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
  static final AccountId ALICE = new AccountId("alice@example.com");
  static final String PASSWORD = "a password of tests";

  final Path folder;
  final Path book;
  final Path trees;
  final Path masterKey;
  final Path generations;

  Shop(Path folder, String text) throws Exception {
    this.folder = folder;
    book = Files.writeString(folder.resolve("book.csv"), text);
    trees = folder.resolve("trees");
    masterKey = secret("key.hex", MASTER + "\n");
    generations =
        Files.writeString(folder.resolve("generations.csv"), "account,GENERATION\nbob,3\n");
    CsvOptions options =
        CsvOptions.of(List.of(Asset.parse("BTC:8"), Asset.parse("ETH:18")))
            .withNegatives(CsvOptions.Negatives.EXCLUDE);
    BuildSettings settings =
        BuildSettings.of(
                new Issuer("exchange.example"),
                new Epoch(1),
                new KeySource.Derived(MasterSecret.parse(MASTER), revoked()))
            .withMinHeight(3);
    try (Book rows = CsvBook.open(book, options)) {
      LiabilityFolder.build(rows, settings, time("2026-09-02T00:00:00Z"), trees, Progress.NONE);
    }
  }

  private static Timestamp time(String text) {
    return new Timestamp(Instant.parse(text));
  }

  private static Generations revoked() {
    return new Generations(Map.of(new AccountId("bob"), 3));
  }

  Handouts open() throws Exception {
    return new Handouts(LiabilityFolder.open(trees), MasterSecret.parse(MASTER), revoked());
  }

  CsvOptions options() throws Exception {
    return CsvOptions.of(manifest().assets().stream().map(CommittedAsset::asset).toList())
        .withNegatives(CsvOptions.Negatives.EXCLUDE);
  }

  LiabilitiesManifest manifest() throws Exception {
    return LiabilityFolder.readManifest(trees.resolve(LiabilityFolder.MANIFEST));
  }

  Path secret(String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  Signer key(String name) throws Exception {
    Path password = secret("password", PASSWORD + "\n");
    return KeyFile.create(folder.resolve(name), KeyAlgorithm.ED25519, new PasswordFile(password));
  }

  /** A key in memory, for all but the command that opens a key file. */
  static Signer signer() throws GeneralSecurityException, MalformedException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    VerifyingKey key = VerifyingKey.ofSpki(pair.getPublic().getEncoded());
    return new Signer() {
      @Override
      public VerifyingKey key() {
        return key;
      }

      @Override
      public byte[] sign(byte[] message) throws IOException {
        try {
          Signature signature = Signature.getInstance("Ed25519");
          signature.initSign(pair.getPrivate());
          signature.update(message);
          return signature.sign();
        } catch (GeneralSecurityException e) {
          throw new IOException(e);
        }
      }
    };
  }

  /** A bundle whose statement names this manifest, and whose log holds this as its first entry. */
  Bundle bundle(LiabilitiesManifest manifest, boolean logged) throws Exception {
    Signer signer = signer();
    Hash root = Digests.sha256(new byte[] {1});
    Statement statement =
        new Statement(
            manifest.asOf(),
            List.of(),
            manifest.epoch(),
            manifest.issuer(),
            "exchange.example/log",
            time("2026-09-04T00:00:00Z"),
            Optional.empty(),
            new RootName(root, 1),
            List.of(
                new Subject(Subject.LIABILITIES, Digests.sha256(manifest.toBytes())),
                new Subject(Subject.RESERVES, root)));
    Envelope envelope = Envelope.sign(Statement.PAYLOAD_TYPE, statement.toBytes(), List.of(signer));
    Hash leaf = logged ? LogHasher.leaf(envelope.toBytes()) : root;
    Checkpoint checkpoint = new Checkpoint("exchange.example/log", 1, leaf);
    NoteKey noteKey =
        new NoteKey("exchange.example/log", KeyType.ED25519, (Ed25519Key) signer.key());
    SignedCheckpoint signed =
        new SignedCheckpoint(
            checkpoint, List.of(new NoteSigner(noteKey, signer).sign(checkpoint.text())));
    return new Bundle(
        Blobs.of(List.of()),
        List.of(),
        envelope,
        new LogProof(0, List.of(), signed),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  Path bundleFile() throws Exception {
    return Files.write(folder.resolve("1.bundle.json"), bundle(manifest(), true).toBytes());
  }

  /** What a command said and with which code it ended. */
  record Said(int code, String out, String err) {}

  /** Runs a command with the options of this exchange's epoch. */
  Said run(Object command, String... options) {
    String[] all = new String[options.length + 6];
    String[] epoch = {
      "--tree",
      trees.toString(),
      "--master-key",
      masterKey.toString(),
      "--generations",
      generations.toString()
    };
    System.arraycopy(epoch, 0, all, 0, epoch.length);
    System.arraycopy(options, 0, all, epoch.length, options.length);
    return execute(new CommandLine(command), all);
  }

  static Said execute(CommandLine line, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Failures.handledBy(line)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(options);
    return new Said(code, out.toString(), err.toString());
  }
}
