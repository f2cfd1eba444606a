package dev.solvent.server.doctor;

import dev.solvent.attest.text.Timestamp;
import dev.solvent.server.config.Configuration;
import dev.solvent.server.config.Publishing;
import dev.solvent.server.data.DataFolder;

/** What is examined, and when. */
record Premises(Configuration configuration, Timestamp now) {
  Publishing publishing() {
    return configuration.publishing();
  }

  DataFolder data() {
    return new DataFolder(publishing().data());
  }
}
