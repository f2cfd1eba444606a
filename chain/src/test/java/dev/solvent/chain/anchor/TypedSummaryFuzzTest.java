package dev.solvent.chain.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What a signer is shown is what is published, or it is refused. */
class TypedSummaryFuzzTest {
  static Stream<byte[]> seeds() throws Exception {
    return Stream.of(SpecText.blocks("json").getFirst(), "{}", "")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void summary_ofAnyBytes_isReadOrRefused(byte[] bytes) throws MalformedException {
    TypedSummary read;
    try {
      read = TypedSummary.parse(bytes);
    } catch (MalformedException refused) {
      assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      return;
    }
    assertEquals(read, TypedSummary.parse(read.json().getBytes(StandardCharsets.UTF_8)));
  }
}
