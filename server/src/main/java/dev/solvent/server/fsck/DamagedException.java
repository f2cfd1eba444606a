package dev.solvent.server.fsck;

/** Ends a look at something whose rest cannot be looked at any more. */
final class DamagedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Damage damage;

  DamagedException(Damage damage) {
    super(damage.toString());
    this.damage = damage;
  }

  static DamagedException ofPublic(String file, Exception e) {
    return new DamagedException(Damage.ofPublic(file, Words.of(e)));
  }

  Damage damage() {
    return damage;
  }
}
