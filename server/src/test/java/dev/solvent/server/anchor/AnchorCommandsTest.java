package dev.solvent.server.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.evm.EvmSignature;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.anchor.EvmKeyFile;
import dev.solvent.chain.anchor.Feed;
import dev.solvent.chain.anchor.Figures;
import dev.solvent.chain.anchor.Summary;
import dev.solvent.chain.anchor.TypedSummary;
import dev.solvent.chain.nodes.Anvil;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.RpcCall;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.server.Solvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code solvent anchor …} as an operator types it, against an anvil. */
final class AnchorCommandsTest {
  private static final ChainId CHAIN = ChainId.evm(Anvil.CHAIN);
  private static final Pattern FEED = Pattern.compile("feed (0x[0-9a-f]{40})");

  @TempDir static Path shared;
  private static Anvil anvil;
  private static HttpNode node;

  @TempDir private Path folder;
  private EvmKeyFile first;
  private EvmKeyFile second;
  private int code;
  private String printed = "";

  @BeforeAll
  static void start() throws Exception {
    anvil = Anvil.start(shared);
    node = HttpNode.of("own", anvil.uri());
    node.ask(RpcCall.of("evm_setAutomine", true));
  }

  @AfterAll
  static void end() {
    anvil.close();
  }

  @BeforeEach
  void write() throws Exception {
    key("payer", Anvil.KEY.substring(2));
    first = key("first", "5".repeat(63) + "1");
    second = key("second", "5".repeat(63) + "2");
    Files.writeString(
        folder.resolve("solvent.yaml"),
        "chains:\n  - chain: "
            + CHAIN
            + "\n    quorum: 1\n    finality: finalized\n    maxAge: 1h\n    nodes:\n"
            + "      - {name: own, url: \""
            + anvil.uri()
            + "\"}\n      - {name: dead, url: \"http://127.0.0.1:1\", timeout: 1s}\n");
  }

  private EvmKeyFile key(String name, String hex) throws Exception {
    Path file = folder.resolve(name);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, hex + "\n");
    return EvmKeyFile.read(file);
  }

  private void anchor(String words) {
    List<String> args = new ArrayList<>(List.of("anchor"));
    for (String word : words.split(" ", -1)) {
      args.add(word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word);
    }
    args.addAll(List.of("--config", folder.resolve("solvent.yaml").toString()));
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

  private String terms() {
    return "--issuer exchange.example --threshold 2 --asset ETH:18 --asset BTC:8 --signer "
        + second.address()
        + " --signer "
        + first.address();
  }

  private Feed deploy() throws Exception {
    anchor("deploy --chain " + CHAIN + " --payer @payer --wait 20s " + terms());
    says(0, "made for exchange.example: feed 0x", "in block ", "a block is final");
    Matcher made = FEED.matcher(printed);
    assertTrue(made.find(), printed);
    return new Feed(CHAIN, EvmAddress.parse(made.group(1)));
  }

  private Summary summary(long epoch, long reserves) throws Exception {
    return new Summary(
        new Issuer("exchange.example"),
        new Epoch(epoch),
        Timestamp.parse("2023-11-14T22:00:00Z"),
        Hash.of(new byte[Hash.BYTES]),
        List.of(
            new Figures(Asset.parse("BTC:8"), Amount.of(reserves), Amount.of(1_820_410_000)),
            new Figures(Asset.parse("ETH:18"), Amount.of(10), Amount.of(10))));
  }

  private void sign(Summary summary, Feed feed) throws Exception {
    Files.writeString(folder.resolve("summary"), summary.typedData(feed) + "\n");
    Files.writeString(folder.resolve("1.sig"), hex(first.sign(summary.hash(feed))) + "\n");
    Files.writeString(folder.resolve("2.sig"), hex(second.sign(summary.hash(feed))) + "\n");
  }

  private static String hex(EvmSignature signature) {
    return "0x"
        + word(signature.rs().r().toByteArray())
        + word(signature.rs().s().toByteArray())
        + Octets.of(new byte[] {(byte) (27 + signature.recoveryId())});
  }

  private static String word(byte[] number) {
    byte[] word = new byte[32];
    int from = Math.max(0, number.length - 32);
    byte[] digits = Arrays.copyOfRange(number, from, number.length);
    System.arraycopy(digits, 0, word, 32 - digits.length, digits.length);
    return HexFormat.of().formatHex(word);
  }

  private void publish(String signatures) {
    anchor("publish --payer @payer --wait 20s --summary @summary " + signatures);
  }

  @Test
  void feed_isMade_publishedIn_andShown() throws Exception {
    Feed feed = deploy();
    String show = "show --chain " + CHAIN + " --feed " + feed.contract();
    anchor(show);
    says(0, "2 of these have to sign:", first.address().toString(), "nothing is published yet");

    sign(summary(7, 1_700_000_000), feed);
    publish("--signature @2.sig --signature @1.sig");
    says(0, "published epoch 7, signed by ", first.address().toString(), "feed " + feed.contract());
    anchor(show);
    says(
        0,
        "newest: epoch 7, as of 2023-11-14T22:00:00Z",
        "BTC reserves 17.00000000, liabilities 18.20410000, SHORT",
        "ETH reserves 0.000000000000000010, liabilities 0.000000000000000010\n");
    anchor(show + " --json");
    says(0, "\"newest\":{\"asOf\":\"2023-11-14T22:00:00Z\",\"epoch\":7,", "\"threshold\":2");

    publish("--signature @2.sig --signature @1.sig");
    says(1, "REFUSED EpochNotNewer: epoch 7, want one after 7", "the feed did not change");
  }

  @Test
  void whatTheContractWouldNotTake_isRefused_andCostsNothing() throws Exception {
    Feed feed = deploy();
    Summary summary = summary(7, 1);
    sign(summary, feed);
    publish("--signature @1.sig");
    says(1, "REFUSED TooFewSignatures: 1 signatures, want at least 2");

    Files.writeString(folder.resolve("summary"), summary(7, 2).typedData(feed));
    publish("--signature @1.sig --signature @2.sig --json");
    says(1, "\"outcome\":\"refused\"", "NotASigner");

    Files.writeString(folder.resolve("summary"), summary.typedData(feed).replace("Solvent", "S"));
    publish("--signature @1.sig --signature @2.sig");
    says(2, "other typed data", "hint: want the very file");

    sign(summary, feed);
    Files.writeString(folder.resolve("1.sig"), "0x00\n");
    publish("--signature @1.sig");
    says(2, "1.sig: signature of 4 characters");

    anchor("show --json --chain " + CHAIN + " --feed " + feed.contract());
    assertFalse(printed.contains("newest"), printed);
  }

  private void summarize(String bundle, String out, Feed feed) {
    Path files =
        Path.of(System.getProperty("solvent.root", ".."), "fixtures/vectors/bundles/files");
    anchor(
        "summary --chain "
            + CHAIN
            + " --feed "
            + feed.contract()
            + " --bundle "
            + files.resolve(bundle)
            + " --trust-root "
            + files.resolve("honest.root.json")
            + " --policy "
            + files.resolve("honest.policy.json")
            + " --now 2026-05-28T21:27:40Z --out "
            + out);
  }

  @Test
  void summary_isOfAVerifiedAttestation_orNotMade() throws Exception {
    Feed feed = deploy();
    summarize("honest.bundle.json", "@made", feed);
    says(
        0, "VERIFIED epoch 3 of exchange.example", "  BTC reserves ", "to be signed, with hash 0x");
    TypedSummary made = TypedSummary.parse(Files.readAllBytes(folder.resolve("made")));
    assertEquals(feed, made.feed());
    assertTrue(printed.contains(made.summary().hash(feed).toString()), printed);

    summarize("honest.bundle.json", "@made", feed);
    says(2, "made: exists already");
    summarize("block-contradicted.bundle.json", "@other", feed);
    says(1, "REFUSED nothing to sign: ", "hint: a signer signs what it verified");
    summarize("honest.policy.json", "@other", feed);
    says(2, "hint: want a bundle in this place");
    assertFalse(Files.exists(folder.resolve("other")));
  }

  @Test
  void limits_holdWhateverTheNodeAsks() {
    anchor(
        "deploy --max-gwei 0.000000001 --tip-gwei 0 --chain "
            + CHAIN
            + " --payer @payer "
            + terms());
    says(1, "REFUSED a unit of gas costs ", "want at most 1");
    anchor("deploy --tip-gwei 200 --chain " + CHAIN + " --payer @payer " + terms());
    says(2, "error: the limits do not fit: tip ");
  }

  @Test
  void wrongInput_isToldInWords() throws Exception {
    anchor(
        "deploy --chain " + CHAIN + " --payer @payer " + terms() + " --signer " + first.address());
    says(2, "want ascending, each once", "hint: these are for ever");
    anchor("deploy --chain eip155:1 --payer @payer " + terms());
    says(2, "no nodes for eip155:1");
    anchor("deploy --chain bip122:000000000019d6689c085ae165831e93 --payer @payer " + terms());
    says(2, "want an EVM chain");
    anchor("deploy --chain " + CHAIN + " --payer @solvent.yaml " + terms());
    says(2, "solvent.yaml: open to group or others", "chmod 600 ");
    Path prefixed = folder.resolve("prefixed");
    Files.createFile(
        prefixed,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(prefixed, "0x" + "5".repeat(64) + "\n");
    anchor("deploy --chain " + CHAIN + " --payer @prefixed " + terms());
    says(2, "prefixed: ", "hint: without 0x");
    anchor("deploy --node other --chain " + CHAIN + " --payer @payer " + terms());
    says(2, "no node other of " + CHAIN, "hint: want one of [own, dead]");
    anchor("show --node dead --chain " + CHAIN + " --feed " + first.address());
    says(1, "REFUSED node dead: ");
    anchor("show --chain " + CHAIN + " --feed " + first.address());
    says(1, "REFUSED ", "hint: nothing was sent");
  }
}
