package dev.solvent.verifier.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.program.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeAddressTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  private List<NodeAddress> read(String given) throws IOException {
    return NodeAddress.read(given, new PrintWriter(err));
  }

  private Path file(String content) throws IOException {
    Path file = folder.resolve("nodes");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private void assertRefused(String given, String message) {
    UserError error = assertThrows(UserError.class, () -> read(given));
    assertEquals(message, error.getMessage());
    assertFalse((error.getMessage() + error.hint()).contains("hunter2"), error.getMessage());
    assertFalse(error.hint().isEmpty());
  }

  @Test
  void anAddress_isShownByHostAndPortAlone() throws Exception {
    assertEquals("[node.example]", read("https://node.example/v3/0123456789?key=1").toString());
    assertEquals("[127.0.0.1:8545]", read("HTTP://127.0.0.1:8545").toString());
  }

  @Test
  void aPasswordInAnArgument_isRefused_andNotRepeated() {
    assertRefused(
        "http://bob:hunter2@127.0.0.1:8332",
        "--rpc with a user and password, want an address without");
  }

  @Test
  void whatIsNoAddress_isRefused_andNotRepeated() throws Exception {
    assertRefused("http://bob:hunter2@[", "--rpc: not an address, want http or https");
    assertRefused("http:///hunter2", "--rpc: not an address of a node, want http or https");
    assertRefused("http://h/#hunter2", "--rpc: not an address of a node, want http or https");
    assertRefused(
        file("# mine\n\nftp://bob:hunter2@h\n").toString(),
        folder.resolve("nodes") + " line 3: not an address of a node, want http or https");
    assertRefused(
        file("# none\n").toString(),
        folder.resolve("nodes") + ": no address of a node, want one on a line");
    assertRefused(
        folder.resolve("other").toString(),
        folder.resolve("other") + ": neither an address of a node nor a file of some");
  }

  @Test
  void aFilesPassword_isSent_andNotShown() throws Exception {
    try (FakeNode fake =
        FakeNode.of((method, params) -> {
          if (method.equals("eth_chainId")) {
            return "0x1";
          }
          throw new FakeNode.Refused(-1, "");
        })) {
      String url = fake.url().replace("//", "//bob:hunter%202@");
      List<NodeAddress> addresses = read(file("# mine\n" + url + "\n").toString());
      assertEquals("[" + fake.name() + "]", addresses.toString());
      Nodes.connect(addresses, Duration.ofSeconds(10));
      assertEquals(List.of("Basic Ym9iOmh1bnRlciAy"), fake.authorizations);
      assertEquals("", err.toString());
    }
  }

  @Test
  void aFileThatOthersCanRead_isWarnedOf() throws Exception {
    Path file = file("http://bob:hunter2@127.0.0.1:1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    read(file.toString());
    assertTrue(err.toString().startsWith("warning: " + file + " can be read by others"));
  }
}
