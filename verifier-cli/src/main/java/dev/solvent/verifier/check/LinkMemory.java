package dev.solvent.verifier.check;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.Fields;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.program.UserError;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.CustomerKey;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.verifier.reader.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The last epoch that was accepted with one link, in a file of the reader's. Its name is a hash of
 * the customer key, which is 32 random bytes to everybody else: it says nothing of the key, of the
 * account or of who it is, and who holds the link finds it again.
 */
final class LinkMemory {
  static final String FORMAT = "solvent/link-memory/v1";
  private static final JsonLimits LIMITS = new JsonLimits(1 << 10, 4, 20);
  private static final byte[] TAG = "solvent/v1/link-memory".getBytes(StandardCharsets.US_ASCII);

  private final Path file;

  LinkMemory(Home home, Issuer issuer, CustomerKey key) {
    byte[] secret = key.exposeBytes();
    byte[] tagged = new byte[TAG.length + secret.length];
    System.arraycopy(TAG, 0, tagged, 0, TAG.length);
    System.arraycopy(secret, 0, tagged, TAG.length, secret.length);
    file = home.of(issuer).resolve("links").resolve(Digests.sha256(tagged) + ".json");
  }

  Optional<Epoch> last() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(
          Fields.read(in.readNBytes(LIMITS.maxBytes() + 1), LIMITS, LinkMemory::read));
    } catch (MalformedException e) {
      throw new UserError(
          file + ": " + e.getMessage(), "remove it; --since says from which epoch on to check");
    }
  }

  private static Epoch read(Fields in) throws MalformedException {
    in.constant("format", FORMAT);
    return new Epoch(in.integer("epoch", 1, Epoch.MAX));
  }

  /** Remembers an epoch; an earlier one than is known changes nothing. */
  void accept(Epoch epoch) throws IOException {
    Optional<Epoch> known = last();
    if (known.isEmpty() || known.get().number() < epoch.number()) {
      Files.createDirectories(file.resolveSibling(""));
      WholeFile.writePrivate(
          file,
          CanonicalJson.print(
              new ObjectBuilder().put("epoch", epoch.number()).put("format", FORMAT).build(),
              LIMITS));
    }
  }
}
