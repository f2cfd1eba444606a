package dev.solvent.server.publish;

import dev.solvent.attest.json.CanonicalJson;
import dev.solvent.attest.json.JsonLimits;
import dev.solvent.attest.json.JsonValue;
import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.JsonValue.JsonText;
import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.program.WholeFile;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.data.EpochFolder;
import dev.solvent.server.store.Step;
import dev.solvent.server.tree.LiabilityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each step left in an epoch's folder, by its SHA-256, so that a file which has changed since
 * is found before the next step believes it. Days may lie between two steps, and a figure whose
 * digit has flipped is still a figure. Evidence is not among them, since it is named by its digest;
 * nor are observations and tokens, since they count only where their signatures do. One thread.
 */
public final class Sums {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 16, 2, 1_000);

  private final EpochFolder folder;

  public Sums(EpochFolder folder) {
    this.folder = folder;
  }

  /** What a step makes, and no other step changes. */
  private List<Path> files(Step step) {
    return switch (step) {
      case BEGUN -> List.of(folder.replaces());
      case SNAPSHOT -> List.of(folder.trees().resolve(LiabilityFolder.MANIFEST));
      case RESERVES -> List.of(folder.reservesManifest());
      case STATEMENT ->
          List.of(
              folder.statement(),
              folder.prices(),
              folder.solvencyPolicy(),
              folder.nextSolvencyPolicy(),
              folder.terms(),
              folder.priceHistory(),
              folder.positions(),
              folder.riskReport(),
              folder.solvencyReport());
      case SIGNED -> List.of(folder.envelope());
      case LOGGED, WITNESSED, TIMESTAMPED -> List.of();
      case PUBLISHED -> List.of(folder.bundle());
    };
  }

  /** Notes what a step left, done or not. */
  void note(Step step) throws IOException {
    Map<String, String> sums = read();
    boolean changed = false;
    for (Path file : files(step)) {
      if (Files.exists(file)) {
        String sum = sum(file);
        changed |= !sum.equals(sums.put(name(file), sum));
      } else {
        changed |= sums.remove(name(file)) != null;
      }
    }
    if (changed) {
      WholeFile.write(folder.sums(), print(sums));
    }
  }

  private static byte[] print(Map<String, String> sums) {
    ObjectBuilder json = new ObjectBuilder();
    sums.forEach(json::put);
    return CanonicalJson.print(json.build(), LIMITS);
  }

  /** What the file of sums has to hold, by the files that are there. */
  public byte[] ofFiles() throws IOException {
    Map<String, String> sums = new TreeMap<>();
    for (Step step : Step.values()) {
      for (Path file : files(step)) {
        if (Files.exists(file)) {
          sums.put(name(file), sum(file));
        }
      }
    }
    return print(sums);
  }

  /** Whether the file is there, was noted, and is as it was then. */
  boolean holds(Path file) throws IOException {
    return Files.exists(file) && sum(file).equals(read().get(name(file)));
  }

  /** Finds what an epoch that is this far lacks, or has otherwise than it was noted. */
  void check(Step reached) throws IOException {
    Map<String, String> sums = read();
    for (Step step : EnumSet.range(Step.BEGUN, reached)) {
      for (Path file : files(step)) {
        String noted = sums.get(name(file));
        boolean there = Files.exists(file);
        if (noted == null && !there && isOptional(file)) {
          continue;
        }
        if (!there) {
          throw new DamagedException(file, "it is gone, want it as it was made");
        }
        if (noted == null) {
          throw new DamagedException(folder.sums(), "it does not have " + name(file));
        }
        if (!sum(file).equals(noted)) {
          throw new DamagedException(
              file, "other bytes than " + folder.sums().getFileName() + " says");
        }
      }
    }
  }

  /** An epoch may correct nothing, and have no solvency report or no terms. */
  private boolean isOptional(Path file) {
    return file.equals(folder.replaces()) || file.startsWith(folder.solvency());
  }

  private String name(Path file) {
    return folder.root().relativize(file).toString();
  }

  private static String sum(Path file) throws IOException {
    return Digests.sha256(Files.readAllBytes(file)).toString();
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> sums = new TreeMap<>();
    if (!Files.exists(folder.sums())) {
      return sums;
    }
    try {
      JsonValue json = CanonicalJson.parse(Files.readAllBytes(folder.sums()), LIMITS);
      if (!(json instanceof JsonObject(var members))) {
        throw new MalformedException("no object");
      }
      for (Map.Entry<String, JsonValue> member : members.entrySet()) {
        if (!(member.getValue() instanceof JsonText(String sum))) {
          throw new MalformedException(member.getKey() + " without a sum");
        }
        sums.put(member.getKey(), sum);
      }
      return sums;
    } catch (MalformedException e) {
      throw new DamagedException(folder.sums(), String.valueOf(e.getMessage()));
    }
  }
}
