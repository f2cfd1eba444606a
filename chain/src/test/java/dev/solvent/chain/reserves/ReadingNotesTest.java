package dev.solvent.chain.reserves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.AssetRef;
import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.NumberedBlock;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.chain.pin.Dissent;
import dev.solvent.chain.pin.Header;
import dev.solvent.chain.reading.Fault;
import dev.solvent.chain.reading.HoldingRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ReadingNotesTest {
  private static final ChainId CHAIN = ChainId.evm(1);
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");

  private static Header header(String hash, String time) throws Exception {
    NumberedBlock block = NumberedBlock.parse(CHAIN, "7", hash);
    return new Header(Octets.of(new byte[] {1}), block, Timestamp.parse(time));
  }

  private static ReadingNotes notes() throws Exception {
    AccountRef account = AccountRef.parse("eip155:1:0x5252525252525252525252525252525252525252");
    AssetRef asset = AssetRef.parse("eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7");
    Header pin =
        header(
            "0xdbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986",
            "2026-09-01T23:59:47Z");
    Header other =
        header(
            "0x4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a",
            "2026-09-01T23:59:59Z");
    ReadingNotes notes = new ReadingNotes();
    notes.pinned(pin.pinned(), List.of("a", "b"));
    notes.dissents(
        CHAIN,
        List.of(
            new Dissent(
                "c", Dissent.Reason.OTHER_BLOCK, "shows " + other.block(), Optional.of(other))));
    notes.faults(CHAIN, List.of(new Fault("a", "no whole answer within 30 s")));
    notes.unproven(
        new HoldingRef(account, asset), "the policy has no rule for the token's storage");
    notes.unsigned(account, "never signed");
    return notes;
  }

  @Test
  void specsExample_isWhatIsWritten() throws Exception {
    Path spec = Path.of(System.getProperty("solvent.root"), "docs/spec/reading.md");
    String text = Files.readString(spec);
    Matcher example = EXAMPLE.matcher(text);
    assertTrue(example.find());
    String written = new String(notes().toBytes(), StandardCharsets.UTF_8);
    assertEquals(JsonMapper.shared().readTree(example.group(1)).toString(), written);
    assertTrue(text.contains(written.length() + " bytes on one line"), written.length() + " bytes");
  }

  @Test
  void nodesWords_moveNoCursor_andFillNoDisk() throws Exception {
    ReadingNotes notes = notes();
    notes.faults(CHAIN, List.of(new Fault("b", "\u001b[2J\r\u202e" + "x".repeat(100_000))));
    String line =
        notes.lines().stream().filter(each -> each.contains("xxx")).findAny().orElseThrow();
    assertTrue(line.contains("?[2J??xxx"), line);
    assertTrue(line.length() < 1_100);
    assertFalse(new String(notes.toBytes(), StandardCharsets.UTF_8).contains("\\u001b"));
  }
}
