package dev.solvent.server.witness;

import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The logs that a witness keeps, as its operator names them: by key, or by files of keys. */
final class KeptLogs {
  private static final long MOST_BYTES = 1 << 20;

  private KeptLogs() {}

  /** The keys by origin; a log of several keys has to be signed by each of them. */
  static Map<String, List<NoteKey>> read(List<String> options) throws IOException {
    Map<String, List<NoteKey>> logs = new LinkedHashMap<>();
    for (String option : options) {
      if (option.indexOf('+') != option.lastIndexOf('+')) {
        add(logs, option, "--log");
      } else {
        for (String line : lines(Path.of(option))) {
          add(logs, line, option);
        }
      }
    }
    if (logs.isEmpty()) {
      throw new UserError(
          "no log, want at least one", "--log takes a log's key, or a file of keys");
    }
    return logs;
  }

  private static List<String> lines(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new UserError(file + ": over " + MOST_BYTES + " bytes, want a file of keys", "");
    }
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static void add(Map<String, List<NoteKey>> logs, String text, String where) {
    NoteKey key;
    try {
      key = NoteKey.parse(text);
    } catch (MalformedException e) {
      throw new UserError(where + ": " + e.getMessage(), "a log's key is name+id+base64");
    }
    if (key.type() != KeyType.ED25519) {
      throw new UserError(
          where + ": a key of type " + key.type() + ", want a log's", "that one is a witness's");
    }
    List<NoteKey> keys = logs.computeIfAbsent(key.name(), _ -> new ArrayList<>());
    if (!keys.contains(key)) {
      keys.add(key);
    }
  }
}
