package dev.solvent.attest.note;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a note has: it prints back to them, or is refused, and nothing else happens. */
class NoteFuzzTest {
  static Stream<byte[]> seeds() throws IOException {
    SignatureLine line = TestKeys.noteSigner("a.example/log").sign("text\n");
    String note = "text\n\n" + line + "\n";
    return Stream.of(note, note + line + "\n", "\n\n\n\n" + line + "\n", "\u2014 ", "\n\n", "")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void note_ofAnyBytes_printsBackOrIsRefused(byte[] bytes) {
    try {
      Note note = Note.parse(bytes);
      assertArrayEquals(bytes, note.bytes());
      note.verify(List.of(TestKeys.key("a.example/log", KeyType.ED25519)));
    } catch (MalformedException e) {
      return;
    }
  }
}
