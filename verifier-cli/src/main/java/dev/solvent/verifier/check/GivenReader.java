package dev.solvent.verifier.check;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.keys.Terminal;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.Receipt;
import dev.solvent.attest.program.SecretFiles;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.cli.Malformed;
import dev.solvent.verifier.source.Site;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what the user gave: an account proof, a receipt or an account link, in a file, through
 * a pipe, at the terminal or, for a link, as the argument itself. No message repeats anything of a
 * link.
 */
final class GivenReader {
  private static final String PIPE = "-";
  private static final String PIPED = "standard input";
  private static final String WHOLE_LINK =
      "copy the whole link, from https:// to its last character";

  private final PrintWriter err;

  GivenReader(PrintWriter err) {
    this.err = err;
  }

  Given read(List<String> arguments) throws IOException {
    if (arguments.size() > 1) {
      throw new UserError(
          arguments.size() + " files or links, want one", "quote a link: '…'; options stand first");
    }
    String given = arguments.isEmpty() ? PIPE : arguments.getFirst();
    if (given.equals(PIPE)) {
      return isTerminal() ? asked() : piped(arguments.isEmpty());
    }
    Path file = Path.of(given);
    if (Files.exists(file)) {
      return ofFile(file);
    }
    if (given.indexOf('#') >= 0 || given.startsWith("v1.")) {
      err.println(
          "warning: a link that is an argument stays in the shell's history and can be seen by"
              + " others on this machine");
      err.println(
          "hint: run solvent-verify check and paste the link when it asks, or keep it in a file of"
              + " your own");
      return link(given);
    }
    if (Site.isUrl(given)) {
      throw new UserError(
          "a web address without what stands behind the # of an account link",
          "solvent-verify attestation " + given + " checks what everybody can see");
    }
    return ofFile(file); // which says that there is none
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 returns null again where there is no terminal
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static Given asked() throws IOException {
    return link(new String(Terminal.ofProgram().ask("Account link (it is not shown): ")));
  }

  private Given piped(boolean unasked) throws IOException {
    if (unasked) {
      throw new UserError("no file and no link, want one", "solvent-verify check --help shows how");
    }
    return of(PIPED, Optional.empty(), whole(PIPED, System.in));
  }

  private Given ofFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UserError(
          file + ": a folder, want an account proof, a receipt or a link",
          "solvent-verify attestation " + file + " checks what an exchange published");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(file.toString(), Optional.of(file), whole(file.toString(), in));
    }
  }

  private static byte[] whole(String name, InputStream in) throws IOException {
    int most = AccountProof.LIMITS.maxBytes();
    byte[] bytes = in.readNBytes(most);
    if (bytes.length == most && in.read() >= 0) {
      throw new IOException(name + ": larger than " + most + " bytes, want at most as many");
    }
    return bytes;
  }

  /** Canonical JSON says by its first field what it is. */
  private Given of(String name, Optional<Path> file, byte[] bytes) throws IOException {
    try {
      if (begins(bytes, "{\"payload\"")) {
        return receipt(name, file, Envelope.parse(bytes));
      }
      if (begins(bytes, "{\"blobs\"")) {
        throw new UserError(
            name + ": an attestation's bundle, want an account proof, a receipt or a link",
            "solvent-verify attestation " + name + " checks it");
      }
      if (bytes.length == 0 || begins(bytes, "{")) {
        return new Given.Proof(name, file, AccountProof.parse(bytes));
      }
    } catch (MalformedException e) {
      throw new Malformed(name, e, "");
    }
    if (file.isPresent()) {
      SecretFiles.warnIfOthersCanRead(file.get(), err);
    }
    return link(new String(bytes, StandardCharsets.UTF_8));
  }

  private static Given receipt(String name, Optional<Path> file, Envelope envelope)
      throws MalformedException {
    if (!envelope.payloadType().equals(Receipt.PAYLOAD_TYPE)) {
      throw new MalformedException(
          "envelope of another payload type, want that of a receipt, " + Receipt.PAYLOAD_TYPE);
    }
    return new Given.Signed(name, file, envelope, Receipt.parse(envelope.payload()));
  }

  private static boolean begins(byte[] bytes, String start) {
    return bytes.length >= start.length()
        && new String(bytes, 0, start.length(), StandardCharsets.ISO_8859_1).equals(start);
  }

  private static Given link(String text) {
    String link = text.strip();
    int at = link.indexOf('#');
    try {
      return new Given.Link(
          at > 0 ? Optional.of(link.substring(0, at)) : Optional.empty(), AccountLink.parse(link));
    } catch (MalformedException e) {
      throw new UserError(String.valueOf(e.getMessage()), WHOLE_LINK);
    }
  }
}
