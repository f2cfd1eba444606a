package dev.solvent.verifier.reader;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where this reader keeps what is theirs: for {@code @Mixin}. */
public final class HomeOption {
  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description = {
        "Where your pinned roots, policy and what you have seen are kept",
        "(default: $$SOLVENT_VERIFY_HOME, else ~/.config/solvent-verify)."
      })
  private @Nullable Path home;

  public Home home() {
    return new Home(home == null ? defaultHome() : home);
  }

  private static Path defaultHome() {
    String own = System.getenv("SOLVENT_VERIFY_HOME");
    if (own != null && !own.isEmpty()) {
      return Path.of(own);
    }
    String config = System.getenv("XDG_CONFIG_HOME");
    Path base =
        config != null && !config.isEmpty()
            ? Path.of(config)
            : Path.of(System.getProperty("user.home"), ".config");
    return base.resolve("solvent-verify");
  }
}
