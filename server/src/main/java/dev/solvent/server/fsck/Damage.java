package dev.solvent.server.fsck;

import dev.solvent.attest.json.JsonValue.JsonObject;
import dev.solvent.attest.json.ObjectBuilder;

/**
 * A file that is not what it has to be.
 *
 * @param file below the folder of data
 * @param found what was found and what is wanted
 * @param remedy what to do about it
 */
public record Damage(String file, String found, String remedy) {
  /** Of what is public: readers have copies, and so should the operator. */
  static final String FROM_A_COPY =
      "bring it back from a copy of public/, byte for byte; never write it by hand";

  /** Of what the operator alone has. */
  static final String FROM_A_BACKUP =
      "bring it back from a backup of this epoch's folder; never write it by hand";

  static Damage ofPublic(String file, String found) {
    return new Damage(file, found, FROM_A_COPY);
  }

  static Damage ofPrivate(String file, String found) {
    return new Damage(file, found, FROM_A_BACKUP);
  }

  /** The form in which programs get it. */
  public JsonObject toJson() {
    return new ObjectBuilder().put("file", file).put("found", found).put("remedy", remedy).build();
  }

  /** The form in which people get it. */
  @Override
  public String toString() {
    return file + ": " + found;
  }
}
