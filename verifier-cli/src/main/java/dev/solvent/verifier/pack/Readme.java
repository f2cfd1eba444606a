package dev.solvent.verifier.pack;

import dev.solvent.attest.report.Report;
import dev.solvent.attest.verify.Exhibits;
import dev.solvent.attest.verify.Seen;
import dev.solvent.verifier.reader.Examination;

/** What a pack says of itself, to somebody who never saw one. */
final class Readme {
  private final Examination examination;
  private final Exhibits exhibits;
  private final Report report;

  Readme(Examination examination, Exhibits exhibits, Report report) {
    this.examination = examination;
    this.exhibits = exhibits;
    this.report = report;
  }

  String text() {
    StringBuilder text = new StringBuilder("An attestation of ");
    text.append(report.issuer().map(Object::toString).orElse("an issuer that could not be read"));
    report.epoch().ifPresent(epoch -> text.append(", epoch ").append(epoch));
    text.append(", with all that it was judged by.\n\n")
        .append("Verdict: ")
        .append(report.verdict())
        .append(", as of ")
        .append(report.now())
        .append(". The checks, one by one: report.txt, and for programs report.json.\n\n");
    if (exhibits.claim().isPresent() || exhibits.receipt().isPresent()) {
      text.append("It holds what one customer was shown: account id, account key and balances.\n")
          .append(
              "Whoever has this file can read them. Hand it on only as that customer wants.\n\n");
    }
    return text.append(
            "Nothing in here is to be believed. To judge it again, offline, unpack it,\n")
        .append("make sure that nothing was lost, and run the program of your own:\n\n")
        .append("  sha256sum --check SHA256SUMS\n  ")
        .append(command())
        .append("\n\n")
        .append(again())
        .append("That is by the trust root and the policy of whoever made this pack. To judge by\n")
        .append(
            "yours, leave --trust and --policy out: then those that you pinned and wrote count.\n")
        .append(
            "Compare the root's fingerprint with one that the exchange prints or tells you:\n\n")
        .append("  sha256 of the root that was trusted: ")
        .append(examination.reader().pinned().id())
        .append('\n')
        .toString();
  }

  /** Tiles are signed by nobody: that they came to nothing is the packer's word, and said to be. */
  private String again() {
    if (examination.reader().seen().flatMap(Seen::refusal).isPresent()) {
      return """
      It cannot show again that the log did not come to its own checkpoint when it was
      asked: report.txt tells it, and log.consistency passes here.

      """;
    }
    return hasProof()
        ? "It prints the same report, and what it says for the customer.\n\n"
        : "It prints report.json, byte for byte.\n\n";
  }

  private boolean hasProof() {
    return exhibits.claim().isPresent();
  }

  private String command() {
    StringBuilder command = new StringBuilder("solvent-verify ");
    command
        .append(
            exhibits.claim().isPresent() || exhibits.receipt().isPresent()
                ? "check"
                : "attestation")
        .append(" --json --trust ")
        .append(Evidence.rootName(examination.reader().pinned()))
        .append(" --policy ")
        .append(Evidence.POLICY)
        .append(" --at ")
        .append(report.now());
    if (examination.compared().isPresent()) {
      command.append(" --seen ").append(Evidence.CHECKPOINT);
    }
    if (exhibits.claim().isEmpty() && exhibits.receipt().isEmpty()) {
      return command.append(' ').append(Evidence.BUNDLE).toString();
    }
    command.append(" --attestation ").append(Evidence.BUNDLE);
    if (hasProof() && exhibits.receipt().isPresent()) {
      command.append(" --receipt ").append(Evidence.RECEIPT);
    }
    return command.append(' ').append(hasProof() ? Evidence.PROOF : Evidence.RECEIPT).toString();
  }
}
