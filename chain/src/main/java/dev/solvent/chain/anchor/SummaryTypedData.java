package dev.solvent.chain.anchor;

import dev.solvent.attest.evm.Keccak256;
import dev.solvent.attest.evm.TypedData;
import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** A summary by EIP-712, as a hash and as JSON. */
final class SummaryTypedData {
  private static final String MEMBERS =
      "string issuer,uint64 epoch,uint64 asOf,bytes32 statement,string[] tickers,uint8[] decimals,"
          + "uint128[] reserves,uint128[] liabilities";
  static final String TYPE = "Summary(" + MEMBERS + ")";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SummaryTypedData() {}

  static TypedData of(Summary summary) {
    return TypedData.struct(TYPE)
        .text(summary.issuer().domain())
        .number(BigInteger.valueOf(summary.epoch().number()))
        .number(BigInteger.valueOf(summary.asOf().instant().getEpochSecond()))
        .word(summary.statement())
        .word(array(summary, each -> text(each.asset().ticker().toString())))
        .word(array(summary, each -> number(BigInteger.valueOf(each.asset().decimals()))))
        .word(array(summary, each -> number(each.reserves().toBigInteger())))
        .word(array(summary, each -> number(each.liabilities().toBigInteger())));
  }

  /** An array's hash is that of its items, one after the other. */
  private static Hash array(Summary summary, Function<Figures, byte[]> item) {
    ByteArrayOutputStream items = new ByteArrayOutputStream();
    summary.figures().forEach(each -> items.writeBytes(item.apply(each)));
    return Keccak256.hash(items.toByteArray());
  }

  private static byte[] text(String text) {
    return Keccak256.hash(text.getBytes(StandardCharsets.UTF_8)).toBytes();
  }

  private static byte[] number(BigInteger number) {
    return Words.padded(number, Hash.BYTES);
  }

  static String json(Summary summary, Feed feed) {
    Map<String, Object> types = new LinkedHashMap<>();
    types.put("EIP712Domain", members(Feed.DOMAIN_TYPE));
    types.put("Summary", members(TYPE));
    Map<String, Object> domain = new LinkedHashMap<>();
    domain.put("name", Feed.NAME);
    domain.put("version", Feed.VERSION);
    domain.put("chainId", feed.chain().reference());
    domain.put("verifyingContract", feed.contract().toString());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("types", types);
    document.put("primaryType", "Summary");
    document.put("domain", domain);
    document.put("message", message(summary));
    return JSON.writeValueAsString(document);
  }

  /** The members of {@code Name(type name,type name)}. */
  private static List<Map<String, String>> members(String type) {
    List<Map<String, String>> members = new ArrayList<>();
    String list = type.substring(type.indexOf('(') + 1, type.length() - 1);
    for (String member : list.split(",", -1)) {
      int space = member.indexOf(' ');
      Map<String, String> entry = new LinkedHashMap<>();
      entry.put("name", member.substring(space + 1));
      entry.put("type", member.substring(0, space));
      members.add(entry);
    }
    return members;
  }

  /** Numbers stand as text, since many readers of JSON lose digits past 2^53. */
  private static Map<String, Object> message(Summary summary) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("issuer", summary.issuer().domain());
    message.put("epoch", summary.epoch().toString());
    message.put("asOf", Long.toString(summary.asOf().instant().getEpochSecond()));
    message.put("statement", "0x" + summary.statement());
    message.put("tickers", column(summary, each -> each.asset().ticker().toString()));
    message.put("decimals", column(summary, each -> Integer.toString(each.asset().decimals())));
    message.put("reserves", amounts(summary, Figures::reserves));
    message.put("liabilities", amounts(summary, Figures::liabilities));
    return message;
  }

  private static List<String> amounts(Summary summary, Function<Figures, Amount> amount) {
    return column(summary, each -> amount.apply(each).toString());
  }

  private static List<String> column(Summary summary, Function<Figures, String> cell) {
    return summary.figures().stream().map(cell).toList();
  }
}
