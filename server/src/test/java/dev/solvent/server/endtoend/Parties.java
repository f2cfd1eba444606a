package dev.solvent.server.endtoend;

import dev.solvent.attest.note.KeyType;
import dev.solvent.attest.note.NoteKey;
import dev.solvent.attest.signature.Ed25519Key;
import dev.solvent.attest.signature.VerifyingKey;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.endtoend.Program.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Witnesses and an observer: each a process that the exchange does not run. One thread. */
final class Parties {
  static final List<String> WITNESSES = List.of("witness-a.example", "witness-b.example");

  private final Program program;
  private final Path folder;
  private final Path password;
  private final Map<String, Integer> ports = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, Service> witnesses = new HashMap<>();

  Parties(Program program, Path folder) throws IOException, MalformedException {
    this.program = program;
    this.folder = Files.createDirectory(folder);
    password = KeyFiles.secret(folder.resolve("password"), "a password of the parties'");
    for (String name : WITNESSES) {
      addWitness(name);
    }
    add("observer");
  }

  private void add(String name) throws IOException {
    keys.put(name, KeyFiles.create(folder.resolve(name + ".p12"), password));
    ports.put(name, PlainHosts.freePort());
  }

  /** Somebody gets themself a key for a witness, and an address. */
  void addWitness(String name) throws IOException, MalformedException {
    add(name);
    byte[] spki = Base64.getDecoder().decode(keys.get(name));
    Ed25519Key key = (Ed25519Key) VerifyingKey.ofSpki(spki);
    keys.put(name, new NoteKey(name, KeyType.COSIGNATURE, key).toString());
  }

  String url(String name) {
    return "http://127.0.0.1:" + ports.get(name);
  }

  /** As witness policies name it. */
  String key(String name) {
    return keys.get(name);
  }

  List<String> options() {
    return List.of(
        "--witness=" + url(WITNESSES.get(0)) + "=" + key(WITNESSES.get(0)),
        "--witness=" + url(WITNESSES.get(1)) + "=" + key(WITNESSES.get(1)),
        "--observer=observer=" + key("observer"));
  }

  Path password() {
    return password;
  }

  void startWitness(String name, String logKey) throws IOException {
    witnesses.put(
        name,
        program.serve(
            "witness",
            "--json",
            "--init",
            "--listen=127.0.0.1:" + ports.get(name),
            "--data=" + folder.resolve(name),
            "--key=" + folder.resolve(name + ".p12"),
            "--password-file=" + password,
            "--name=" + name,
            "--log=" + logKey));
  }

  int endWitness(String name) throws InterruptedException {
    return witnesses.get(name).end();
  }

  /** With nodes of its own, and its own idea of which assets there are. */
  void startObserver(String chains, Path policy) throws IOException {
    Files.copy(policy, folder.resolve("policy.json"));
    Path settings = folder.resolve("nodes.yaml");
    Files.writeString(settings, "policy: policy.json\nchains:\n" + chains);
    program.serve(
        "observer",
        "--json",
        "--listen=127.0.0.1:" + ports.get("observer"),
        "--config=" + settings,
        "--key=" + folder.resolve("observer.p12"),
        "--password-file=" + password);
  }
}
