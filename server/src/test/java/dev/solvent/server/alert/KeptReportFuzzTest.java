package dev.solvent.server.alert;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A report that was kept, of which an operator is told the figures. */
class KeptReportFuzzTest {
  static Stream<byte[]> seeds() {
    String row =
        "{\"asset\":\"BTC\",\"attested\":\"0\",\"basisPoints\":10000,\"claimed\":\"0\","
            + "\"conditional\":\"1\",\"counted\":\"2\",\"decimals\":8,\"liabilities\":\"3\"}";
    return Stream.of(
            "{\"coverage\":[" + row + "],\"format\":\"solvent/report/v1\",\"verdict\":\"SHORT\"}",
            "{\"coverage\":[],\"format\":\"solvent/report/v1\",\"verdict\":\"VERIFIED\"}",
            "[]")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void report_ofAnyBytes_isReadOrRefused(byte[] bytes) {
    try {
      assertNotNull(KeptReport.parse(bytes).verdict());
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
    }
  }
}
