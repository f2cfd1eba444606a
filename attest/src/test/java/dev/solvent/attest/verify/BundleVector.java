package dev.solvent.attest.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.solvent.attest.LooseJson;
import dev.solvent.attest.RepoFiles;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.ExpectedBalance;
import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Commitment;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A case as its file says it, for a verifier in Java. An unknown field ends the test. */
record BundleVector(String name, JsonNode content) {
  private static final Path FOLDER = RepoFiles.root().resolve("fixtures/vectors/bundles");
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

  static List<BundleVector> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> named(file.getFileName().toString().replace(".json", "")))
          .toList();
    }
  }

  /** The files of that kind that the cases show. */
  static List<Path> files(String kind) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("files"))) {
      return files.filter(file -> file.toString().endsWith("." + kind)).sorted().toList();
    }
  }

  static BundleVector named(String name) {
    JsonNode content = LooseJson.tree(RepoFiles.bytes(FOLDER.resolve(name + ".json")));
    requireKnown(content, FIELDS);
    requireKnown(content.get("input"), INPUT);
    return new BundleVector(name, content);
  }

  private static void requireKnown(JsonNode object, Set<String> known) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    names.removeAll(known);
    if (!names.isEmpty()) {
      throw new IllegalArgumentException("unknown fields " + names);
    }
  }

  String verdict() {
    return content.get("verdict").textValue();
  }

  /** Every check that does not pass, and how it ends. */
  Map<String, String> results() {
    Map<String, String> results = new TreeMap<>();
    content.get("results").forEachEntry((check, result) -> results.put(check, result.textValue()));
    return results;
  }

  /** What the verification says; nothing where a file of the case cannot be read. */
  Optional<Report> report() {
    try {
      Exhibits exhibits = exhibits();
      Optional<Bundle> bundle = bundle();
      return bundle.isPresent()
          ? Optional.of(Verification.verify(bundle.get(), exhibits, reader()))
          : Verification.verify(exhibits, reader());
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /** The attestation, where the reader has it apart from the account proof. */
  Optional<Bundle> bundle() throws MalformedException {
    return read("bundle", Bundle::parse);
  }

  Reader reader() throws MalformedException {
    return new Reader(
        read("trustRoot", SignedRoot::parse).orElseThrow(),
        read("policy", Policy::parse).orElseThrow(),
        Timestamp.parse(input().get("now").textValue()),
        input().has("seen") ? Optional.of(seen(input().get("seen"))) : Optional.empty());
  }

  private static Seen seen(JsonNode seen) throws MalformedException {
    List<Hash> proof = new ArrayList<>();
    for (JsonNode hash : seen.get("proof")) {
      proof.add(Hash.parse(hash.textValue()));
    }
    return new Seen(Checkpoint.parse(seen.get("checkpoint").textValue()), proof);
  }

  Exhibits exhibits() throws MalformedException {
    Exhibits exhibits = Exhibits.NONE;
    Optional<AccountProof> proof = read("accountProof", AccountProof::parse);
    if (proof.isPresent()) {
      List<ExpectedBalance> expected = new ArrayList<>();
      for (JsonNode balance : input().get("expected")) {
        expected.add(ExpectedBalance.parse(balance.textValue()));
      }
      exhibits = exhibits.with(new Claim(proof.get(), expected));
    }
    Optional<Envelope> receipt = read("receipt", Envelope::parse);
    if (receipt.isPresent()) {
      exhibits = exhibits.withReceipt(receipt.get());
    }
    return input().has("recomputed")
        ? exhibits.withRecomputed(trees(input().get("recomputed")))
        : exhibits;
  }

  private static List<CommittedAsset> trees(JsonNode rows) throws MalformedException {
    List<CommittedAsset> trees = new ArrayList<>();
    for (JsonNode row : rows) {
      trees.add(
          new CommittedAsset(
              new Asset(Ticker.parse(row.get("asset").textValue()), row.get("decimals").intValue()),
              new Commitment(
                  Hash.parse(row.get("root").textValue()),
                  Amount.parse(row.get("total").textValue()),
                  row.get("height").intValue())));
    }
    return trees;
  }

  private JsonNode input() {
    return content.get("input");
  }

  private interface Parser<T> {
    T parse(byte[] bytes) throws MalformedException;
  }

  private <T> Optional<T> read(String field, Parser<T> parser) throws MalformedException {
    JsonNode file = input().get(field);
    return file == null
        ? Optional.empty()
        : Optional.of(
            parser.parse(RepoFiles.bytes(FOLDER.resolve("files").resolve(file.textValue()))));
  }
}
