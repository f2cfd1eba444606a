package dev.solvent.server.http.history;

import static dev.solvent.server.http.Site.header;
import static dev.solvent.server.http.Site.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.bundle.Blobs;
import dev.solvent.attest.bundle.Bundle;
import dev.solvent.attest.policy.Policy;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Verdict;
import dev.solvent.attest.statement.Statement;
import dev.solvent.attest.statement.Subject;
import dev.solvent.attest.text.Timestamp;
import dev.solvent.attest.trust.SignedRoot;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.MalformedException;
import dev.solvent.server.http.OpenApi;
import dev.solvent.server.http.Site;
import dev.solvent.server.http.published.Publications;
import dev.solvent.server.solvency.ReportFigures;
import dev.solvent.server.solvency.ReportFigures.Crossed;
import dev.solvent.server.solvency.ReportFigures.Reach;
import dev.solvent.server.solvency.ReportFigures.Totals;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class HistoryTest {
  private static final Path VECTORS = vectors();

  @TempDir private Path data;

  private static Path vectors() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("fixtures/vectors/bundles/files"))) {
      folder = folder.getParent();
    }
    return folder.resolve("fixtures/vectors/bundles/files");
  }

  private static Bundle bundle() throws IOException, MalformedException {
    return Bundle.parse(Files.readAllBytes(VECTORS.resolve("honest.bundle.json")));
  }

  private static PublishedHistory begin(Publications publications)
      throws IOException, MalformedException {
    return PublishedHistory.begin(
        publications,
        SignedRoot.parse(Files.readAllBytes(VECTORS.resolve("honest.root.json"))),
        Policy.parse(Files.readAllBytes(VECTORS.resolve("honest.policy.json"))),
        () -> Instant.parse("2026-05-28T21:27:40Z"));
  }

  private static List<EpochSummary> await(History history, int count) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (history.epochs().size() < count) {
      assertTrue(System.nanoTime() < end, "never judged");
      Thread.sleep(20);
    }
    return history.epochs();
  }

  private Site publish(Bundle bundle) throws IOException, MalformedException {
    long epoch = Statement.parse(bundle.envelope().payload()).epoch().number();
    return new Site(data)
        .write("attestations/" + epoch + ".bundle.json", bundle.toBytes())
        .write(".well-known/proof-of-reserves", "{\"newest\":" + epoch + "}");
  }

  private static Bundle without(Bundle bundle, Blobs blobs) {
    return new Bundle(
        blobs,
        bundle.earlier(),
        bundle.envelope(),
        bundle.logProof(),
        bundle.observations(),
        bundle.replacement(),
        bundle.roots(),
        bundle.tokens());
  }

  @Test
  void bundle_thatIsPublished_isJudgedByTheOperatorsPolicy() throws Exception {
    Bundle bundle = bundle();
    Site site = publish(bundle);
    try (Publications publications = site.publications();
        PublishedHistory history = begin(publications)) {
      EpochSummary summary = await(history, 1).getFirst();
      Statement statement = Statement.parse(bundle.envelope().payload());
      assertEquals(statement.epoch(), summary.epoch());
      assertEquals(statement.id(), summary.attestation());
      assertEquals(
          List.of("BTC", "ETH", "USDC"),
          summary.coverage().stream().map(of -> of.asset().ticker().text()).toList());
      assertTrue(summary.coverage().stream().allMatch(of -> of.reaches(Coverage.WHOLE)));
      assertTrue(history.version() > 0);
    }
  }

  /** Of one that does not follow from its files there is nothing to chart. */
  @Test
  void solvencyReport_isTold_whereItFollowsFromItsFiles() throws Exception {
    assertEquals(Optional.empty(), solvencyOf("honest"));
    ReportFigures figures = solvencyOf("honest-with-a-solvency-report").orElseThrow();
    assertEquals("USD", figures.quote());
    assertEquals(List.of("day"), figures.reach().stream().map(Reach::horizon).toList());
    assertTrue(figures.totals().orElseThrow().raw() > 0);
    assertEquals(Optional.empty(), solvencyOf("solvency-with-a-better-figure"));
  }

  private Optional<ReportFigures> solvencyOf(String vector) throws Exception {
    Site site = publish(Bundle.parse(Files.readAllBytes(VECTORS.resolve(vector + ".bundle.json"))));
    try (Publications publications = site.publications();
        PublishedHistory history = begin(publications)) {
      return await(history, 1).getFirst().solvency();
    }
  }

  @Test
  void noReport_isNoSeries() throws Exception {
    try (Site site = new Site(data).history(new Fixed(List.of(summary(2)), 1)).start()) {
      assertEquals(404, site.get("/api/v1/solvency").statusCode());
    }
  }

  @Test
  void blobs_besideTheBundle_areFound_andOneThatIsMissingCountsForNothing() throws Exception {
    Bundle bundle = bundle();
    Site site = publish(without(bundle, Blobs.of(List.of())));
    Statement statement = Statement.parse(bundle.envelope().payload());
    Hash owed = statement.digestOf(Subject.LIABILITIES).orElseThrow();
    Hash held = statement.digestOf(Subject.RESERVES).orElseThrow();
    for (Hash digest : List.of(owed, held)) {
      site.write("blobs/sha256/" + digest, bundle.blobs().find(digest).orElseThrow().toBytes());
    }
    try (Publications publications = site.publications();
        PublishedHistory history = begin(publications)) {
      EpochSummary summary = await(history, 1).getFirst();
      assertEquals(3, summary.coverage().size());
      assertTrue(summary.coverage().stream().noneMatch(of -> of.reaches(Coverage.WHOLE)));
    }
  }

  @Test
  void bundle_thatIsNone_isLeftOut_andTheOthersAreNot() throws Exception {
    Bundle bundle = bundle();
    Site site = publish(bundle);
    long epoch = Statement.parse(bundle.envelope().payload()).epoch().number();
    site.publish(epoch + 1);
    // a bundle under another epoch's name
    site.write("attestations/" + (epoch + 2) + ".bundle.json", bundle.toBytes());
    site.write(".well-known/proof-of-reserves", "{\"newest\":" + (epoch + 2) + "}");
    try (Publications publications = site.publications();
        PublishedHistory history = begin(publications)) {
      assertEquals(epoch, await(history, 1).getFirst().epoch().number());
      Thread.sleep(200);
      assertEquals(1, history.epochs().size());
    }
  }

  private record Fixed(List<EpochSummary> epochs, long version) implements History {}

  private static ReportFigures figures() {
    return new ReportFigures(
        "USD",
        2,
        Optional.of(new Totals(9_047, 9_043, 13_142, "-5")),
        List.of(new Reach("hour", 3600, 3_332)),
        List.of(new Crossed("coverage", "", 9_047, 10_000)),
        List.of());
  }

  private static EpochSummary summary(long epoch) throws MalformedException {
    BigInteger owed = BigInteger.valueOf(100 * epoch);
    return new EpochSummary(
        new Epoch(epoch),
        Timestamp.parse("2026-09-02T00:00:00Z"),
        Timestamp.parse("2026-09-03T00:00:00Z"),
        Hash.of(new byte[32]),
        Verdict.VERIFIED,
        List.of(
            new Coverage(
                Asset.parse("BTC:8"), owed, owed, BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO)),
        epoch % 2 == 0 ? Optional.empty() : Optional.of(figures()));
  }

  @Test
  void history_isServedInPages_andAsSeries() throws Exception {
    List<EpochSummary> epochs =
        LongStream.rangeClosed(1, 60)
            .mapToObj(n -> {
              try {
                return summary(61 - n);
              } catch (MalformedException e) {
                throw new IllegalStateException(e);
              }
            })
            .toList();
    try (Site site = new Site(data).history(new Fixed(epochs, 1)).start()) {
      HttpResponse<byte[]> first = site.get("/api/v1/epochs");
      assertEquals(200, first.statusCode());
      assertEquals("public, max-age=30", header(first, "Cache-Control"));
      assertTrue(text(first).startsWith("{\"before\":11,\"epochs\":[{\"asOf\":"), text(first));
      assertTrue(
          text(first)
              .contains(
                  "\"coverage\":[{\"asset\":\"BTC\",\"attested\":\"1\",\"basisPoints\":10000,"
                      + "\"claimed\":\"2\",\"conditional\":\"0\",\"counted\":\"6000\",\"decimals\":8,"
                      + "\"liabilities\":\"6000\"}],\"epoch\":60"));
      assertEquals(
          304, site.get("/api/v1/epochs", "If-None-Match", header(first, "ETag")).statusCode());
      String second = text(site.get("/api/v1/epochs?before=11"));
      assertTrue(second.startsWith("{\"epochs\":["), second);
      assertEquals(10, second.split("\"asOf\"", -1).length - 1);
      assertEquals(400, site.get("/api/v1/epochs?before=x").statusCode());

      HttpResponse<byte[]> series = site.get("/api/v1/series/BTC");
      assertTrue(text(series).startsWith("{\"asset\":\"BTC\",\"format\":\"solvent/series/v1\""));
      assertEquals(60, text(series).split("\"asOf\"", -1).length - 1);
      assertTrue(
          text(series).indexOf("\"epoch\":1,") < text(series).indexOf("\"epoch\":60,"),
          "oldest first");
      String solvency = text(site.get("/api/v1/solvency"));
      assertTrue(
          solvency.startsWith(
              "{\"format\":\"solvent/solvency-series/v1\",\"points\":[{\"alerts\":1,"
                  + "\"asOf\":\"2026-09-02T00:00:00Z\",\"epoch\":1,\"haircut\":9043,"
                  + "\"quote\":{\"asset\":\"USD\",\"decimals\":2},\"ratio\":13142,\"raw\":9047,"
                  + "\"reach\":[{\"name\":\"hour\",\"reach\":3332,\"seconds\":3600}],"
                  + "\"surplus\":\"-5\",\"unpriced\":[]},{\"alerts\":1,"),
          solvency);
      assertEquals(
          List.of(),
          OpenApi.resource("openapi.json")
              .wrong("get", "/api/v1/solvency", 200, site.get("/api/v1/solvency").body()));
      assertEquals(30, solvency.split("\"epoch\"", -1).length - 1, "those that have one");
      assertEquals(404, site.get("/api/v1/series/DOGE").statusCode());
      assertEquals(404, site.get("/api/v1/series/no-ticker!").statusCode());
    }
  }
}
