package dev.solvent.server.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.liabilities.AccountLink;
import dev.solvent.attest.liabilities.AccountProof;
import dev.solvent.attest.liabilities.CommittedAsset;
import dev.solvent.attest.liabilities.LiabilitiesManifest;
import dev.solvent.attest.verify.Claim;
import dev.solvent.merkle.AccountKey;
import dev.solvent.merkle.AssetTag;
import dev.solvent.merkle.Locator;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A customer with a link and nothing else of the exchange's, who asks as the page does. */
record Customer(AccountLink link) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static Customer of(String link) throws MalformedException {
    return new Customer(AccountLink.parse(link));
  }

  /** Asks for the leaves of one epoch. */
  HttpResponse<String> ask(String site, LiabilitiesManifest owed)
      throws IOException, InterruptedException {
    String locators =
        owed.assets().stream()
            .map(CommittedAsset::asset)
            .map(asset ->
                "{\"asset\":\""
                    + asset.ticker()
                    + "\",\"locator\":\""
                    + hex(
                        key(owed)
                            .locator(
                                link.accountId(), AssetTag.of(owed.issuer(), owed.epoch(), asset)))
                    + "\"}")
            .collect(Collectors.joining(",", "{\"locators\":[", "]}"));
    URI uri = URI.create(site).resolve("/api/v1/epochs/" + owed.epoch().number() + "/proofs");
    return CLIENT.send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(locators))
            .build(),
        BodyHandlers.ofString());
  }

  private AccountKey key(LiabilitiesManifest owed) {
    return link.customerKey().accountKey(owed.epoch());
  }

  private static String hex(Locator locator) {
    return HexFormat.of().formatHex(locator.exposeBytes());
  }

  /** What the answer and the link come to; empty where the link opens nothing in this epoch. */
  Optional<Claim> claim(String site, Bundle bundle)
      throws IOException, InterruptedException, MalformedException {
    LiabilitiesManifest owed = WebReader.owed(bundle);
    HttpResponse<String> answer = ask(site, owed);
    assertEquals(200, answer.statusCode(), answer.body());
    String body = answer.body();
    String start = "\"proofs\":";
    String proofs = body.substring(body.indexOf(start) + start.length(), body.length() - 1);
    if (proofs.equals("[]")) {
      return Optional.empty();
    }
    String proof =
        "{\"accountId\":\""
            + link.accountId().text()
            + "\",\"accountKey\":\""
            + HexFormat.of().formatHex(key(owed).exposeBytes())
            + "\",\"attestation\":{\"sha256\":\""
            + bundle.envelope().payloadDigest()
            + "\"},\"epoch\":"
            + owed.epoch().number()
            + ",\"format\":\"solvent/account-proof/v1\",\"issuer\":\""
            + owed.issuer().domain()
            + "\",\"positions\":"
            + proofs
            + "}";
    return Optional.of(
        new Claim(AccountProof.parse(proof.getBytes(StandardCharsets.UTF_8)), List.of()));
  }
}
