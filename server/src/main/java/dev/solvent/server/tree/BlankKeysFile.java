package dev.solvent.server.tree;

import dev.solvent.attest.program.SecretFiles;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The blank keys that an auditor is given: a line {@code ASSET=KEY} for each asset. */
final class BlankKeysFile {
  private BlankKeysFile() {}

  static Map<Ticker, BlankKey> read(Path file, PrintWriter err) throws IOException {
    Map<Ticker, BlankKey> keys = new HashMap<>();
    int number = 0;
    for (String line : SecretFiles.readText(file, err).lines().toList()) {
      number++;
      try {
        int equals = line.indexOf('=');
        if (equals < 0) {
          throw new MalformedException("no \"=\", want ASSET=KEY");
        }
        Ticker ticker = Ticker.parse(line.substring(0, equals));
        if (keys.put(ticker, BlankKey.parse(line.substring(equals + 1))) != null) {
          throw new MalformedException("asset " + ticker + " again, want each once");
        }
      } catch (MalformedException e) {
        throw new UserError(
            file + ": line " + number + ": " + e.getMessage(), "one line ASSET=KEY for each asset");
      }
    }
    return keys;
  }
}
