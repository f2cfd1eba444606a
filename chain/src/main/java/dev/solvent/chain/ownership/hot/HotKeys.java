package dev.solvent.chain.ownership.hot;

import dev.solvent.attest.keys.PrivateFile;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys of a file: on each line one, 64 lower-case hex digits and nothing else, each once. The
 * file may be readable by its owner only. Which addresses a key has is for the account to say, so
 * the forms that carry a chain with them (WIF) are not read.
 */
public final class HotKeys {
  private static final int MAX_KEYS = 1_000;
  private static final int LINE = 65;

  private final List<HotKey> keys;

  private HotKeys(List<HotKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Every refusal names the file and the line, and never what stands there. */
  public static HotKeys read(Path file) throws IOException {
    byte[] bytes = PrivateFile.read(file, MAX_KEYS * LINE);
    try {
      return new HotKeys(parse(file, new String(bytes, StandardCharsets.US_ASCII)));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static List<HotKey> parse(Path file, String text) throws IOException {
    String lines = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    if (lines.isEmpty()) {
      throw new IOException(file + ": no key, want one on each line");
    }
    List<HotKey> keys = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String line : lines.split("\n", -1)) {
      String place = file + ", line " + (keys.size() + 1) + ": ";
      try {
        keys.add(HotKey.parse(line));
      } catch (MalformedException e) {
        throw new IOException(place + e.getMessage(), e);
      }
      if (!seen.add(line)) {
        throw new IOException(place + "a key a second time, want it once");
      }
    }
    return keys;
  }

  List<HotKey> keys() {
    return keys;
  }

  @Override
  public String toString() {
    return keys.size() + " private keys";
  }
}
