package dev.solvent.attest.log;

import dev.solvent.attest.log.WitnessPolicy.Group;
import dev.solvent.attest.log.WitnessPolicy.Witness;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Reads one policy, line by line; every line may use only what stands above it. */
final class WitnessPolicyReader {
  private static final int MAX_BYTES = 1 << 16;
  private static final int MAX_LINES = 512;

  private final List<NoteKey> logs = new ArrayList<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private final Set<String> defined = new HashSet<>();
  private @Nullable String quorum;

  WitnessPolicy read(byte[] bytes) throws MalformedException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException(
          "policy of " + bytes.length + " bytes, want at most " + MAX_BYTES);
    }
    String text = Lines.decode("policy", bytes);
    if (text.chars().anyMatch(c -> c == 0x7F || (c < 0x20 && c != '\t' && c != '\n'))) {
      throw new MalformedException("policy with a control character, want only tab and line feed");
    }
    List<String> lines = Lines.first(text, MAX_LINES + 1);
    if (!text.endsWith("\n") || lines.size() > MAX_LINES) {
      throw new MalformedException(
          "policy of " + lines.size() + " whole lines, want at most " + MAX_LINES + ", each ended");
    }
    for (int i = 0; i < lines.size(); i++) {
      readLine(i + 1, words(lines.get(i)));
    }
    if (quorum == null) {
      throw new MalformedException("policy without a quorum, want one line that names it");
    }
    try {
      return new WitnessPolicy(logs, witnesses, groups, quorum);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("policy: " + e.getMessage(), e);
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(line, " \t");
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }

  private void readLine(int number, List<String> words) throws MalformedException {
    if (words.isEmpty() || words.getFirst().startsWith("#")) {
      return;
    }
    int count = words.size();
    String kind = words.getFirst();
    if (kind.equals("log") && (count == 2 || count == 3)) {
      logs.add(NoteKey.parse(words.get(1)));
    } else if (kind.equals("witness") && (count == 3 || count == 4)) {
      Optional<String> url = count == 4 ? Optional.of(words.get(3)) : Optional.empty();
      witnesses.add(new Witness(words.get(1), NoteKey.parse(words.get(2)), url));
      define(number, words.get(1));
    } else if (kind.equals("group") && count >= 4) {
      readGroup(number, words.get(1), words.get(2), words.subList(3, count));
    } else if (kind.equals("quorum") && count == 2 && quorum == null) {
      quorum = words.get(1);
      if (!quorum.equals(WitnessPolicy.NONE)) {
        checkDefined(number, quorum);
      }
    } else {
      throw new MalformedException(
          "policy line "
              + number
              + " of "
              + count
              + " words beginning "
              + Quoted.of(kind)
              + ", want a log, a witness, a group, or the only quorum");
    }
  }

  private void readGroup(int number, String name, String threshold, List<String> members)
      throws MalformedException {
    for (String member : members) {
      checkDefined(number, member);
    }
    long least =
        switch (threshold) {
          case "all" -> members.size();
          case "any" -> 1;
          default -> Lines.number("threshold", threshold);
        };
    if (least < 1 || least > members.size()) {
      throw new MalformedException(
          "policy line "
              + number
              + " with the threshold "
              + least
              + ", want 1 to the "
              + members.size()
              + " members");
    }
    groups.add(new Group(name, (int) least, members));
    define(number, name);
  }

  private void define(int number, String name) throws MalformedException {
    if (name.equals(WitnessPolicy.NONE) || !defined.add(name)) {
      throw new MalformedException(
          "policy line "
              + number
              + " with the name "
              + Quoted.of(name)
              + ", want one that is not taken, and not "
              + WitnessPolicy.NONE);
    }
  }

  private void checkDefined(int number, String name) throws MalformedException {
    if (!defined.contains(name)) {
      throw new MalformedException(
          "policy line "
              + number
              + " with the name "
              + Quoted.of(name)
              + ", want one that is defined above it");
    }
  }
}
