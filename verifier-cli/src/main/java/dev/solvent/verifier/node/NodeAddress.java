package dev.solvent.verifier.node;

import dev.solvent.attest.program.SecretFiles;
import dev.solvent.attest.program.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a node of the reader's answers. Providers put keys into paths and queries, and Bitcoin
 * nodes want a password, so {@code toString} and every message show host and port alone.
 */
public final class NodeAddress {
  private static final String HINT = "such as https://node.example or http://127.0.0.1:8545";

  /** Shorter parts of an address are words such as v2 and mainnet. */
  private static final int SHORTEST_SECRET = 8;

  private final URI uri;
  private final Optional<String> userInfo;

  private NodeAddress(URI uri, Optional<String> userInfo) {
    this.uri = uri;
    this.userInfo = userInfo;
  }

  /** Reads what was given: an address, or the name of a file with one on each line. */
  public static List<NodeAddress> read(String given, PrintWriter err) throws IOException {
    if (isUrl(given)) {
      NodeAddress address = parse(given, "--rpc");
      if (address.userInfo.isPresent()) {
        throw new UserError(
            "--rpc with a user and password, want an address without",
            "arguments stand in process lists; write the address into a file of mode 600 and give"
                + " its name");
      }
      return List.of(address);
    }
    Path file = Path.of(given);
    if (!Files.isRegularFile(file)) {
      throw new UserError(file + ": neither an address of a node nor a file of some", HINT);
    }
    List<NodeAddress> addresses = new ArrayList<>();
    int number = 0;
    for (String line : SecretFiles.readText(file, err).lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        addresses.add(parse(line.strip(), file + " line " + number));
      }
    }
    if (addresses.isEmpty()) {
      throw new UserError(file + ": no address of a node, want one on a line", HINT);
    }
    return addresses;
  }

  private static boolean isUrl(String given) {
    return given.toLowerCase(Locale.ROOT).matches("https?://.*");
  }

  /** An address that is none is not repeated: what is wrong in it may be its password. */
  private static NodeAddress parse(String text, String where) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new UserError(where + ": not an address, want http or https", HINT);
    }
    if (!isUrl(text) || uri.getHost() == null || uri.getRawFragment() != null) {
      throw new UserError(where + ": not an address of a node, want http or https", HINT);
    }
    Optional<String> user = Optional.ofNullable(uri.getRawUserInfo());
    URI bare = user.isEmpty() ? uri : URI.create(text.replaceFirst("//[^@/]*@", "//"));
    return new NodeAddress(
        bare, user.map(raw -> URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8)));
  }

  HttpRequest.Builder request() {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    userInfo.ifPresent(user ->
        request.header(
            "authorization",
            "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))));
    return request;
  }

  /** Takes out of a node's own words whatever of our address they repeat. */
  String withoutSecrets(String words) {
    String shown = words;
    String secret = uri.getRawPath() + "?" + uri.getRawQuery() + ":" + userInfo.orElse("");
    for (String part : secret.split("[/?&=:@]", -1)) {
      shown = part.length() < SHORTEST_SECRET ? shown : shown.replace(part, "…");
    }
    return shown;
  }

  /** Host and port. */
  @Override
  public String toString() {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }
}
