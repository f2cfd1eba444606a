package dev.solvent.server.http.files;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A header that anybody may send: it never names bytes outside of the file. */
class ByteRangeFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of("bytes=0-9", "bytes=5-", "bytes=-3", " bytes=999999999999999999-", "items=1-2")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void range_ofAnyHeader_isWithinTheFile(byte[] bytes) {
    String header = new String(bytes, StandardCharsets.ISO_8859_1);
    for (long size : new long[] {0, 1, 10, Long.MAX_VALUE}) {
      if (ByteRange.parse(header, size) instanceof ByteRange.Part(long first, long length)) {
        assertTrue(first >= 0 && length > 0 && length <= size - first, header);
      }
    }
  }
}
