package dev.solvent.verifier.pack;

import dev.solvent.attest.envelope.Envelope;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.octets.Octets;
import dev.solvent.attest.published.PublishedPath;
import dev.solvent.attest.report.Report;
import dev.solvent.attest.report.ReportJson;
import dev.solvent.attest.signature.Digests;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.attest.verify.Claim;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.verifier.cli.Style;
import dev.solvent.verifier.reader.Examination;
import dev.solvent.verifier.reader.ReportPage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a pack, by their names: {@code docs/spec/evidence-pack.md}. */
final class Evidence {
  static final String BUNDLE = "attestation.bundle.json";
  static final String POLICY = "policy.json";
  static final String CHECKPOINT = "checkpoint";
  static final String PROOF = "account-proof.json";
  static final String RECEIPT = "receipt.json";
  static final String REPORT = "report.json";
  private static final String REPORT_TEXT = "report.txt";
  private static final String README = "README.txt";
  private static final String SUMS = "SHA256SUMS";

  private final SortedMap<String, Octets> files = new TreeMap<>();

  private Evidence() {}

  static SortedMap<String, Octets> of(Examination examination, Exhibits exhibits, Report report) {
    Evidence evidence = new Evidence();
    evidence.judged(examination);
    evidence.shown(exhibits);
    evidence.put(REPORT, ReportJson.print(report), "\n");
    evidence.put(REPORT_TEXT, text(report));
    evidence.put(README, new Readme(examination, exhibits, report).text());
    evidence.put(SUMS, evidence.sums());
    return Collections.unmodifiableSortedMap(evidence.files);
  }

  private void judged(Examination examination) {
    files.put(BUNDLE, Octets.of(examination.repeatable().toBytes()));
    examination
        .located()
        .beside()
        .entries()
        .forEach(blob -> files.put(PublishedPath.blob(blob.getKey()), blob.getValue()));
    root(examination.reader().pinned());
    examination.repeatable().roots().forEach(this::root);
    files.put(POLICY, Octets.of(examination.reader().policy().toBytes()));
    examination.compared().ifPresent(other -> files.put(CHECKPOINT, Octets.of(other.bytes())));
  }

  /** The one that was pinned comes first: another of its version is in the bundle alone. */
  private void root(SignedRoot root) {
    files.putIfAbsent(rootName(root), Octets.of(root.envelope().toBytes()));
  }

  static String rootName(SignedRoot root) {
    return PublishedPath.trustRoot(root.root().version());
  }

  private void shown(Exhibits exhibits) {
    Optional<AccountProof> proof = exhibits.claim().map(Claim::proof);
    Optional<Envelope> receipt = exhibits.receipt();
    proof.ifPresent(own -> files.put(PROOF, Octets.of(own.toBytes())));
    receipt.ifPresent(own -> files.put(RECEIPT, Octets.of(own.toBytes())));
  }

  /** As {@code attestation --verbose} prints it. */
  private static String text(Report report) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    ReportPage page = new ReportPage(out, Style.of(Style.When.NEVER));
    page.verdict(report);
    page.checks(report, true);
    page.coverage(report);
    page.hint(report);
    out.flush();
    return text.toString();
  }

  private String sums() {
    StringBuilder sums = new StringBuilder();
    files.forEach((name, content) ->
        sums.append(Digests.sha256(content.toBytes())).append("  ").append(name).append('\n'));
    return sums.toString();
  }

  private void put(String name, String text) {
    files.put(name, Octets.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void put(String name, byte[] bytes, String end) {
    put(name, new String(bytes, StandardCharsets.UTF_8) + end);
  }
}
