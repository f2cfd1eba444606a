package dev.solvent.server.config;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.log.WitnessPolicy;
import dev.solvent.attest.policy.Policy;
import dev.solvent.chain.rpc.SecretText;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import dev.solvent.server.party.ListenAddress;
import dev.solvent.server.schedule.Cron;
import dev.solvent.server.store.jdbc.PostgresAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands at the top of the file for those who publish, and may be missing for others. */
final class PublishingSection {
  static final List<String> NAMES =
      List.of(
          "data",
          "database",
          "book",
          "keys",
          "witnesses",
          "timestamps",
          "observers",
          "schedule",
          "serve",
          "alerts",
          "solvency",
          "keepTrees");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,62}");
  private static final String PARTY = "write {name: NAME, url: https://…}";
  private static final int KEEP = 30;
  private static final int MAX_FLOOR = 1 << 20;

  private final Path folder;
  private final Secrets secrets;
  private final Function<String, @Nullable String> environment;
  private final Optional<Issuer> issuer;
  private final Predicate<ChainId> chains;
  private final Optional<Policy> policy;

  PublishingSection(
      Path folder,
      Secrets secrets,
      Function<String, @Nullable String> environment,
      Optional<Issuer> issuer,
      Predicate<ChainId> chains,
      Optional<Policy> policy) {
    this.folder = folder;
    this.secrets = secrets;
    this.environment = environment;
    this.issuer = issuer;
    this.chains = chains;
    this.policy = policy;
  }

  Optional<Publishing> read(Keys keys) {
    Optional<Path> data =
        keys.required("data", "the folder that everything is written to, such as data")
            .flatMap(value -> value.read(folder::resolve, "a folder, such as data"));
    Optional<Value> database = keys.optional("database");
    Optional<PostgresAddress> postgres = database.flatMap(this::database);
    Optional<BookSettings> book =
        keys.required("book", "where balances come from")
            .flatMap(new BookSection(folder, secrets)::read);
    Optional<KeySettings> signing =
        keys.required("keys", "where the keys are")
            .flatMap(new KeySection(folder, environment)::read);
    Optional<WitnessPolicy> floor =
        keys.required(
                "witnesses", "the file that names the witnesses, docs/spec/witness.md section 4")
            .flatMap(this::floor);
    List<Party> authorities = new ArrayList<>();
    int tokens = keys.optional("timestamps").map(value -> timestamps(value, authorities)).orElse(0);
    List<Party> observers = keys.optional("observers").map(this::parties).orElse(List.of());
    Optional<Timing> timing =
        keys.required("schedule", "at least dueAfter: when the next is due").flatMap(this::timing);
    Optional<Serving> serving =
        keys.required("serve", "at least address: where customers find this")
            .flatMap(this::serving);
    List<Webhook> alerts = keys.optional("alerts").map(this::webhooks).orElse(List.of());
    Optional<Value> solvency = keys.optional("solvency");
    Optional<SolvencySettings> judged =
        solvency.flatMap(new SolvencySection(folder, issuer, chains)::read);
    int keepTrees =
        keys.optional("keepTrees")
            .flatMap(value -> value.number(1, 100_000, "so many epochs, such as 30"))
            .orElse(KEEP);
    if (data.isEmpty()
        || (database.isPresent() && postgres.isEmpty())
        || book.isEmpty()
        || signing.isEmpty()
        || floor.isEmpty()
        || timing.isEmpty()
        || serving.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Publishing(
            data.get(),
            postgres,
            book.get(),
            signing.get(),
            floor.get(),
            authorities,
            tokens,
            observers,
            timing.get(),
            serving.get(),
            alerts,
            judged,
            keepTrees));
  }

  private Optional<PostgresAddress> database(Value value) {
    String form =
        "write {jdbc: jdbc:postgresql://HOST/DATABASE, user: NAME, password: {file: FILE}}";
    return value
        .keys(form)
        .flatMap(keys -> {
          Optional<Value> url = keys.required("jdbc", form);
          Optional<String> user = keys.required("user", form).flatMap(text -> text.text(form));
          Optional<SecretText> password = keys.optional("password").flatMap(secrets::read);
          keys.end();
          return user.flatMap(name ->
              url.flatMap(
                  text -> text.read(at -> PostgresAddress.parse(at, name, password), form)));
        });
  }

  private Optional<WitnessPolicy> floor(Value value) {
    String remedy = "lines of docs/spec/witness.md section 4: witness, group, quorum";
    return NamedFile.read(value, folder, MAX_FLOOR, remedy)
        .flatMap(bytes -> {
          try {
            return Optional.of(
                WitnessPolicy.parse(bytes.toBytes(), WitnessPolicy.NoQuorum.REFUSED));
          } catch (MalformedException e) {
            value.problem("no witness policy (" + e.getMessage() + "), want one", remedy);
            return Optional.empty();
          }
        });
  }

  private int timestamps(Value value, List<Party> authorities) {
    Optional<Keys> found = value.keys("authorities, and how many have to answer");
    if (found.isEmpty()) {
      return 0;
    }
    Keys keys = found.get();
    keys.required("authorities", PARTY).ifPresent(all -> authorities.addAll(parties(all)));
    int most = Math.max(1, authorities.size());
    int required =
        keys.required("required", "so many of them have to give a token")
            .flatMap(number -> number.number(0, most, "0 to the number of authorities"))
            .orElse(0);
    keys.end();
    return required;
  }

  private List<Party> parties(Value all) {
    List<Party> parties = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Value item : all.items(PARTY)) {
      Optional<Keys> keys = item.keys(PARTY);
      Optional<String> name = keys.flatMap(of -> name(of, names));
      Optional<URI> url =
          keys.flatMap(of -> of.required("url", PARTY))
              .flatMap(text -> text.read(PublishingSection::web, PARTY));
      keys.ifPresent(Keys::end);
      name.ifPresent(called -> url.ifPresent(at -> parties.add(new Party(called, at))));
    }
    return parties;
  }

  private static Optional<String> name(Keys keys, Set<String> taken) {
    return keys.required("name", "letters, digits, dots, hyphens")
        .flatMap(value ->
            value.read(
                text -> {
                  if (!NAME.matcher(text).matches() || !taken.add(text)) {
                    throw new MalformedException(
                        Quoted.of(text) + ", want letters, digits, dots, hyphens, each name once");
                  }
                  return text;
                },
                "letters, digits, dots, hyphens"));
  }

  private static URI web(String text) throws MalformedException {
    URI uri = URI.create(text);
    boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
      throw new MalformedException(
          "an address of another form, want https://host/… without a password");
    }
    return uri;
  }

  private Optional<Timing> timing(Value value) {
    return value
        .keys("at, jitter, dueAfter, patience")
        .flatMap(keys -> {
          Optional<Value> at = keys.optional("at");
          Optional<Cron> cron =
              at.flatMap(text -> text.read(Cron::parse, "five fields as cron has them, in UTC"));
          Duration jitter = time(keys, "jitter").orElse(Duration.ZERO);
          Optional<Duration> due =
              keys.required("dueAfter", "such as 26h for one attestation a day").flatMap(this::due);
          Duration patience = time(keys, "patience").orElse(Duration.ofHours(2));
          keys.end();
          return due.map(after -> new Timing(cron, jitter, after, patience));
        });
  }

  private Optional<Duration> due(Value value) {
    Optional<Duration> due = value.read(Texts::duration, "such as 26h");
    Optional<Duration> most = policy.map(known -> known.limits().interval());
    if (due.isPresent() && most.isPresent() && due.get().compareTo(most.get()) > 0) {
      value.problem(
          "longer than the policy's interval of "
              + most.get().toSeconds()
              + " s, want at most that",
          "readers would call each attestation stale");
    }
    return due;
  }

  private static Optional<Duration> time(Keys keys, String name) {
    return keys.optional(name).flatMap(text -> text.read(Texts::duration, "such as 5m"));
  }

  private Optional<Serving> serving(Value value) {
    return value
        .keys("address, listen, operator")
        .flatMap(keys -> {
          Optional<URI> address =
              keys.required(
                      "address", "where customers find this, such as https://por.exchange.example")
                  .flatMap(text -> text.read(PublishingSection::web, "https://host"));
          Optional<ListenAddress> listen = listen(keys, "listen");
          boolean named = keys.all().containsKey("listen");
          Optional<ListenAddress> operator = listen(keys, "operator");
          Set<String> proxies = new HashSet<>();
          keys.optional("proxies")
              .ifPresent(all ->
                  all.items("addresses of your own proxies")
                      .forEach(item -> item.text("an address").ifPresent(proxies::add)));
          keys.end();
          return address.flatMap(at ->
              listen
                  .or(() ->
                      named ? Optional.empty() : Optional.of(new ListenAddress("127.0.0.1", 8080)))
                  .map(here -> new Serving(at, here, operator, proxies)));
        });
  }

  private static Optional<ListenAddress> listen(Keys keys, String name) {
    return keys.optional(name)
        .flatMap(
            text -> text.read(ListenAddress::parse, "a host and a port such as 127.0.0.1:8080"));
  }

  private List<Webhook> webhooks(Value all) {
    String form = "write {name: NAME, url: {file: FILE}, secret: {file: FILE}}";
    List<Webhook> webhooks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Value item : all.items(form)) {
      Optional<Keys> keys = item.keys(form);
      Optional<String> name = keys.flatMap(of -> name(of, names));
      Optional<SecretText> url =
          keys.flatMap(of -> of.required("url", form)).flatMap(this::address);
      Optional<SecretText> secret =
          keys.flatMap(of -> of.required("secret", form)).flatMap(secrets::read);
      keys.ifPresent(Keys::end);
      if (name.isPresent() && url.isPresent() && secret.isPresent()) {
        webhooks.add(new Webhook(name.get(), url.get(), secret.get()));
      }
    }
    return webhooks;
  }

  /** An address without a secret may stand there itself. */
  private Optional<SecretText> address(Value value) {
    return value.isText()
        ? value.read(text -> new SecretText(web(text).toString()), "https://host/… or {file: FILE}")
        : secrets.read(value);
  }
}
