package dev.solvent.verifier.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.log.Checkpoint;
import dev.solvent.attest.report.Coverage;
import dev.solvent.attest.report.Verdict;
import dev.solvent.merkle.Asset;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Ticker;
import dev.solvent.verifier.TestPublication;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CoverageChartTest {
  private static final Ticker ETH = new Ticker("ETH");

  private static EpochRow row(long epoch, long basisPoints) {
    Coverage coverage =
        new Coverage(
            new Asset(ETH, 18),
            BigInteger.valueOf(10_000),
            BigInteger.valueOf(basisPoints),
            BigInteger.ZERO,
            BigInteger.ZERO,
            BigInteger.ZERO);
    EpochRow.Found found =
        new EpochRow.Found(
            HistoryCommandTest.statement(),
            Checkpoint.empty("x"),
            TestPublication.time("2026-09-01T00:00:00Z"),
            Optional.empty(),
            List.of(coverage),
            List.of(),
            Optional.empty(),
            Optional.empty());
    return new EpochRow(
        new Epoch(epoch), Verdict.VERIFIED, Optional.of(found), Optional.empty(), List.of());
  }

  private static List<String> chart(long... basisPoints) {
    List<EpochRow> rows =
        IntStream.range(0, basisPoints.length).mapToObj(i -> row(i + 1, basisPoints[i])).toList();
    return CoverageChart.lines(ETH, rows);
  }

  @Test
  void points_standAtTheirHeight_andTheWholeIsALine() {
    assertEquals(
        """
        coverage of ETH
          110.00 % |  *
          108.00 % |
          106.00 % |
          104.00 % |
          102.00 % |   *
          100.00 % |-*--
           98.00 % |
           96.00 % |*
                    epoch 1 to 4\
        """,
        String.join("\n", chart(9_600, 10_000, 11_000, 10_200)));
  }

  @Test
  void oneEpochAlone_andFarAbove() {
    assertEquals("             epoch 1".trim(), chart(10_000).getLast().trim());
    List<String> high = chart(10_000, 5_000_000);
    assertTrue(high.get(1).contains("200.00 % | ^"), high::toString);
  }

  @Test
  void anyNumberOfEpochs_fitsTheTerminal_andTheLowestIsSeen() {
    for (int epochs : new int[] {1, 2, 67, 68, 69, 136, 137, 400, 5_000}) {
      long[] all = LongStream.range(0, epochs).map(i -> 12_000).toArray();
      all[epochs / 2] = 9_000;
      List<String> lines = chart(all);
      assertTrue(lines.stream().allMatch(line -> line.length() <= 80), lines::toString);
      assertTrue(
          lines.stream().anyMatch(line -> line.startsWith("   90.00 % |") && line.contains("*")),
          lines::toString);
    }
  }

  @Test
  void epochsWithoutTheAsset_areLeftEmpty() {
    List<EpochRow> rows =
        List.of(EpochRow.without(new Epoch(1), Verdict.FAILED, "missing"), row(2, 10_000));
    String whole = CoverageChart.lines(ETH, rows).get(1);
    assertEquals("  100.00 % |-*", whole);
  }
}
