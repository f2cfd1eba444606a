package dev.solvent.attest.keys;

import dev.solvent.attest.signature.Signer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;

/**
 * A token behind PKCS#11, logged in to: P-256 keys that never leave it, each with a certificate of
 * the same label ({@code docs/spec/keys.md}). The library and the login belong to the whole
 * process: open a token once, and close it when nobody signs any more. Threads may share it.
 */
public final class Hsm implements Closeable {
  /** What the JDK's configuration, which the path becomes a line of, takes as it stands. */
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._+@:/-]+");

  private final String name;
  private final Provider provider;
  private final KeyStore store;

  /** A slot, by the number that the library gives it or by its place in the list of slots. */
  public record Slot(String setting, int number) {
    private static final String ID = "slot";
    private static final String PLACE = "slotListIndex";

    public Slot {
      if (!(setting.equals(ID) || setting.equals(PLACE)) || number < 0) {
        throw new IllegalArgumentException(
            "slot " + setting + " " + number + ", want slot or slotListIndex, from 0");
      }
    }

    /** The number that the HSM's own tools show. */
    public static Slot ofId(int number) {
      return new Slot(ID, number);
    }

    public static Slot ofPlace(int number) {
      return new Slot(PLACE, number);
    }

    @Override
    public String toString() {
      return setting + " " + number;
    }
  }

  private Hsm(String name, Provider provider, KeyStore store) {
    this.name = name;
    this.provider = provider;
    this.store = store;
  }

  /** Tries the PIN once: after a few wrong ones a token locks itself. */
  public static Hsm open(Path library, Slot slot, PasswordSource pin) throws IOException {
    String name = library + ", " + slot;
    if (!PATH.matcher(library.toString()).matches()) {
      throw new IOException(
          library + ": not a plain path, want an absolute one of letters, digits and ._+@:-");
    }
    if (!Files.isRegularFile(library)) {
      throw new IOException(library + ": no such library, want a PKCS#11 one");
    }
    Provider provider;
    KeyStore store;
    try {
      provider = configure(library, slot);
      store = KeyStore.getInstance("PKCS11", provider);
    } catch (ProviderException | InvalidParameterException | GeneralSecurityException e) {
      throw new IOException(
          name + ": no token (" + reason(e) + "), want a slot with an initialized one", e);
    }
    char[] password = pin.read();
    try {
      store.load(null, password);
    } catch (IOException | GeneralSecurityException | ProviderException e) {
      throw new IOException(name + ": " + refusal(e), e);
    } finally {
      Arrays.fill(password, '\0');
    }
    return new Hsm(name, provider, store);
  }

  private static Provider configure(Path library, Slot slot) {
    Provider pkcs11 = Security.getProvider("SunPKCS11");
    if (pkcs11 == null) {
      throw new ProviderException("this Java has no SunPKCS11");
    }
    return pkcs11.configure(
        "--name=Solvent\nlibrary=" + library + "\n" + slot.setting + "=" + slot.number + "\n");
  }

  private static String refusal(Exception e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof FailedLoginException) {
        return "wrong PIN, want the token's user PIN";
      }
    }
    return "no login (" + reason(e) + "), want a token that can be used";
  }

  /** The JDK wraps what the library said; the innermost message is the library's. */
  private static String reason(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return String.valueOf(at.getMessage());
  }

  /** The key of that label. Signs once, to see that it can. */
  public Signer signer(String label) throws IOException {
    try {
      Certificate certificate = store.getCertificate(label);
      if (certificate == null || !(store.getKey(label, null) instanceof PrivateKey secret)) {
        throw new IOException("no such key, want a private key with its certificate");
      }
      return PrivateKeySigner.of(KeyFile.verifyingKey(certificate), secret, provider);
    } catch (IOException | GeneralSecurityException | ProviderException e) {
      throw new IOException(name + ", key " + label + ": " + e.getMessage(), e);
    }
  }

  /** Logs out: its signers sign no more. */
  @Override
  public void close() throws IOException {
    try {
      ((AuthProvider) provider).logout();
    } catch (LoginException | ProviderException e) {
      throw new IOException(name + ": no logout (" + reason(e) + "), want the token in place", e);
    }
  }
}
