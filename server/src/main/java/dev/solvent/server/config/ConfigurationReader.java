package dev.solvent.server.config;

import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.program.UserError;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one file, to its end whatever is wrong on the way. One thread. */
final class ConfigurationReader {
  /** As challenges have it. */
  private static final Pattern ORIGIN = Pattern.compile("[!-*,-~]{1,255}");

  private static final String SHAPE =
      "docs/operating/configuration.md has a whole example to begin with";

  private final Path file;
  private final Path folder;
  private final Secrets secrets;
  private final Function<String, @Nullable String> environment;
  private final Problems problems = new Problems();

  ConfigurationReader(Path file, Function<String, @Nullable String> environment) {
    this.file = file;
    this.folder = file.resolveSibling("");
    this.secrets = new Secrets(folder, environment);
    this.environment = environment;
  }

  /** Whether what publishing takes has to be there too, or only may. */
  Configuration read(boolean whole) throws IOException {
    return read(keys -> configuration(keys, whole));
  }

  Chains readChains() throws IOException {
    return read(this::chainsAlone);
  }

  private <T> T read(Function<Keys, Optional<T>> reader) throws IOException {
    Optional<T> read =
        YamlText.read(text(), problems)
            .or(() -> {
              if (problems.isEmpty()) {
                problems.add(new Problem(1, "", "an empty file, want settings", SHAPE));
              }
              return Optional.empty();
            })
            .flatMap(root -> new Value("", root, problems).keys(SHAPE))
            .flatMap(reader);
    if (read.isEmpty() || !problems.isEmpty()) {
      throw refusal();
    }
    return read.get();
  }

  private String text() throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(YamlText.MAX_BYTES + 1);
    }
    if (bytes.length > YamlText.MAX_BYTES) {
      throw new UserError(file + ": over " + YamlText.MAX_BYTES + " bytes, want fewer", SHAPE);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UserError(file + ": no UTF-8, want a text file in UTF-8", SHAPE);
    }
  }

  private UserError refusal() {
    List<Problem> found = problems.found();
    String name = String.valueOf(file.getFileName());
    return new UserError(
        file
            + ": "
            + found.size()
            + (found.size() == 1 ? " problem" : " problems")
            + ", nothing was done",
        found.stream().flatMap(problem -> problem.lines(name).stream()).toList(),
        "docs/operating/configuration.md describes every setting");
  }

  /** What only the exchange has may stand here, and is not looked at. */
  private Optional<Chains> chainsAlone(Keys keys) {
    List.of("issuer", "logOrigin", "ownership", "reserves").forEach(keys::optional);
    PublishingSection.NAMES.forEach(keys::optional);
    Optional<Policy> policy = keys.optional("policy").flatMap(this::policy);
    Chains chains = chains(keys, policy).chains();
    keys.end();
    return Optional.of(chains);
  }

  private ChainSection chains(Keys keys, Optional<Policy> policy) {
    ChainSection chains =
        new ChainSection(folder, secrets, policy.map(Policy::tokenRules).orElse(Map.of()));
    chains.readAll(keys.required("chains", "the chains and their nodes"));
    return chains;
  }

  private Optional<Configuration> configuration(Keys keys, boolean whole) {
    Optional<Issuer> issuer =
        keys.required("issuer", "the exchange's domain, such as exchange.example")
            .flatMap(value -> value.read(Issuer::parse, "a domain, such as exchange.example"));
    Optional<String> log =
        keys.required("logOrigin", "the log's name, such as exchange.example/log")
            .flatMap(
                value -> value.read(ConfigurationReader::origin, "such as exchange.example/log"));
    Optional<Policy> policy =
        keys.required("policy", "the file of a policy, docs/spec/policy.md").flatMap(this::policy);
    Optional<Path> ownership =
        keys.required("ownership", "the folder of challenges and signatures, such as ownership")
            .flatMap(value -> value.read(folder::resolve, "a folder, such as ownership"));
    ChainSection chains = chains(keys, policy);
    ReserveSection reserves = new ReserveSection(folder, chains::mayHave, policy);
    keys.required("reserves", "the accounts that hold what is owed")
        .ifPresent(all -> all.items("the accounts that hold what is owed").forEach(reserves::read));
    boolean publishes = whole || PublishingSection.NAMES.stream().anyMatch(keys.all()::containsKey);
    Optional<Publishing> publishing =
        publishes
            ? new PublishingSection(folder, secrets, environment, issuer, chains::mayHave, policy)
                .read(keys)
            : Optional.empty();
    PublishingSection.NAMES.forEach(keys::optional);
    keys.end();
    if (issuer.isEmpty() || log.isEmpty() || policy.isEmpty() || ownership.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Configuration(
            issuer.get(),
            log.get(),
            policy.get(),
            ownership.get(),
            chains.chains(),
            reserves.entries(),
            publishing));
  }

  private static String origin(String text) throws MalformedException {
    if (!ORIGIN.matcher(text).matches()) {
      throw new MalformedException(
          Quoted.of(text) + ", want 1 to 255 printable characters, no space or plus");
    }
    return text;
  }

  private Optional<Policy> policy(Value value) {
    String remedy = "a policy in the form of docs/spec/policy.md";
    return NamedFile.read(value, folder, Policy.LIMITS.maxBytes(), remedy)
        .flatMap(bytes -> {
          try {
            return Optional.of(Policy.parse(bytes.toBytes()));
          } catch (MalformedException e) {
            value.problem("no policy (" + e.getMessage() + "), want one", remedy);
            return Optional.empty();
          }
        });
  }
}
