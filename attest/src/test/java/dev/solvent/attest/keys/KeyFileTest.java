package dev.solvent.attest.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.envelope.SignedBy;
import dev.solvent.attest.signature.Signer;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Making key files, and signing with what is in them. */
final class KeyFileTest {
  private static final byte[] MESSAGE = "sample".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  private Signer create(Path file, KeyAlgorithm algorithm) throws IOException {
    return KeyFile.create(file, algorithm, KeyFiles.password(), KeyFiles.FEW);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void create_envelopeSignedFromTheOpenedFile_isVerified(KeyAlgorithm algorithm)
      throws IOException {
    Path file = folder.resolve("key.p12");
    VerifyingKey key = create(file, algorithm).key();
    Signer signer = KeyFile.open(file, KeyFiles.password());
    assertEquals(key, signer.key());
    assertEquals(algorithm, KeyAlgorithm.of(key));
    Envelope envelope = Envelope.sign("text/plain", MESSAGE, List.of(signer));
    assertInstanceOf(SignedBy.Enough.class, envelope.verify(List.of(key), 1));
  }

  @Test
  void create_leavesOneFileForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("key.p12");
    create(file, KeyAlgorithm.ED25519);
    assertEquals(List.of("key.p12"), names());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void create_twoKeys_differ() throws IOException {
    VerifyingKey first = create(folder.resolve("a"), KeyAlgorithm.P256).key();
    assertFalse(first.equals(create(folder.resolve("b"), KeyAlgorithm.P256).key()));
  }

  @Test
  void create_nameThatIsTaken_isRefusedAndLeftAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("key.p12"), "mine");
    IOException refusal = assertThrows(IOException.class, () -> create(file, KeyAlgorithm.ED25519));
    assertEquals(file + ": exists, want a new name: nothing is overwritten", refusal.getMessage());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void create_nameThatIsTaken_isRefusedBeforeThePasswordIsAsked() throws IOException {
    Path file = Files.writeString(folder.resolve("key.p12"), "mine");
    PasswordSource none = new PasswordSource.PasswordFile(folder.resolve("none"));
    IOException refusal =
        assertThrows(IOException.class, () -> KeyFile.create(file, KeyAlgorithm.ED25519, none));
    assertTrue(refusal.getMessage().contains("exists"), refusal.getMessage());
  }

  /** Where the name is taken between the look and the write, only the link can tell. */
  @Test
  void write_nameTakenMeanwhile_isRefusedAndLeftAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("key.p12"), "mine");
    IOException refusal = assertThrows(IOException.class, () -> PrivateFile.create(file, MESSAGE));
    assertEquals(file + ": exists, want a new name: nothing is overwritten", refusal.getMessage());
    assertEquals("mine", Files.readString(file));
    assertEquals(List.of("key.p12"), names());
  }

  @Test
  void create_linkToNothing_isTaken() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("key.p12"), folder.resolve("nothing"));
    assertThrows(IOException.class, () -> create(link, KeyAlgorithm.ED25519));
    assertEquals(List.of("key.p12"), names());
  }

  @Test
  void create_inNoFolder_isRefused() {
    Path file = folder.resolve("none/key.p12");
    IOException refusal = assertThrows(IOException.class, () -> create(file, KeyAlgorithm.ED25519));
    assertEquals(file + ": no such folder, want one that exists", refusal.getMessage());
  }

  /** Root may write there all the same. */
  @Test
  void create_inAFolderOfOthers_isRefused() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    Path file = closed.resolve("key.p12");
    try {
      create(file, KeyAlgorithm.ED25519);
    } catch (IOException e) {
      assertEquals(
          file + ": no new file there, want a folder that one can write to", e.getMessage());
    }
  }

  @Test
  void create_shortPassword_makesNoFile() throws IOException {
    Path file = folder.resolve("key.p12");
    assertThrows(
        IOException.class,
        () ->
            KeyFile.create(
                file, KeyAlgorithm.ED25519, KeyFiles.password("11 letters."), KeyFiles.FEW));
    assertEquals(List.of(), names());
  }

  /** What a process that was killed while it wrote leaves behind. */
  @Test
  void create_besideALeftOverTemporaryFile_works() throws IOException {
    Files.writeString(folder.resolve(".new-123.tmp"), "half a");
    create(folder.resolve("key.p12"), KeyAlgorithm.ED25519);
    assertEquals(List.of(".new-123.tmp", "key.p12"), names());
    KeyFile.open(folder.resolve("key.p12"), KeyFiles.password());
  }

  @Test
  void create_manyAtOnce_oneWins() throws InterruptedException, IOException {
    Path file = folder.resolve("key.p12");
    int threads = 4;
    CyclicBarrier start = new CyclicBarrier(threads);
    Callable<VerifyingKey> create =
        () -> {
          start.await();
          return create(file, KeyAlgorithm.ED25519).key();
        };
    List<VerifyingKey> won = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<VerifyingKey> each : pool.invokeAll(Collections.nCopies(threads, create))) {
        try {
          won.add(each.get());
        } catch (ExecutionException e) {
          assertTrue(e.getCause().getMessage().contains("nothing is overwritten"), e::toString);
        }
      }
    }
    assertEquals(1, won.size());
    assertEquals(won.getFirst(), KeyFile.open(file, KeyFiles.password()).key());
    assertEquals(List.of("key.p12"), names());
  }

  /** RFC 8032, section 7.1, test 3. */
  @Test
  void open_keyOfRfc8032_signsWhatTheRfcPrints() throws IOException, MalformedException {
    KeyPair pair =
        KeyFiles.pair(
            "Ed25519",
            "302e020100300506032b657004220420"
                + "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "302a300506032b6570032100"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
    Path file = KeyFiles.file(folder, KeyFiles.write(pair, KeyFiles.FEW));
    Signer signer = KeyFile.open(file, KeyFiles.password());
    assertArrayEquals(
        HexFormat.of()
            .parseHex(
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                    + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
        signer.sign(new byte[] {(byte) 0xAF, (byte) 0x82}));
  }

  /** RFC 6979, section A.2.5; the JDK draws its nonces, so each signature is another. */
  @Test
  void open_keyOfRfc6979_signsInTheOneForm() throws IOException, MalformedException {
    String spki =
        "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
            + "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
            + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
    KeyPair pair =
        KeyFiles.pair(
            "EC",
            "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420"
                + "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
            spki);
    Path file = KeyFiles.file(folder, KeyFiles.write(pair, KeyFiles.FEW));
    Signer signer = KeyFile.open(file, KeyFiles.password());
    assertEquals(spki, HexFormat.of().formatHex(signer.key().spki()));
    for (int i = 0; i < 20; i++) { // half of them come out with the higher S
      assertTrue(signer.key().verify(MESSAGE, signer.sign(MESSAGE)));
    }
  }

  @Test
  void open_throughSymbolicLinks_works() throws IOException {
    Path file = folder.resolve("key.p12");
    VerifyingKey key = create(file, KeyAlgorithm.ED25519).key();
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertEquals(key, KeyFile.open(link, KeyFiles.password()).key());
  }

  @Test
  void standard_isWhatTheSpecSays() throws IOException {
    Path file = folder.resolve("key.p12");
    VerifyingKey key = KeyFile.create(file, KeyAlgorithm.P256, KeyFiles.password()).key();
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(Pkcs12.Iterations.STANDARD, Parameters.of(bytes).iterations());
    assertArrayEquals(ASN1Primitive.fromByteArray(bytes).getEncoded(ASN1Encoding.DER), bytes);
    assertEquals(key, KeyFile.open(file, KeyFiles.password()).key());
  }
}
