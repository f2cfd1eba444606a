package dev.solvent.server.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.keys.KeyAlgorithm;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.keys.PasswordSource.PasswordFile;
import dev.solvent.attest.observation.Observation;
import dev.solvent.server.Solvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code solvent observe} as an observer types it, with the recorded exchange's nodes. */
final class ObserveCommandTest {
  private static final Path EXCHANGE =
      Path.of(System.getProperty("solvent.root", ".."), "fixtures/readings/exchange");
  private static final String EVM = "eip155:31337";
  private static final String BITCOIN = "bip122:530827f38f93b43ed12af0b3ad25a288";
  private static final String COINS = EVM + ":0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

  @TempDir static Path shared;

  @TempDir private Path folder;
  private String config = "";
  private int code;
  private String printed = "";

  @BeforeAll
  static void makeKey() throws Exception {
    Path password = shared.resolve("password");
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, "a password of a test\n");
    KeyFile.create(shared.resolve("key.p12"), KeyAlgorithm.ED25519, new PasswordFile(password));
  }

  /** An observer's settings: the chains alone. */
  @BeforeEach
  void settings() throws Exception {
    String whole = Files.readString(EXCHANGE.resolve("solvent.yaml"));
    config =
        whole
            .substring(whole.indexOf("chains:"), whole.indexOf("reserves:"))
            .replace("transcript: nodes", "transcript: " + EXCHANGE.resolve("nodes"));
    Files.copy(EXCHANGE.resolve("reserves.json"), folder.resolve("reserves.json"));
  }

  private void observe(String... more) throws Exception {
    Files.writeString(folder.resolve("nodes.yaml"), config);
    List<String> args =
        new ArrayList<>(
            List.of(
                "observe",
                "--config",
                folder.resolve("nodes.yaml").toString(),
                "--manifest",
                folder.resolve("reserves.json").toString(),
                "--key",
                shared.resolve("key.p12").toString(),
                "--password-file",
                shared.resolve("password").toString(),
                "--out",
                folder.resolve("out").toString()));
    args.addAll(List.of(more));
    StringWriter out = new StringWriter();
    CommandLine program = Solvent.commandLine();
    program.setOut(new PrintWriter(out, true));
    program.setErr(new PrintWriter(out, true));
    code = program.execute(args.toArray(String[]::new));
    printed = out.toString();
    assertFalse(printed.contains("\tat "), printed);
  }

  private void says(int wantedCode, String... parts) {
    for (String part : parts) {
      assertTrue(printed.contains(part), () -> part + " in\n" + printed);
    }
    assertEquals(wantedCode, code, printed);
  }

  private Observation observation(int number) throws Exception {
    Path file = folder.resolve("out/observation-" + number + ".dsse.json");
    return Observation.parse(Envelope.parse(Files.readAllBytes(file)).payload());
  }

  private boolean isWritten() {
    return Files.exists(folder.resolve("out/observation-1.dsse.json"));
  }

  private void state(String units, String instead) throws Exception {
    Path file = folder.resolve("reserves.json");
    String manifest = Files.readString(file);
    assertTrue(manifest.contains(units), units);
    Files.writeString(file, manifest.replace(units, instead));
  }

  @Test
  void allOfAnEvmChain_seenAndSigned() throws Exception {
    observe("--account", COINS);
    says(
        0,
        "seen: 2 blocks and 1 holding, all as the manifest says",
        "node evm-c: ",
        "signed by key");
    assertEquals(0, observation(1).holdings().size());
    assertEquals("1400000000000000000", observation(2).holdings().getFirst().units().toString());
  }

  /** What a custodian holds for the exchange does not stand in the account on chain. */
  @Test
  void wholeManifest_differsWhereACustodiansWordIsAllThereIs() throws Exception {
    config += "policy: " + EXCHANGE.resolve("policy.json") + "\n";
    observe();
    says(
        1,
        "FAILED 1 difference, 0 holdings not read, 0 blocks not seen; 7 holdings seen",
        "0 units seen, the manifest says 700000000000000000 attested");
  }

  /** The transcripts have proofs of the tokens' slots, and no calls of the tokens. */
  @Test
  void whatNoNodeShows_isToldAsNotRead() throws Exception {
    observe("--account", EVM + ":0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    says(
        1,
        "FAILED 0 differences, 2 holdings not read, 0 blocks not seen; 1 holding seen",
        "not read: " + EVM + "/erc20:0x5fbdb2315678afecb367f032d93f642f64180aa3",
        "hint: many EVM nodes forget accounts after 128 blocks");
    assertEquals(1, observation(2).holdings().size());
  }

  @Test
  void otherUnits_areTold_andWhatWasSeenIsSigned() throws Exception {
    state("\"1400000000000000000\"", "\"1400000000000000001\"");
    observe("--chain", EVM, "--account", COINS);
    says(
        1,
        "FAILED 1 difference, 0 holdings not read, 0 blocks not seen",
        COINS + ": 1400000000000000000 units seen, the manifest says 1400000000000000001");
    assertTrue(
        observation(1).holdings().stream()
            .anyMatch(each -> each.units().toString().equals("1400000000000000000")));
  }

  @Test
  void asJson() throws Exception {
    state("\"1400000000000000000\"", "\"1400000000000000001\"");
    observe("--account", COINS, "--json");
    says(
        1,
        "\"outcome\":\"failed\"",
        "\"seen\":\"1400000000000000000\",\"stated\":\"1400000000000000001\"",
        "observation-2.dsse.json");
  }

  @Test
  void chainWithoutNodes_isNotSeen_andTheOtherIsSigned() throws Exception {
    config = config.substring(0, config.indexOf("  - chain: " + BITCOIN));
    observe("--blocks-only");
    says(1, "1 block not seen; 0 holdings seen", "not seen, no nodes: no nodes of " + BITCOIN);
    assertEquals(EVM, observation(1).block().block().chain().toString());
  }

  @Test
  void accountThatIsNotLookedAt_isNotCalledSeen() throws Exception {
    String account = EVM + ":0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
    observe("--blocks-only", "--account", account);
    says(2, "--blocks-only and --account, want one of them");
    observe("--chain", BITCOIN, "--account", account);
    says(2, account + " is on none of the chains that are named", "hint: add --chain " + EVM);
  }

  @Test
  void furtherBlocks_areConfirmedOrNot() throws Exception {
    String no = "0x" + "ab".repeat(32);
    observe("--chain", BITCOIN, "--blocks-only", "--block", EVM + " " + no);
    says(1, EVM + " " + no + ": not seen, no quorum: ");
    assertEquals(BITCOIN, observation(1).block().block().chain().toString());
  }

  @Test
  void observations_areNeverWrittenOver() throws Exception {
    observe("--blocks-only");
    says(0, "seen: 2 blocks and 0 holdings");
    byte[] first = Files.readAllBytes(folder.resolve("out/observation-1.dsse.json"));
    observe("--blocks-only");
    says(2, "exists already", "hint: another --out");
    assertEquals(
        new String(first, StandardCharsets.US_ASCII),
        Files.readString(folder.resolve("out/observation-1.dsse.json")));
  }

  @Test
  void whatIsNotThere_isRefused_andNothingIsWritten() throws Exception {
    observe("--chain", "eip155:1");
    says(2, "chain eip155:1 is not in ", "hint: spell it");
    observe("--account", EVM + ":0x" + "0".repeat(40));
    says(2, "account " + EVM, " is not in ");
    Files.copy(
        EXCHANGE.resolve("policy.json"),
        folder.resolve("reserves.json"),
        StandardCopyOption.REPLACE_EXISTING);
    observe();
    says(2, "no reserves manifest: ");
    assertFalse(isWritten());
  }

  @Test
  void settings_areCheckedWhole() throws Exception {
    config = config.replace("quorum: 2", "quorum: 4") + "policy: none.json\nrserves: []\n";
    observe();
    says(2, "3 problems", "quorum: \"4\", want 1 to 3", "none.json: cannot be read", "rserves");
    config = Files.readString(EXCHANGE.resolve("solvent.yaml"));
    config =
        config
            .replace("transcript: nodes", "transcript: " + EXCHANGE.resolve("nodes"))
            .replace("policy: ", "policy: " + EXCHANGE.toAbsolutePath() + "/");
    observe("--blocks-only");
    says(0, "seen: 2 blocks");
  }

  @Test
  void wrongPassword_isRefused() throws Exception {
    Path wrong = folder.resolve("wrong");
    Files.createFile(
        wrong, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(wrong, "another one\n");
    observe("--password-file", wrong.toString());
    says(2, "error: ");
    assertFalse(isWritten());
  }
}
