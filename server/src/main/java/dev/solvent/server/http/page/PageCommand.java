package dev.solvent.server.http.page;

import dev.solvent.attest.json.ObjectBuilder;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.cli.Failures;
import dev.solvent.server.cli.ResultCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code solvent page}. */
@Command(
    name = "page",
    description = {
      "Writes the customers' page as files, for a server of plain files.",
      "They go to the top of the folder with the published files: docs/operating/static-page.md."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Example:", "  solvent page --out site --policy policy.json"})
@SuppressWarnings("NullAway.Init") // picocli sets the required options
public final class PageCommand extends ResultCommand {
  /** What a server of plain files finds under {@code /verify}. */
  private static final String VERIFY = "verify/index.html";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write; files of an earlier page are replaced.")
  private Path folder;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Under which the page checks (default: the standard one).")
  private @Nullable Path policy;

  @Override
  public Integer call() throws IOException {
    byte[] demanded = policy().toBytes();
    List<String> written = new ArrayList<>();
    for (String name : PageResources.names()) {
      byte[] bytes = PageResources.find(name).orElseThrow();
      write(name, bytes, written);
      if (name.equals(PageResources.DOCUMENT)) {
        write(VERIFY, bytes, written);
      }
    }
    write(WebFiles.POLICY_FILE, demanded, written);
    if (json()) {
      print(new ObjectBuilder().put("files", written.size()).build());
    } else {
      written.forEach(name -> out().println(folder.resolve(name)));
    }
    return Failures.OK;
  }

  private void write(String name, byte[] bytes, List<String> written) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    written.add(name);
  }

  private Policy policy() throws IOException {
    if (policy == null) {
      return Policy.standard();
    }
    try (InputStream in = Files.newInputStream(policy)) {
      return Policy.parse(in.readNBytes(Policy.LIMITS.maxBytes() + 1));
    } catch (MalformedException e) {
      throw new UserError(policy + ": " + e.getMessage(), "docs/spec/policy.md");
    }
  }
}
