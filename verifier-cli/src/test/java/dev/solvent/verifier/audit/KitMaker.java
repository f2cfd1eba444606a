package dev.solvent.verifier.audit;

import dev.solvent.attest.liabilities.AuditKit;
import dev.solvent.attest.signature.Digests;
import dev.solvent.merkle.AccountId;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.BlankKey;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MasterSecret;
import dev.solvent.merkle.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Makes audit kits: honest until a field is changed. */
public final class KitMaker {
  public static final Asset BTC = new Asset(new Ticker("BTC"), 8);
  public static final Asset ETH = new Asset(new Ticker("ETH"), 18);
  public static final Asset USDC = new Asset(new Ticker("USDC"), 6);

  public Issuer issuer = new Issuer("exchange.example");
  public Epoch epoch = new Epoch(3);
  public final MasterSecret master = new MasterSecret(new byte[MasterSecret.BYTES]);
  public final Map<String, Map<Asset, String>> balances = new LinkedHashMap<>();
  public final Map<Asset, Integer> heights = new LinkedHashMap<>();
  public final Map<Asset, BlankKey> blankKeys = new LinkedHashMap<>();
  public final List<String> moreLines = new ArrayList<>();
  public boolean longBook;
  public boolean packed;

  /** What {@code honest.bundle.json} of the vectors is of. */
  public static KitMaker honest() {
    KitMaker kit = new KitMaker();
    kit.owe("alice@example.com", ETH, "500000000000000000")
        .owe("alice@example.com", USDC, "120000000000");
    kit.owe("bob", BTC, "100000000").owe("bob", ETH, "900000000000000000");
    kit.owe("dave", BTC, "50000000").owe("dave", ETH, "100000000000000000");
    for (Asset asset : List.of(BTC, ETH, USDC)) {
      kit.heights.put(asset, 2);
    }
    return kit;
  }

  public KitMaker owe(String account, Asset asset, String units) {
    balances.computeIfAbsent(account, id -> new LinkedHashMap<>()).put(asset, units);
    return this;
  }

  public AccountKey key(String account) {
    return master.customerKey(issuer, new AccountId(account), 0).accountKey(epoch);
  }

  public AuditKit kit(byte[] book) {
    List<AuditKit.Tree> trees = new ArrayList<>();
    Map<Ticker, Asset> sorted = new TreeMap<>();
    heights.keySet().forEach(asset -> sorted.put(asset.ticker(), asset));
    for (Asset asset : sorted.values()) {
      BlankKey blank =
          blankKeys.getOrDefault(asset, master.blankKey(AssetTag.of(issuer, epoch, asset)));
      trees.add(new AuditKit.Tree(asset, heights.getOrDefault(asset, 0), blank));
    }
    return new AuditKit(Digests.sha256(book), epoch, issuer, trees);
  }

  public byte[] book() throws IOException {
    StringBuilder text = new StringBuilder("account,key");
    if (longBook) {
      text.append(",asset,amount");
    } else {
      heights.keySet().forEach(asset -> text.append(',').append(asset.ticker()));
    }
    text.append('\n');
    balances.forEach((account, own) -> {
      String start = account + "," + HexFormat.of().formatHex(key(account).exposeBytes());
      if (longBook) {
        own.forEach(
            (asset, units) -> text.append(start + "," + asset.ticker() + "," + units + "\n"));
      } else {
        text.append(start);
        heights.keySet().forEach(asset -> text.append(',').append(own.getOrDefault(asset, "0")));
        text.append('\n');
      }
    });
    moreLines.forEach(line -> text.append(line).append('\n'));
    byte[] plain = text.toString().getBytes(StandardCharsets.UTF_8);
    if (!packed) {
      return plain;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  /** Writes the two files. */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    byte[] book = book();
    Files.write(folder.resolve(packed ? "book.csv.gz" : "book.csv"), book);
    Files.write(folder.resolve("kit.json"), kit(book).toBytes());
    return folder;
  }
}
