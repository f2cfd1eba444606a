package dev.solvent.attest.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.merkle.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault that a key file can have, and what the refusal says. */
final class KeyFileRefusalTest {
  private static final KeyPair ED25519 = KeyAlgorithm.ED25519.generate();
  private static final KeyPair P256 = KeyAlgorithm.P256.generate();
  private static final char[] PASSWORD = KeyFiles.PASSWORD.toCharArray();

  @TempDir Path folder;

  @FunctionalInterface
  private interface Filling {
    void fill(KeyStore store) throws GeneralSecurityException;
  }

  /** A file of the JDK's own writing. */
  private Path file(Filling filling) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      filling.fill(store);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, PASSWORD);
      return KeyFiles.file(folder, out.toByteArray());
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void put(KeyStore store, String name, KeyPair pair, String signature)
      throws GeneralSecurityException {
    Certificate[] chain = {KeyFiles.certificate(pair, pair, signature)};
    store.setKeyEntry(name, pair.getPrivate(), PASSWORD, chain);
  }

  private static void assertRefused(String message, Path file) {
    assertRefused(message, file, KeyFiles.password());
  }

  private static void assertRefused(String message, Path file, PasswordSource password) {
    IOException refusal = assertThrows(IOException.class, () -> KeyFile.open(file, password));
    assertEquals(file + ": " + message, refusal.getMessage());
  }

  @Test
  void missing() {
    assertRefused("no such file, want one that exists", folder.resolve("none.p12"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
  void openToOthers(String permissions) throws MalformedException {
    Path file = KeyFiles.file(folder, KeyFiles.write(ED25519, KeyFiles.FEW), permissions);
    assertRefused("open to group or others, want it for its owner alone: chmod 600 " + file, file);
  }

  /** The permissions that count are those of the file, not of the link. */
  @Test
  void linkToAFileOpenToOthers() throws MalformedException, IOException {
    Path file = KeyFiles.file(folder, KeyFiles.write(ED25519, KeyFiles.FEW), "rw-r--r--");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertRefused("open to group or others, want it for its owner alone: chmod 600 " + link, link);
  }

  /** Root may read it all the same. */
  @Test
  void notReadable() throws MalformedException {
    Path file = KeyFiles.file(folder, KeyFiles.write(ED25519, KeyFiles.FEW), "---------");
    try {
      KeyFile.open(file, KeyFiles.password());
    } catch (IOException e) {
      assertEquals(file + ": not readable by this user, want its owner", e.getMessage());
    }
  }

  @Test
  void tooLarge() {
    assertRefused(
        "more than 65536 bytes, want at most 65536", KeyFiles.file(folder, new byte[65_537]));
  }

  @Test
  void aFolder() {
    assertRefused("a folder, want a file", folder);
  }

  @Test
  void wrongPassword() throws MalformedException {
    assertRefused(
        "not opened by this password, want the one it has",
        KeyFiles.file(folder, KeyFiles.write(ED25519, KeyFiles.FEW)),
        KeyFiles.password("correct horse batterie"));
  }

  @Test
  void notPkcs12() throws MalformedException {
    byte[] good = KeyFiles.write(ED25519, KeyFiles.FEW);
    for (byte[] bad :
        new byte[][] {
          {},
          {0},
          "-----BEGIN PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII),
          new byte[65_536],
          Arrays.copyOf(good, good.length - 1),
          nested(65_536)
        }) {
      Path file = KeyFiles.file(folder, bad);
      IOException refusal =
          assertThrows(IOException.class, () -> KeyFile.open(file, KeyFiles.password()));
      assertTrue(
          refusal.getMessage().startsWith(file + ": not a sound PKCS#12 file ("),
          refusal.getMessage());
      assertTrue(refusal.getMessage().endsWith("), want one"), refusal.getMessage());
    }
  }

  /** Sequences of no length said, one in another. */
  private static byte[] nested(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i += 2) {
      bytes[i] = 0x30;
      bytes[i + 1] = (byte) 0x80;
    }
    return bytes;
  }

  @Test
  void javaKeyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    put(store, "key", P256, "SHA256withECDSA");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, PASSWORD);
    Path file = KeyFiles.file(folder, out.toByteArray());
    IOException refusal =
        assertThrows(IOException.class, () -> KeyFile.open(file, KeyFiles.password()));
    assertTrue(refusal.getMessage().contains("not a sound PKCS#12 file"), refusal::getMessage);
  }

  @Test
  void noKey() {
    assertRefused(
        "0 keys, want exactly one",
        file(store ->
            store.setCertificateEntry("c", KeyFiles.certificate(P256, ED25519, "Ed25519"))));
  }

  @Test
  void twoKeys() {
    assertRefused(
        "2 keys, want exactly one",
        file(store -> {
          put(store, "a", ED25519, "Ed25519");
          put(store, "b", P256, "SHA256withECDSA");
        }));
  }

  @Test
  void secretKeyInPlaceOfAPrivateOne() {
    assertRefused(
        "no private key with its certificate, want both",
        file(store ->
            store.setKeyEntry("k", new SecretKeySpec(new byte[32], "AES"), PASSWORD, null)));
  }

  @Test
  void keyWithoutCertificate() throws Exception {
    PKCS12SafeBag bag =
        new PKCS12SafeBagBuilder(
                PrivateKeyInfo.getInstance(P256.getPrivate().getEncoded()),
                new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                    .setProvider(new BouncyCastleProvider())
                    .build(PASSWORD))
            .build();
    byte[] bytes =
        new PKCS12PfxPduBuilder()
            .addData(bag)
            .build(new BcPKCS12MacCalculatorBuilder(), PASSWORD)
            .getEncoded();
    assertRefused("no private key with its certificate, want both", KeyFiles.file(folder, bytes));
  }

  @Test
  void rsa() {
    KeyPair pair =
        KeyFiles.generate("RSA", new RSAKeyGenParameterSpec(2_048, RSAKeyGenParameterSpec.F4));
    assertRefused(
        "another kind of key (RSA), want Ed25519 or P-256",
        file(store -> put(store, "k", pair, "SHA256withRSA")));
  }

  @Test
  void p384() {
    KeyPair pair = KeyFiles.generate("EC", new ECGenParameterSpec("secp384r1"));
    assertRefused(
        "another kind of key (EC), want Ed25519 or P-256",
        file(store -> put(store, "k", pair, "SHA256withECDSA")));
  }

  @Test
  void ed448() {
    KeyPair pair = KeyFiles.generate("Ed448", NamedParameterSpec.ED448);
    assertRefused(
        "another kind of key (EdDSA), want Ed25519 or P-256",
        file(store -> put(store, "k", pair, "Ed448")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void certificateOfAnotherKey(boolean isEd25519) {
    KeyPair key = isEd25519 ? ED25519 : P256;
    KeyPair other = (isEd25519 ? KeyAlgorithm.ED25519 : KeyAlgorithm.P256).generate();
    Certificate[] chain = {KeyFiles.certificate(other, ED25519, "Ed25519")};
    assertRefused(
        "private key that does not belong to its certificate, want the certificate's own",
        file(store -> store.setKeyEntry("k", key.getPrivate(), PASSWORD, chain)));
  }

  @Test
  void certificateOfAKeyOfAnotherAlgorithm() {
    Certificate[] chain = {KeyFiles.certificate(P256, ED25519, "Ed25519")};
    assertRefused(
        "private key that does not belong to its certificate, want the certificate's own",
        file(store -> store.setKeyEntry("k", ED25519.getPrivate(), PASSWORD, chain)));
  }

  /** Counts that would take hours are refused at once, wherever in the file they stand. */
  @Test
  void absurdIterations() throws MalformedException, IOException {
    byte[] good = KeyFiles.write(P256, new Pkcs12.Iterations(0x012345, 0x012345));
    List<String> refusals = absurd(good);
    assertEquals(3, refusals.size());
    assertTrue(refusals.getLast().contains("MAC iteration count too large"), refusals::toString);
    // The other two are under the MAC, which is checked before the key is opened: without it.
    refusals = absurd(new Pfx(Pfx.getInstance(good).getAuthSafe(), null).getEncoded());
    assertTrue(
        refusals.getFirst().contains("key PBE iteration count too large"), refusals::toString);
    assertTrue(
        refusals.getLast().contains("cert PBE iteration count too large"), refusals::toString);
    assertEquals(2, refusals.size());
  }

  private List<String> absurd(byte[] good) {
    byte[] count = {2, 3, 0x01, 0x23, 0x45};
    List<String> refusals = new ArrayList<>();
    for (int at = 0; at + count.length <= good.length; at++) {
      if (Arrays.equals(good, at, at + count.length, count, 0, count.length)) {
        byte[] bad = good.clone();
        bad[at + 2] = 0x7F; // 8,332,101
        Path file = KeyFiles.file(folder, bad);
        Executable open = () -> KeyFile.open(file, KeyFiles.password());
        refusals.add(
            assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThrows(IOException.class, open).getMessage()));
      }
    }
    return refusals;
  }

  /** A password stands before all of it, so whatever opens is the key; nothing else is thrown. */
  @Test
  void anyByteFlipped() throws MalformedException {
    byte[] good = KeyFiles.write(P256, new Pkcs12.Iterations(1, 1));
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 0x01;
      Path file = folder.resolve("flipped");
      write(file, bad);
      try {
        assertEquals(
            KeyAlgorithm.P256, KeyAlgorithm.of(KeyFile.open(file, KeyFiles.password()).key()));
      } catch (IOException e) {
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      }
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.deleteIfExists(file);
      PrivateFile.create(file, bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
