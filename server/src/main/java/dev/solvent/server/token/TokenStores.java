package dev.solvent.server.token;

import dev.solvent.server.store.Store;
import java.io.IOException;
import java.nio.file.Path;

/** How the commands come from the operator's settings to the store. */
@FunctionalInterface
public interface TokenStores {
  /** Opens the store of these settings; the caller closes it. */
  Store open(Path settings) throws IOException;
}
