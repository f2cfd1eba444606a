package dev.solvent.server.config;

import dev.solvent.attest.keys.PasswordSource;
import dev.solvent.attest.keys.PasswordSource.PasswordFile;
import dev.solvent.attest.keys.PasswordSource.PasswordTerminal;
import dev.solvent.attest.keys.PasswordSource.PasswordVariable;
import dev.solvent.attest.keys.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The setting {@code keys}: where they are. The files have to be there; none is opened. */
final class KeySection {
  private static final String PLACE =
      "write {file: FILE, password: {file: FILE}}, or library, slot, label and pin of a device";
  private static final String PASSWORD = "write {file: FILE}, {env: VARIABLE} or ask";

  private final Path folder;
  private final Function<String, @Nullable String> environment;

  KeySection(Path folder, Function<String, @Nullable String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  Optional<KeySettings> read(Value value) {
    return value.keys("master, statement, log and perhaps receipt").flatMap(this::read);
  }

  private Optional<KeySettings> read(Keys keys) {
    Optional<Path> master =
        keys.required("master", "the file of the master secret; solvent init makes one")
            .flatMap(file -> existing(file, "a file of 64 hex digits; solvent init makes one"));
    List<KeySettings.Place> statement = new ArrayList<>();
    keys.required("statement", "the keys that sign statements, a list")
        .ifPresent(all ->
            all.items("the keys that sign statements")
                .forEach(item -> place(item).ifPresent(statement::add)));
    Optional<KeySettings.Place> log =
        keys.required("log", "the key that signs checkpoints").flatMap(this::place);
    Optional<Value> named = keys.optional("receipt");
    Optional<KeySettings.Place> receipt = named.flatMap(this::place);
    keys.end();
    return master.isPresent() && !statement.isEmpty() && log.isPresent()
        ? Optional.of(new KeySettings(master.get(), statement, log.get(), receipt))
        : Optional.empty();
  }

  private Optional<Path> existing(Value named, String remedy) {
    Optional<Path> file = named.read(folder::resolve, remedy);
    if (file.isPresent() && !Files.isRegularFile(file.get())) {
      named.problem(file.get() + ": no such file, want one", remedy);
      return Optional.empty();
    }
    return file;
  }

  private Optional<KeySettings.Place> place(Value value) {
    return value.keys(PLACE).flatMap(this::place);
  }

  private Optional<KeySettings.Place> place(Keys keys) {
    Optional<Value> file = keys.optional("file");
    if (file.isPresent()) {
      Optional<Path> path = existing(file.get(), "a key file; solvent keys create makes one");
      Optional<PasswordSource> password = password(keys, "password", "password of a key file");
      keys.end();
      return path.flatMap(at -> password.map(source -> new KeySettings.Place.InFile(at, source)));
    }
    Optional<Path> library = keys.required("library", PLACE).flatMap(lib -> existing(lib, PLACE));
    Optional<Integer> slot =
        keys.required("slot", PLACE)
            .flatMap(number -> number.number(0, Integer.MAX_VALUE, "the number of a slot"));
    Optional<String> label =
        keys.required("label", PLACE).flatMap(text -> text.text("the key's label"));
    Optional<PasswordSource> pin = password(keys, "pin", "PIN of the device");
    keys.end();
    return library.isPresent() && slot.isPresent() && label.isPresent() && pin.isPresent()
        ? Optional.of(
            new KeySettings.Place.InDevice(library.get(), slot.get(), label.get(), pin.get()))
        : Optional.empty();
  }

  private Optional<PasswordSource> password(Keys keys, String name, String what) {
    Optional<Value> value = keys.required(name, PASSWORD);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get().isText()) {
      return value
          .get()
          .read(
              text -> {
                if (!text.equals("ask")) {
                  throw new IllegalArgumentException(
                      "a text that is not the word ask, want a password only named");
                }
                return new PasswordTerminal(Terminal.ofProgram(), what);
              },
              PASSWORD);
    }
    return value.get().keys(PASSWORD).flatMap(this::source);
  }

  private Optional<PasswordSource> source(Keys keys) {
    Optional<Value> file = keys.optional("file");
    Optional<Value> variable = keys.optional("env");
    keys.end();
    if (file.isPresent() == variable.isPresent()) {
      keys.owner()
          .problem((file.isPresent() ? "both" : "neither") + ", want file or env", PASSWORD);
      return Optional.empty();
    }
    return file.isPresent()
        ? existing(file.get(), PASSWORD).map(PasswordFile::new)
        : variable
            .flatMap(text -> text.text(PASSWORD))
            .map(name -> new PasswordVariable(name, environment));
  }
}
