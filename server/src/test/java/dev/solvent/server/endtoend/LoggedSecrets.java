package dev.solvent.server.endtoend;

import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.CustomerKey;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.server.book.BookGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything that must stand in no log line, and a look into all of them. One thread. */
final class LoggedSecrets {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{20,}");
  private static final HexFormat HEX = HexFormat.of();

  /** Each is a word of its own wherever it stands. */
  private final Set<String> words = new HashSet<>();

  /** These are looked for as they are. */
  private final List<String> texts = new ArrayList<>(List.of("@mail.example"));

  void addText(String secret) {
    texts.add(secret.strip());
  }

  /** Of every account: keys and locators of the epochs up to this one, in generations 0 and 1. */
  void addMaster(MasterSecret master, Issuer issuer, List<Asset> assets, long epochs) {
    addText(HEX.formatHex(master.exposeBytes()));
    for (int i = 0; i < Exchange.CUSTOMERS; i++) {
      AccountId account = new AccountId(BookGenerator.account(i));
      for (int generation = 0; generation < 2; generation++) {
        CustomerKey key = master.customerKey(issuer, account, generation);
        add(key.exposeBytes());
        for (long epoch = 1; epoch <= epochs; epoch++) {
          AccountKey own = key.accountKey(new Epoch(epoch));
          add(own.exposeBytes());
          for (Asset asset : assets) {
            AssetTag tag = AssetTag.of(issuer, new Epoch(epoch), asset);
            add(own.locator(account, tag).exposeBytes());
          }
        }
      }
    }
  }

  private void add(byte[] secret) {
    words.add(HEX.formatHex(secret));
    words.add(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Where a secret stands, by file and line; the secret itself is not repeated. */
  List<String> in(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (texts.stream().anyMatch(line::contains)
            || WORD.matcher(line).results().map(MatchResult::group).anyMatch(words::contains)) {
          found.add(file.getFileName() + ":" + (i + 1));
        }
      }
    }
    return found;
  }
}
