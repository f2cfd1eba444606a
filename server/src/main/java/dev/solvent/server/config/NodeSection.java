package dev.solvent.server.config;

import dev.solvent.chain.rpc.Endpoint;
import dev.solvent.chain.rpc.HttpNode;
import dev.solvent.chain.rpc.HttpSettings;
import dev.solvent.chain.rpc.Node;
import dev.solvent.chain.rpc.ReplayNode;
import dev.solvent.chain.rpc.SecretText;
import dev.solvent.chain.rpc.Transcript;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One entry of {@code chains[].nodes}. */
final class NodeSection {
  private static final String BY_REFERENCE =
      "put the whole address into a file of one line, and write url: {file: FILE}";
  private static final Pattern SECRET_NAME = Pattern.compile("key|token|secret|auth|pass|user|api");

  /** Providers put keys into paths: long words with digits in them. */
  private static final Pattern KEY = Pattern.compile("(?=.*[0-9])[A-Za-z0-9_-]{16,}");

  private static final String RECORDED = "a transcript of that node, docs/spec/transcript.md";

  private final Path folder;
  private final Secrets secrets;

  NodeSection(Path folder, Secrets secrets) {
    this.folder = folder;
    this.secrets = secrets;
  }

  /** A node, and what no two of a chain may have in common. */
  record Configured(Node node, String url) {}

  Optional<Configured> read(Value value) {
    Optional<Keys> found = value.keys("a node has a name and a url");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Keys keys = found.get();
    Optional<String> name =
        keys.required("name", "what reports shall call this provider, such as alpha")
            .flatMap(text -> text.text("a word, such as alpha"));
    Optional<Value> transcript = keys.optional("transcript");
    return transcript.isPresent() ? recorded(keys, name, transcript.get()) : reached(keys, name);
  }

  /** What it answered once; nothing of what reaching a node takes may stand beside it. */
  private Optional<Configured> recorded(Keys keys, Optional<String> name, Value file) {
    keys.end();
    Optional<Transcript> transcript =
        NamedFile.read(file, folder, Transcript.MAX_BYTES, RECORDED)
            .flatMap(bytes -> transcript(file, bytes.toBytes()));
    if (name.isEmpty() || transcript.isEmpty()) {
      return Optional.empty();
    }
    String recorded = transcript.get().node();
    if (!recorded.equals(name.get())) {
      file.problem(
          "a transcript of node " + Quoted.of(recorded) + ", want one of " + Quoted.of(name.get()),
          "give the node the name that it was recorded by");
      return Optional.empty();
    }
    return file.text(RECORDED)
        .map(path -> new Configured(new ReplayNode(transcript.get()), "transcript " + path));
  }

  private static Optional<Transcript> transcript(Value file, byte[] bytes) {
    try {
      return Optional.of(Transcript.parse(bytes));
    } catch (MalformedException e) {
      file.problem("no transcript (" + e.getMessage() + "), want one", RECORDED);
      return Optional.empty();
    }
  }

  private Optional<Configured> reached(Keys keys, Optional<String> name) {
    Optional<SecretText> url =
        keys.required("url", "its address, or {file: FILE} or {env: VARIABLE}").flatMap(this::url);
    Map<String, SecretText> headers = headers(keys);
    Optional<HttpSettings> settings = settings(keys);
    keys.end();
    if (name.isEmpty() || url.isEmpty() || settings.isEmpty()) {
      return Optional.empty();
    }
    try {
      Endpoint endpoint = Endpoint.read(name.get(), url.get(), headers);
      return Optional.of(new Configured(new HttpNode(endpoint, settings.get()), place(url.get())));
    } catch (MalformedException e) {
      keys.owner()
          .problem(
              String.valueOf(e.getMessage()),
              "an address looks like https://node.example/rpc, a name like alpha");
      return Optional.empty();
    }
  }

  /** Two spellings of one address have one place; it may hold a key, and is never shown. */
  private static String place(SecretText url) {
    URI uri = URI.create(url.exposeText());
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    String path = String.valueOf(uri.getRawPath()).replaceFirst("/+$", "");
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    return scheme + "://" + host + ":" + port + path + "?" + uri.getRawQuery();
  }

  private Optional<SecretText> url(Value value) {
    return value.isText()
        ? value.read(NodeSection::withoutSecret, BY_REFERENCE).map(SecretText::new)
        : secrets.read(value);
  }

  /** Its messages repeat no part of the address. */
  private static String withoutSecret(String text) throws MalformedException {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new MalformedException("an address that is no URI, want http or https");
    }
    if (uri.getRawUserInfo() != null || text.contains("@")) {
      throw new MalformedException("an address with a user in it, want secrets by reference only");
    }
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    if (SECRET_NAME.matcher(query.toLowerCase(Locale.ROOT)).find() || hasKey(query)) {
      throw new MalformedException(
          "an address with what looks like a key in its query, want secrets by reference only");
    }
    if (hasKey(uri.getRawPath() == null ? "" : uri.getRawPath())) {
      throw new MalformedException(
          "an address with what looks like a key in its path, want secrets by reference only");
    }
    return text;
  }

  private static boolean hasKey(String part) {
    for (String word : part.split("[/?&=;.]", -1)) {
      if (KEY.matcher(word).matches()) {
        return true;
      }
    }
    return false;
  }

  private Map<String, SecretText> headers(Keys keys) {
    Map<String, SecretText> headers = new HashMap<>();
    Optional<Keys> all =
        keys.optional("headers")
            .flatMap(value -> value.keys("a header has a name, and its value by reference"));
    if (all.isEmpty()) {
      return headers;
    }
    all.get()
        .all()
        .forEach((name, value) -> {
          if (value.isText()) {
            value.problem(
                "a value that stands here, want secrets by reference only",
                "write {file: FILE} or {env: VARIABLE} instead");
          } else {
            secrets.read(value).ifPresent(secret -> headers.put(name, secret));
          }
        });
    return headers;
  }

  private static Optional<HttpSettings> settings(Keys keys) {
    HttpSettings usual = HttpSettings.DEFAULT;
    Optional<HttpSettings> settings = Optional.of(usual);
    settings =
        with(
            settings,
            keys.optional("timeout"),
            (now, value) ->
                value.read(text -> now.withDeadline(Texts.duration(text)), "the default is 30s"));
    settings =
        with(
            settings,
            keys.optional("maxBytes"),
            (now, value) ->
                value.read(text -> now.withMaxBytes(Texts.size(text)), "the default is 64m"));
    settings =
        with(
            settings,
            keys.optional("batch"),
            (now, value) -> value.number(1, 10_000, "the default is 100").map(now::withBatch));
    return with(
        settings,
        keys.optional("inFlight"),
        (now, value) -> value.number(1, 1_000, "the default is 4").map(now::withInFlight));
  }

  private interface Change {
    Optional<HttpSettings> of(HttpSettings settings, Value value);
  }

  /** Reads on after a problem, to find the next one. */
  private static Optional<HttpSettings> with(
      Optional<HttpSettings> settings, Optional<Value> value, Change change) {
    if (value.isEmpty()) {
      return settings;
    }
    Optional<HttpSettings> changed = change.of(settings.orElse(HttpSettings.DEFAULT), value.get());
    return settings.isPresent() ? changed : settings;
  }
}
