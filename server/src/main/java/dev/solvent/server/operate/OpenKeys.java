package dev.solvent.server.operate;

import dev.solvent.attest.keys.Hsm;
import dev.solvent.attest.keys.KeyFile;
import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.note.NoteSigner;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.Signer;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.server.config.KeySettings;
import dev.solvent.server.config.KeySettings.Place;
import dev.solvent.server.publish.SigningSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that the settings name, each opened when it is first needed and kept open: a password is
 * asked for once. Any thread.
 */
final class OpenKeys implements SigningSource, Closeable {
  private final KeySettings settings;
  private final String logOrigin;

  /** These are guarded by this. */
  private final Map<Place, Signer> open = new HashMap<>();

  private final Map<String, Hsm> devices = new HashMap<>();

  OpenKeys(KeySettings settings, String logOrigin) {
    this.settings = settings;
    this.logOrigin = logOrigin;
  }

  MasterSecret master() throws IOException {
    return settings.readMaster();
  }

  @Override
  public List<Signer> statement() throws IOException {
    List<Signer> signers = new ArrayList<>();
    for (Place place : settings.statement()) {
      signers.add(signer(place));
    }
    return signers;
  }

  @Override
  public NoteSigner log() throws IOException {
    Signer signer = signer(settings.log());
    if (!(signer.key() instanceof Ed25519Key key)) {
      throw new IOException("keys.log: a P-256 key, want Ed25519, which logs are signed with");
    }
    return new NoteSigner(new NoteKey(logOrigin, KeyType.ED25519, key), signer);
  }

  /** Empty where the settings name none. */
  Optional<Signer> receipt() throws IOException {
    return settings.receipt().isEmpty()
        ? Optional.empty()
        : Optional.of(signer(settings.receipt().get()));
  }

  private synchronized Signer signer(Place place) throws IOException {
    Signer known = open.get(place);
    if (known == null) {
      known =
          switch (place) {
            case Place.InFile(var file, var password) -> KeyFile.open(file, password);
            case Place.InDevice device -> device(device).signer(device.label());
          };
      open.put(place, known);
    }
    return known;
  }

  /** A login belongs to the whole process, so a token is opened once. */
  private Hsm device(Place.InDevice device) throws IOException {
    String name = device.library() + " " + device.slot();
    Hsm known = devices.get(name);
    if (known == null) {
      known =
          Hsm.open(device.library().toAbsolutePath(), Hsm.Slot.ofId(device.slot()), device.pin());
      devices.put(name, known);
    }
    return known;
  }

  @Override
  public synchronized void close() throws IOException {
    for (Hsm device : devices.values()) {
      device.close();
    }
    devices.clear();
    open.clear();
  }
}
