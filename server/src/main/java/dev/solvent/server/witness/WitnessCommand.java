package dev.solvent.server.witness;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.note.Cosigner;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.witness.Witness;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.PasswordOptions;
import dev.solvent.server.cli.ResultCommand;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.party.PostServer;
import dev.solvent.server.party.UntilStopped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code solvent witness}. */
@Command(
    name = "witness",
    description = {
      "Runs a witness for others: it cosigns a log's checkpoint when the log has only grown.",
      "Speaks C2SP tlog-witness: POST /add-checkpoint. Ends on SIGTERM, when the requests that"
          + " have begun are answered."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "--data is what the witness has promised. It is never restored from a backup, and never"
          + " copied to a second machine: a witness that forgets cosigns a fork. Where it is lost,"
          + " so is the key; begin anew with another.",
      "",
      "TLS is for a proxy before it. docs/operating/witness.md says more.",
      "",
      "Examples:",
      "  solvent witness --init --data witness --key witness.p12 --password-file password \\",
      "      --name witness.example --log logs.txt",
      "  solvent witness --listen 127.0.0.1:8091 --data witness --key witness.p12 \\",
      "      --password-env WITNESS_PASSWORD --name witness.example \\",
      "      --log exchange.example/log+a23c9975+AWi5/CPmzR+BJVWaxCheMPv1LkZjWbGbwiqohvApil9Y"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class WitnessCommand extends ResultCommand {
  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      converter = ListenAddress.Converter.class,
      description = "Where to listen; port 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private ListenAddress listen = new ListenAddress("127.0.0.1", 8091);

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The witness's memory, and the evidence it has met.")
  private Path data;

  @Option(names = "--init", description = "Make --data first; for the first start alone.")
  private boolean init;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "Its Ed25519 key, used for nothing else: a PKCS#12 file.")
  private Path keyFile;

  @Mixin private PasswordOptions password;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Its name in cosignatures, such as witness.example.")
  private String name;

  @Option(
      names = "--log",
      required = true,
      paramLabel = "KEY|FILE",
      description = "A log that it keeps: its key, or a file with one a line. Repeat for each.")
  private List<String> logs;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<String, List<NoteKey>> kept = KeptLogs.read(logs);
    Cosigner cosigner = cosigner();
    refuseOwnLog(kept, cosigner.key());
    WitnessFolder folder =
        init ? WitnessFolder.init(data, cosigner.key()) : WitnessFolder.open(data, cosigner.key());
    InstantSource clock = InstantSource.system();
    Witness witness = new Witness(kept, folder.store(), cosigner);
    WitnessService service = new WitnessService(witness, folder.evidence(), clock);
    try (PostServer server = service.start(listen, err()::println)) {
      tell(server, cosigner.key(), kept.size());
      UntilStopped.await(server);
    }
    return Failures.OK;
  }

  private Cosigner cosigner() throws IOException {
    Signer signer = KeyFile.open(keyFile, password.source("password of " + keyFile));
    if (!(signer.key() instanceof Ed25519Key key)) {
      throw new UserError(
          keyFile + ": another kind of key, want Ed25519", "cosignatures know no other");
    }
    try {
      return new Cosigner(new NoteKey(name, KeyType.COSIGNATURE, key), signer);
    } catch (IllegalArgumentException e) {
      throw new UserError("--name: " + e.getMessage(), "such as witness.example");
    }
  }

  /** Who signs a log cannot vouch for it. */
  private static void refuseOwnLog(Map<String, List<NoteKey>> kept, NoteKey own) {
    kept.forEach((origin, keys) -> {
      if (keys.stream().anyMatch(key -> key.key().equals(own.key()))) {
        throw new UserError(
            "--key signs " + origin + " too, want a key for cosignatures alone",
            "make another key for the witness");
      }
    });
  }

  private void tell(PostServer server, NoteKey key, int count) {
    String url = server.url();
    if (json()) {
      print(
          new ObjectBuilder()
              .put("key", key.toString())
              .put("logs", count)
              .put("url", url)
              .build());
    } else {
      out().println("witness of " + count + (count == 1 ? " log" : " logs") + " at " + url);
      out().println("for policies: witness " + name + " " + key + " " + url);
    }
    out().flush();
  }
}
