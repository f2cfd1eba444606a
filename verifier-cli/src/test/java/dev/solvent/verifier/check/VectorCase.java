package dev.solvent.verifier.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.bundle.EarlierCheckpoint;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A case of {@code fixtures/vectors/bundles} as somebody would run it, with files and options. An
 * unknown field ends the test.
 *
 * <p>Two inputs are put otherwise. The proof that the log goes on from what was seen is what the
 * program asks a publication for, or finds among the bundle's earlier checkpoints: there it is
 * laid. What an auditor recomputed is the command {@code audit}'s, and is left out here.
 */
record VectorCase(String name, JsonNode content, Path folder) {
  private static final Path FOLDER =
      Path.of(System.getProperty("solvent.root")).resolve("fixtures/vectors/bundles");
  private static final Set<String> FIELDS =
      Set.of("comment", "effect", "threats", "input", "verdict", "results");
  private static final Set<String> INPUT =
      Set.of(
          "bundle",
          "trustRoot",
          "policy",
          "now",
          "seen",
          "accountProof",
          "expected",
          "receipt",
          "recomputed");
  private static final String RECOMPUTE = "liabilities.recompute";

  static List<VectorCase> all(Path folder) throws IOException {
    List<VectorCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        JsonNode content = new ObjectMapper().readTree(Files.readAllBytes(file));
        requireKnown(content, FIELDS);
        requireKnown(content.get("input"), INPUT);
        cases.add(new VectorCase(name, content, Files.createDirectories(folder.resolve(name))));
      }
    }
    return cases;
  }

  private static void requireKnown(JsonNode object, Set<String> known) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    names.removeAll(known);
    if (!names.isEmpty()) {
      throw new IllegalArgumentException("unknown fields " + names);
    }
  }

  private JsonNode input() {
    return content.get("input");
  }

  boolean hasProof() {
    return input().has("accountProof");
  }

  boolean hasBundle() {
    return input().has("bundle");
  }

  boolean isMalformed() {
    return content.get("verdict").textValue().equals("MALFORMED");
  }

  /** Where nothing but what is left out is spoilt. */
  boolean isAuditors() {
    List<String> failing = new ArrayList<>();
    content
        .get("results")
        .forEachEntry((check, result) -> {
          if (result.textValue().equals("fail")) {
            failing.add(check);
          }
        });
    return failing.equals(List.of(RECOMPUTE));
  }

  String verdict() {
    return isAuditors() ? "VERIFIED" : content.get("verdict").textValue();
  }

  /** Every check that does not pass, and how it ends. */
  Map<String, String> results() {
    Map<String, String> results = new TreeMap<>();
    content.get("results").forEachEntry((check, result) -> results.put(check, result.textValue()));
    results.put(RECOMPUTE, "not run");
    return results;
  }

  /** As {@link #results}, where nothing of the customer's is shown. */
  Map<String, String> resultsOfBundleAlone() {
    Map<String, String> results = results();
    results.put("liabilities.inclusion", "not run");
    results.put("receipt.signature", "absent");
    return results;
  }

  List<String> check() throws IOException {
    List<String> args = new ArrayList<>(List.of("check", file("accountProof").toString()));
    if (hasBundle()) {
      args.addAll(List.of("--attestation", file("bundle").toString()));
    }
    if (input().has("receipt")) {
      args.addAll(
          List.of("--receipt", FOLDER.resolve("files").resolve(text("receipt")).toString()));
    }
    input()
        .get("expected")
        .forEach(balance -> args.addAll(List.of("--expect", balance.textValue())));
    return reader(args);
  }

  List<String> attestation() throws IOException {
    return reader(new ArrayList<>(List.of("attestation", file("bundle").toString())));
  }

  private List<String> reader(List<String> args) throws IOException {
    args.addAll(List.of("--trust", FOLDER.resolve("files").resolve(text("trustRoot")).toString()));
    args.addAll(List.of("--policy", FOLDER.resolve("files").resolve(text("policy")).toString()));
    args.addAll(List.of("--at", text("now")));
    args.addAll(List.of("--home", folder.resolve("home").toString()));
    if (input().has("seen")) {
      String kept = input().get("seen").get("checkpoint").textValue();
      String signature = Base64.getEncoder().encodeToString(new byte[4 + 64]);
      Path note = folder.resolve("checkpoint");
      Files.writeString(note, kept + "\n— kept.example " + signature + "\n");
      args.addAll(List.of("--seen", note.toString()));
    }
    return args;
  }

  private String text(String field) {
    return input().get(field).textValue();
  }

  /** The case's file, with the proof for what was seen in it if it can be read at all. */
  private Path file(String field) throws IOException {
    byte[] bytes = Files.readAllBytes(FOLDER.resolve("files").resolve(text(field)));
    Path file = folder.resolve(text(field));
    Files.write(file, field.equals("bundle") ? bundle(bytes) : proof(bytes));
    return file;
  }

  private byte[] bundle(byte[] bytes) {
    try {
      return withSeen(Bundle.parse(bytes)).toBytes();
    } catch (MalformedException e) {
      return bytes;
    }
  }

  private byte[] proof(byte[] bytes) {
    try {
      AccountProof proof = AccountProof.parse(bytes);
      Optional<Bundle> inline = proof.bundle();
      return inline.isPresent() ? proof.with(withSeen(inline.get())).toBytes() : bytes;
    } catch (MalformedException e) {
      return bytes;
    }
  }

  private Bundle withSeen(Bundle bundle) throws MalformedException {
    if (!input().has("seen")) {
      return bundle;
    }
    JsonNode seen = input().get("seen");
    Checkpoint kept = Checkpoint.parse(seen.get("checkpoint").textValue());
    List<Hash> proof = new ArrayList<>();
    for (JsonNode hash : seen.get("proof")) {
      proof.add(Hash.parse(hash.textValue()));
    }
    List<EarlierCheckpoint> earlier = new ArrayList<>(bundle.earlier());
    earlier.add(new EarlierCheckpoint(kept.size(), kept.root(), proof));
    return bundle.under(bundle.logProof(), earlier, bundle.replacement());
  }
}
