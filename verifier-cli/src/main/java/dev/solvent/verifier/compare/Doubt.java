package dev.solvent.verifier.compare;

import dev.solvent.attest.report.Finding;

/** Why what was found under a name is not taken for its issuer's words. */
record Doubt(String name, Finding finding) {}
