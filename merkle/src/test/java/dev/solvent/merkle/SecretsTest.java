package dev.solvent.merkle;

import static dev.solvent.merkle.Samples.bytes;
import static dev.solvent.merkle.Samples.flipped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that prints an object prints a secret or a locator. */
final class SecretsTest {
  private static final byte[] BYTES = bytes(32, 0xA1);

  /** Each kind of secret that the sealed hierarchy permits. */
  static Stream<Class<?>> kinds() {
    return Arrays.stream(Secret.class.getPermittedSubclasses());
  }

  private static Secret make(Class<?> kind, byte[] bytes) {
    try {
      return (Secret) kind.getConstructor(byte[].class).newInstance((Object) bytes);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a secret is made of bytes", e);
    }
  }

  private record Holder(Object held) {}

  @ParameterizedTest
  @MethodSource("kinds")
  void aSecret_printsNothingOfItself(Class<?> kind) {
    Secret secret = make(kind, BYTES);
    assertHides(secret.toString());
    assertHides(new Holder(List.of(secret)).toString());
    Secret other = make(kind, flipped(BYTES, 0));
    assertEquals(other.toString(), secret.toString());
    assertEquals(other.hashCode(), secret.hashCode());
  }

  @Test
  void aLocator_printsNothingOfItself() {
    assertHides(new Holder(Locator.of(BYTES)).toString());
    assertEquals(Locator.of(flipped(BYTES, 0)).toString(), Locator.of(BYTES).toString());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void secrets_areEqualInKindAndAllBitsOnly(Class<?> kind) {
    Secret secret = make(kind, BYTES);
    assertEquals(secret, make(kind, BYTES.clone()));
    for (int bit = 0; bit < 256; bit++) {
      assertNotEquals(secret, make(kind, flipped(BYTES, bit)));
    }
    kinds().filter(k -> k != kind).forEach(k -> assertNotEquals(secret, make(k, BYTES)));
  }

  /** The bytes leave by one method, which a search finds. */
  @ParameterizedTest
  @MethodSource("kinds")
  void theBytes_leaveThroughExposeBytesOnly(Class<?> kind) {
    assertTrue(Modifier.isFinal(kind.getModifiers()));
    assertFalse(Serializable.class.isAssignableFrom(kind));
    assertFalse(kind.isRecord());
    for (Method method : kind.getMethods()) {
      Class<?> type = method.getReturnType();
      boolean givesBytes = type == byte[].class || type.getSimpleName().endsWith("Buffer");
      assertEquals(givesBytes, method.getName().equals("exposeBytes"), method::toString);
      assertFalse(type == String.class && !method.getName().equals("toString"), method::toString);
    }
  }

  /** A record prints its components: so none may hold bare bytes, or print in a way of its own. */
  @Test
  void recordsThatHoldSecrets_printAsRecordsDo() throws Exception {
    int records = 0;
    for (Class<?> type : mainClasses()) {
      if (type.isRecord()) {
        records++;
        boolean holdsSecret = false;
        for (RecordComponent component : type.getRecordComponents()) {
          assertNotEquals(byte[].class, component.getType(), type::toString);
          holdsSecret |= Secret.class.isAssignableFrom(component.getType());
          holdsSecret |= component.getType() == Locator.class;
        }
        if (holdsSecret) {
          assertTrue(hasNoBodyOfItsOwn(type.getMethod("toString")), type::toString);
        }
      }
    }
    assertTrue(records > 10, "too few classes were read");
  }

  /** What the compiler adds to a record calls ObjectMethods; a written one shows in the source. */
  private static boolean hasNoBodyOfItsOwn(Method toString) throws IOException {
    String file = toString.getDeclaringClass().getName().replace('.', '/').replaceAll("\\$.*", "");
    Path source =
        Path.of(System.getProperty("solvent.root", ".."), "merkle/src/main/java", file + ".java");
    return !Files.readString(source).contains("String toString()");
  }

  private static List<Class<?>> mainClasses() throws IOException, URISyntaxException {
    Path root = Path.of(Secret.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
          .<Class<?>>map(name -> load(name.substring(0, name.length() - 6).replace('/', '.')))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Secret.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** A reader of secrets refuses without repeating any of what it was given. */
  @Test
  void aRefusedSecret_isNotRepeated() {
    String hex = HexFormat.of().formatHex(BYTES);
    for (String wrong : List.of(hex.substring(1), hex + "a1", hex.toUpperCase(Locale.ROOT))) {
      for (MalformedException refused :
          List.of(
              assertThrows(MalformedException.class, () -> MasterSecret.parse(wrong)),
              assertThrows(MalformedException.class, () -> CustomerKey.parse(wrong)),
              assertThrows(MalformedException.class, () -> AccountKey.parse(wrong)),
              assertThrows(MalformedException.class, () -> BlankKey.parse(wrong)),
              assertThrows(MalformedException.class, () -> Locator.parse(wrong)))) {
        assertHides(String.valueOf(refused.getMessage()));
      }
    }
  }

  /** Not in hex or Base64, not as a list of numbers, and no four bytes in a row. */
  private static void assertHides(String printed) {
    String hex = HexFormat.of().formatHex(BYTES);
    for (int i = 0; i + 8 <= hex.length(); i += 2) {
      String part = hex.substring(i, i + 8);
      assertFalse(printed.toLowerCase(Locale.ROOT).contains(part), printed);
    }
    assertFalse(
        printed.contains(Base64.getEncoder().encodeToString(BYTES).substring(0, 8)), printed);
    assertFalse(printed.contains(BYTES[0] + ", " + BYTES[1]), printed);
  }
}
