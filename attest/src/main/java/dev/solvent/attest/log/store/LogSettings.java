package dev.solvent.attest.log.store;

import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.note.NoteSigner;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What one log is made of. Its origin is the name of its key, and neither ever changes.
 *
 * @param folder what is published; on a file system with hard links
 * @param floor the cosignatures without which the issuer publishes nothing
 * @param tolerance by how much a witness's clock may be ahead of ours
 */
public record LogSettings(
    Path folder,
    LockStore lock,
    NoteSigner signer,
    CosignatureSource witnesses,
    WitnessPolicy floor,
    Duration tolerance) {}
