package dev.solvent.chain.rpc;

import dev.solvent.merkle.MalformedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a provider's node answers, and with which headers. Providers put keys into headers, paths,
 * queries and user names, so all of it but name and host is secret.
 *
 * @param name what reports call it
 * @param url http or https; a user and password in it are sent as basic authentication
 * @param headers by lower-case name
 */
public record Endpoint(String name, SecretText url, Map<String, SecretText> headers) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern HEADER = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]{0,8190}[!-~])?");

  /** Those that say how bytes travel, which is not the operator's to change. */
  private static final Set<String> OURS =
      Set.of(
          "accept",
          "accept-encoding",
          "connection",
          "content-length",
          "content-type",
          "expect",
          "host",
          "transfer-encoding",
          "upgrade");

  private static final String AUTHORIZATION = "authorization";

  public Endpoint {
    headers = Map.copyOf(headers);
    try {
      requireName(name);
      URI uri = parse(url.exposeText());
      for (Map.Entry<String, SecretText> header : headers.entrySet()) {
        requireHeader(header.getKey(), header.getValue().exposeText());
      }
      if (uri.getRawUserInfo() != null && headers.containsKey(AUTHORIZATION)) {
        throw new MalformedException("both a user in the address and an authorization header");
      }
    } catch (MalformedException e) {
      throw new IllegalArgumentException("endpoint: " + e.getMessage());
    }
  }

  /** For values that somebody wrote down. Its messages show neither address nor header values. */
  public static Endpoint read(String name, SecretText url, Map<String, SecretText> headers)
      throws MalformedException {
    try {
      return new Endpoint(name, url, headers);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  public static Endpoint of(String name, URI uri) {
    return new Endpoint(name, new SecretText(uri.toString()), Map.of());
  }

  private static void requireName(String name) throws MalformedException {
    if (!NAME.matcher(name).matches()) {
      throw new MalformedException(
          "name that does not match, want 1 to 64 letters, digits, dots, hyphens, underscores");
    }
  }

  private static URI parse(String url) throws MalformedException {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new MalformedException("address that is no URI, want http or https");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new MalformedException("address of another scheme, want http or https");
    }
    if (uri.getHost() == null || uri.getRawFragment() != null) {
      throw new MalformedException("address without a host or with a fragment, want a plain one");
    }
    return uri;
  }

  private static void requireHeader(String name, String value) throws MalformedException {
    if (!HEADER.matcher(name).matches() || OURS.contains(name)) {
      throw new MalformedException("header name that may not be set, want another");
    }
    if (!VALUE.matcher(value).matches()) {
      throw new MalformedException("value of header " + name + ", want visible ASCII on one line");
    }
  }

  private URI uri() {
    return URI.create(url.exposeText());
  }

  /** The machine that is asked. It may be shown. */
  public String host() {
    return uri().getHost();
  }

  /** A request to it that has its headers already. */
  HttpRequest.Builder request() {
    URI uri = uri();
    Map<String, String> all = new HashMap<>();
    headers.forEach((header, value) -> all.put(header, value.exposeText()));
    String user = uri.getUserInfo();
    if (user != null) {
      byte[] utf8 = user.getBytes(StandardCharsets.UTF_8);
      all.put(AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(utf8));
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(withoutUser(uri));
    all.forEach(request::header);
    return request;
  }

  private static URI withoutUser(URI uri) {
    String user = uri.getRawUserInfo();
    return user == null ? uri : URI.create(uri.toString().replaceFirst("//[^@/]*@", "//"));
  }

  /** Takes out of a node's own words whatever of our address and headers it repeats. */
  String withoutSecrets(String words) {
    String shown = words;
    for (String part :
        uri().toString().substring(uri().getScheme().length() + 3).split("[/?&=:@]", -1)) {
      shown = without(shown, part);
    }
    for (SecretText value : headers.values()) {
      for (String part : value.exposeText().split("[ :]", -1)) {
        shown = without(shown, part);
      }
    }
    return shown;
  }

  /** Shorter ones are words such as v2 and mainnet. */
  private String without(String words, String part) {
    return part.length() < 8 || part.equalsIgnoreCase(host()) ? words : words.replace(part, "…");
  }

  @Override
  public String toString() {
    return name + " at " + host();
  }
}
