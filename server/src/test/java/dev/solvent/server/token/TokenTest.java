package dev.solvent.server.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.store.ApiToken;
import dev.solvent.server.store.ApiToken.Scope;
import dev.solvent.server.store.Store;
import dev.solvent.server.store.jdbc.JdbcStore;
import dev.solvent.server.token.TokenOutcome.Allowed;
import dev.solvent.server.token.TokenOutcome.OutOfScope;
import dev.solvent.server.token.TokenOutcome.Revoked;
import dev.solvent.server.token.TokenOutcome.Unknown;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Tokens, their check, and the commands as an operator types them. */
final class TokenTest {
  private static final Timestamp NOW = new Timestamp(Instant.parse("2026-09-02T00:00:00Z"));

  @TempDir private Path folder;
  private Store store;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void open() throws Exception {
    store = JdbcStore.create(folder.resolve("solvent.db"));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private static NewToken make(Scope... scopes) {
    return NewToken.make(new SecureRandom(), "the app", Set.copyOf(Arrays.asList(scopes)), NOW);
  }

  @Test
  void token_isReadAsItIsPrinted_andIsNoOther() throws Exception {
    TokenText text = make(Scope.LINKS).text();
    assertTrue(text.exposeText().matches("solvent_[0-9A-Za-z_-]{43}"));
    assertEquals(text.hash(), TokenText.parse(text.exposeText()).hash());
    byte[] sent = text.exposeText().getBytes(StandardCharsets.US_ASCII);
    assertEquals(Digests.sha256(sent), text.hash(), "as the operator's API hashes what it is sent");
    assertNotEquals(text.hash(), make(Scope.LINKS).text().hash());
    assertFalse(make(Scope.LINKS).toString().contains("solvent_"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "solvent_",
        "Solvent_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "solvent_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "solvent_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
        "solvent_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "solvent_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+",
        "solvent_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
      })
  void textOfAnotherForm_isMalformed_andUnknown(String text) throws Exception {
    MalformedException refused =
        assertThrows(MalformedException.class, () -> TokenText.parse(text));
    assertFalse(String.valueOf(refused.getMessage()).contains("AAAA"));
    assertInstanceOf(Unknown.class, new TokenCheck(store.tokens()).check(text, Scope.STATUS));
  }

  @Test
  void check_allowsWhatIsInScope_untilItIsRevoked() throws Exception {
    NewToken made = make(Scope.LINKS, Scope.STATUS);
    TokenCheck check = new TokenCheck(store.tokens());
    String text = made.text().exposeText();
    assertEquals(new Unknown(), check.check(text, Scope.LINKS));
    store.tokens().add(made.kept(), made.text().hash());
    assertEquals(new Allowed(made.kept()), check.check(text, Scope.LINKS));
    assertEquals(new OutOfScope(made.kept(), Scope.TRIGGER), check.check(text, Scope.TRIGGER));
    assertEquals(new Unknown(), check.check(make(Scope.LINKS).text().exposeText(), Scope.LINKS));
    store.tokens().revoke(made.kept().id(), NOW);
    assertInstanceOf(Revoked.class, check.check(text, Scope.LINKS));
    assertInstanceOf(Revoked.class, check.check(text, Scope.TRIGGER));
  }

  @Test
  void nameOfTwoLines_orNone_orWithoutScope_isRefused() {
    for (String name : new String[] {"", " ", "a\nb", "x".repeat(101)}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> NewToken.make(new SecureRandom(), name, Set.of(Scope.LINKS), NOW));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> NewToken.make(new SecureRandom(), "app", Set.of(), NOW));
  }

  private int token(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    CommandLine program =
        Failures.handledBy(
            new CommandLine(
                new TokenCommand(
                    settings -> JdbcStore.open(settings.resolveSibling("solvent.db")),
                    () -> NOW.instant().plusMillis(17))));
    program.setOut(new PrintWriter(out, true));
    program.setErr(new PrintWriter(err, true));
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--config";
    all[args.length + 1] = folder.resolve("solvent.yaml").toString();
    return program.execute(all);
  }

  @Test
  void commands_makeListAndRevoke_andTheTokenIsShownOnce() throws Exception {
    assertEquals(0, token("create", "--name", "the app", "--scope", "links,STATUS"), err::toString);
    String text = out.toString().strip();
    ApiToken kept = store.tokens().all().getFirst();
    assertEquals(NOW, kept.created());
    TokenCheck check = new TokenCheck(store.tokens());
    assertEquals(new Allowed(kept), check.check(text, Scope.STATUS));
    assertFalse(err.toString().contains("solvent_"));

    assertEquals(0, token("list"));
    assertEquals(
        kept.id() + "  2026-09-02T00:00:00Z  good  status,links  the app", out.toString().strip());

    assertEquals(0, token("revoke", kept.id()));
    assertEquals("token " + kept.id() + " is revoked", out.toString().strip());
    assertInstanceOf(Revoked.class, check.check(text, Scope.STATUS));
    assertEquals(0, token("revoke", kept.id()));
    assertTrue(out.toString().contains("was revoked before, at 2026-09-02T00:00:00Z"));

    assertEquals(0, token("list", "--json"));
    assertEquals(
        "{\"tokens\":[{\"created\":\"2026-09-02T00:00:00Z\",\"id\":\""
            + kept.id()
            + "\",\"name\":\"the app\",\"revoked\":\"2026-09-02T00:00:00Z\","
            + "\"scopes\":[\"status\",\"links\"]}]}",
        out.toString().strip());
    store.close();
    String all = Files.readString(folder.resolve("solvent.db"), StandardCharsets.ISO_8859_1);
    assertTrue(all.contains("the app"));
    assertFalse(all.contains(text));
  }

  @Test
  void mistakes_areToldWithoutTheToken() throws Exception {
    assertEquals(2, token("create", "--name", "", "--scope", "links"));
    assertEquals(2, token("create", "--name", "app", "--scope", "everything"));
    assertEquals(2, token("create", "--name", "app"));
    assertEquals(0, store.tokens().all().size());
    String text = make(Scope.LINKS).text().exposeText();
    assertEquals(2, token("revoke", text));
    assertFalse((err.toString() + out).contains(text));
    assertTrue(err.toString().contains("hint: solvent token list"), err::toString);
  }
}
