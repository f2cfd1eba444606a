package dev.solvent.attest.ownership;

import dev.solvent.attest.caip.AccountRef;
import dev.solvent.attest.caip.BlockRef;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text that an account's keys sign: seven exact lines, so that a signature fits one issuer, one
 * log, one account, and no time before the block. Its last line has no line feed, which wallets
 * tend to strip.
 */
public record OwnershipChallenge(
    Issuer issuer,
    String logOrigin,
    AccountRef account,
    CheckpointRef checkpoint,
    BlockRef block,
    Timestamp expires) {
  public static final String FORMAT = "solvent/ownership/v1";

  static final int MAX_LENGTH = 2000;

  /** Printable ASCII without a space or a plus sign, as signed notes name their keys. */
  private static final Pattern ORIGIN = Pattern.compile("[!-*,-~]{1,255}");

  private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,15}");
  private static final List<String> NAMES =
      List.of("issuer ", "log ", "account ", "checkpoint ", "block ", "expires ");

  public OwnershipChallenge {
    if (!ORIGIN.matcher(logOrigin).matches()) {
      throw new IllegalArgumentException(
          "log " + Quoted.of(logOrigin) + ", want 1 to 255 printable characters, no space or plus");
    }
  }

  public static OwnershipChallenge parse(String text) throws MalformedException {
    if (text.length() > MAX_LENGTH) {
      throw new MalformedException(
          "challenge of " + text.length() + " characters, want at most " + MAX_LENGTH);
    }
    List<String> lines = List.of(text.split("\n", -1));
    if (lines.size() != NAMES.size() + 1 || !lines.getFirst().equals(FORMAT)) {
      throw new MalformedException(
          "challenge of " + lines.size() + " lines, want " + FORMAT + " and six more");
    }
    Issuer issuer = Issuer.parse(value(lines, 1));
    String origin = value(lines, 2);
    AccountRef account = AccountRef.parse(value(lines, 3));
    CheckpointRef checkpoint = checkpoint(value(lines, 4));
    BlockRef block = BlockRef.parse(value(lines, 5));
    Timestamp expires = Timestamp.parse(value(lines, 6));
    try {
      return new OwnershipChallenge(issuer, origin, account, checkpoint, block, expires);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String value(List<String> lines, int index) throws MalformedException {
    String name = NAMES.get(index - 1);
    if (!lines.get(index).startsWith(name)) {
      throw new MalformedException(
          "line " + (index + 1) + " " + Quoted.of(lines.get(index)) + ", want " + name.strip());
    }
    return lines.get(index).substring(name.length());
  }

  private static CheckpointRef checkpoint(String text) throws MalformedException {
    int space = text.indexOf(' ');
    if (space < 0 || !SIZE.matcher(text.substring(0, space)).matches()) {
      throw new MalformedException("checkpoint " + Quoted.of(text) + ", want a size and a root");
    }
    Hash root = Hash.parse(text.substring(space + 1));
    try {
      return new CheckpointRef(Long.parseLong(text.substring(0, space)), root);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The text that {@link #parse} reads, and that is signed. */
  public String text() {
    List<Object> values = List.of(issuer, logOrigin, account, checkpoint, block, expires);
    StringBuilder text = new StringBuilder(FORMAT);
    for (int i = 0; i < NAMES.size(); i++) {
      text.append('\n').append(NAMES.get(i)).append(values.get(i));
    }
    return text.toString();
  }
}
