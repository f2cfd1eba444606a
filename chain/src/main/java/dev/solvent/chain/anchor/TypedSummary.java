package dev.solvent.chain.anchor;

import dev.solvent.attest.caip.ChainId;
import dev.solvent.attest.caip.EvmAddress;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.Issuer;
import dev.solvent.merkle.MalformedException;
import dev.solvent.merkle.Quoted;
import dev.solvent.merkle.Ticker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A summary and the feed that it is for, as signers get them: the JSON of {@code
 * eth_signTypedData_v4}, {@code docs/spec/feed.md} section 1.
 */
public record TypedSummary(Summary summary, Feed feed) {
  public static final int MAX_BYTES = 1 << 16;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public String json() {
    return summary.typedData(feed);
  }

  /**
   * Reads it. Whatever says anything else than what is made of its summary is refused, so that what
   * a signer was shown is what is published.
   */
  public static TypedSummary parse(byte[] bytes) throws MalformedException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException("over " + MAX_BYTES + " bytes, want fewer");
    }
    try {
      JsonNode tree = JSON.readTree(bytes);
      TypedSummary read =
          new TypedSummary(summary(tree.path("message")), feed(tree.path("domain")));
      if (!JSON.readTree(read.json()).equals(tree)) {
        throw new MalformedException("other typed data, want that of docs/spec/feed.md");
      }
      return read;
    } catch (JacksonException e) {
      throw new MalformedException("no JSON, want typed data", e);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Feed feed(JsonNode domain) throws MalformedException {
    return new Feed(
        ChainId.parse("eip155:" + text(domain, "chainId")),
        EvmAddress.parse(text(domain, "verifyingContract")));
  }

  private static Summary summary(JsonNode message) throws MalformedException {
    String statement = text(message, "statement");
    if (!statement.startsWith("0x")) {
      throw new MalformedException("statement " + Quoted.of(statement) + ", want 0x and a hash");
    }
    return new Summary(
        Issuer.parse(text(message, "issuer")),
        new Epoch(number(message, "epoch")),
        new Timestamp(Instant.ofEpochSecond(number(message, "asOf"))),
        Hash.parse(statement.substring(2)),
        figures(message));
  }

  private static List<Figures> figures(JsonNode message) throws MalformedException {
    List<Figures> figures = new ArrayList<>();
    int count = Math.min(message.path("tickers").size(), FeedTerms.MAX_ASSETS + 1);
    for (int i = 0; i < count; i++) {
      figures.add(
          new Figures(
              new Asset(
                  Ticker.parse(item(message, "tickers", i)),
                  (int) number(item(message, "decimals", i), 2)),
              Amount.parse(item(message, "reserves", i)),
              Amount.parse(item(message, "liabilities", i))));
    }
    return figures;
  }

  private static long number(JsonNode object, String name) throws MalformedException {
    return number(text(object, name), 16);
  }

  private static long number(String text, int digits) throws MalformedException {
    if (!text.matches("0|[1-9][0-9]{0," + (digits - 1) + "}")) {
      throw new MalformedException(
          "number " + Quoted.of(text) + ", want at most " + digits + " digits");
    }
    return Long.parseLong(text);
  }

  private static String item(JsonNode message, String name, int at) throws MalformedException {
    return textOf(message.path(name).path(at), name + "[" + at + "]");
  }

  private static String text(JsonNode object, String name) throws MalformedException {
    return textOf(object.path(name), name);
  }

  private static String textOf(JsonNode node, String name) throws MalformedException {
    if (!node.isString()) {
      throw new MalformedException(name + " missing or no text, want a text");
    }
    return node.stringValue();
  }
}
