package dev.solvent.attest.log;

import dev.solvent.attest.text.Base64Text;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lines that the log's text formats share. */
public final class Lines {
  /** A proof has at most one hash a level, and a size has 63 bits. */
  public static final int MAX_PROOF = 63;

  private static final int HASH_CHARACTERS = 44;
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");

  private Lines() {}

  /** A decimal of 0 to 2^63 − 1 without leading zeros. */
  public static long number(String what, String line) throws MalformedException {
    if (NUMBER.matcher(line).matches()) {
      try {
        return Long.parseLong(line);
      } catch (NumberFormatException e) {
        throw notNumber(what, line); // 2^63 or more
      }
    }
    throw notNumber(what, line);
  }

  private static MalformedException notNumber(String what, String line) {
    return new MalformedException(
        what + " " + Quoted.of(line) + ", want a decimal of 0 to 2^63 - 1 without leading zeros");
  }

  static Hash hash(String what, String line) throws MalformedException {
    byte[] bytes = line.length() == HASH_CHARACTERS ? Base64Text.decode(line) : new byte[0];
    if (bytes.length != Hash.BYTES) {
      throw new MalformedException(what + " " + Quoted.of(line) + ", want 32 bytes in base64");
    }
    return Hash.of(bytes);
  }

  /**
   * The hashes of a proof, one a line, from {@code from} to the empty line that ends them; its
   * place is {@code from} and their number.
   */
  public static List<Hash> proof(List<String> lines, int from) throws MalformedException {
    List<Hash> hashes = new ArrayList<>();
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).isEmpty()) {
        return hashes;
      }
      if (hashes.size() == MAX_PROOF) {
        throw new MalformedException("proof of more than " + MAX_PROOF + " hashes, want fewer");
      }
      hashes.add(hash("hash of a proof", lines.get(i)));
    }
    throw new MalformedException("proof without an end, want an empty line after it");
  }

  /** The first lines, at most {@code most}; the rest of the text is not looked at. */
  public static List<String> first(String text, int most) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    for (int end = text.indexOf('\n'); end >= 0 && lines.size() < most; ) {
      lines.add(text.substring(at, end));
      at = end + 1;
      end = text.indexOf('\n', at);
    }
    return lines;
  }

  public static String print(List<Hash> proof) {
    StringBuilder lines = new StringBuilder();
    proof.forEach(hash -> lines.append(Base64Text.encode(hash.toBytes())).append('\n'));
    return lines.append('\n').toString();
  }

  public static String decode(String what, byte[] utf8) throws MalformedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException(what + " that is not UTF-8, want UTF-8", e);
    }
  }
}
