package dev.solvent.attest.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.solvent.attest.LooseJson;
import dev.solvent.attest.LooseJson.OutsideException;
import dev.solvent.attest.RepoFiles;
import dev.solvent.merkle.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples that RFC 8785 publishes, and those of its authors' test data. */
final class Rfc8785Test {
  private static final JsonLimits LIMITS = new JsonLimits(1 << 16, 10, 1000);

  private static String canonical(String loose) {
    byte[] utf8 = loose.getBytes(StandardCharsets.UTF_8);
    return new String(CanonicalJson.print(LooseJson.read(utf8), LIMITS), StandardCharsets.UTF_8);
  }

  /** Section 3.2.2, without its numbers, which are outside our restriction. */
  @Test
  void section322_literalsAndTheString() throws MalformedException {
    String loose =
        """
        {
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """;
    String want =
        "{\"literals\":[null,true,false],\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
    assertEquals(want, canonical(loose));
    CanonicalJson.parse(want.getBytes(StandardCharsets.UTF_8), LIMITS);
  }

  /** Section 3.2.2's numbers and appendix B: no reader of ours takes any of them. */
  @Test
  void section322AndAppendixB_numbersOutsideTheRestriction_areRefused() throws MalformedException {
    List<String> refused =
        List.of(
            "333333333.3333333",
            "1e+30",
            "4.5",
            "0.002",
            "1e-27",
            "5e-324",
            "-5e-324",
            "1.7976931348623157e+308",
            "9007199254740992",
            "-9007199254740992",
            "295147905179352830000",
            "9.999999999999997e+22",
            "1e+23",
            "999999999999999700000",
            "1e+21",
            "9.999999999999997e-7",
            "0.000001",
            "333333333.3333332",
            "-0.0000033333333333333333",
            "1424953923781206.2");
    for (String number : refused) {
      byte[] bytes = ("[" + number + "]").getBytes(StandardCharsets.UTF_8);
      assertThrows(
          MalformedException.class, () -> CanonicalJson.parse(bytes, LIMITS), () -> number);
    }
    CanonicalJson.parse("[0]".getBytes(StandardCharsets.UTF_8), LIMITS);
  }

  /** Section 3.2.3. */
  @Test
  void section323_propertySorting() {
    String loose =
        """
        {
          "\\u20ac": "Euro Sign",
          "\\r": "Carriage Return",
          "\\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\\ud83d\\ude00": "Emoji: Grinning Face",
          "\\u0080": "Control",
          "\\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """;
    String want =
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
            + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
            + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}";
    assertEquals(want, canonical(loose));
  }

  /**
   * github.com/cyberphone/json-canonicalization, testdata: what is within our restriction prints as
   * published, what is not is refused.
   */
  @Test
  void authorsTestData() throws IOException, MalformedException {
    Path folder = RepoFiles.thirdPartyVectors().resolve("jcs/testdata");
    if (!Files.isDirectory(folder)) {
      System.out.println("Rfc8785Test: skipped: no third-party vectors here");
      return;
    }
    int printed = 0;
    int outside = 0;
    for (Path file : files(folder.resolve("input"))) {
      byte[] input = RepoFiles.bytes(file);
      byte[] output = output(folder, file);
      assertTrue(!Arrays.equals(input, output), "loose inputs only: " + file);
      assertThrows(MalformedException.class, () -> CanonicalJson.parse(input, LIMITS));
      try {
        assertArrayEquals(output, CanonicalJson.print(LooseJson.read(input), LIMITS));
        printed++;
      } catch (OutsideException e) {
        outside++;
      }
    }
    int taken = 0;
    int refused = 0;
    for (Path file : files(folder.resolve("output"))) {
      byte[] output = output(folder, file);
      try {
        LooseJson.read(output);
      } catch (OutsideException e) {
        assertThrows(MalformedException.class, () -> CanonicalJson.parse(output, LIMITS));
        refused++;
        continue;
      }
      byte[] print = CanonicalJson.print(CanonicalJson.parse(output, LIMITS), LIMITS);
      assertArrayEquals(output, print);
      taken++;
    }
    System.out.println(
        "Rfc8785Test: inputs "
            + (printed + " printed as published, " + outside + " outside the restriction; outputs ")
            + (taken + " taken, " + refused + " refused as outside the restriction"));
    assertTrue(printed > 0 && taken > 0 && refused > 0, "every kind is met");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** The published print, which stands there twice. */
  private static byte[] output(Path folder, Path file) {
    String name = String.valueOf(file.getFileName());
    String hex = RepoFiles.text(folder.resolve("outhex").resolve(name.replace(".json", ".txt")));
    byte[] output = RepoFiles.bytes(folder.resolve("output").resolve(name));
    assertArrayEquals(HexFormat.of().parseHex(hex.replaceAll("\\s", "")), output);
    return output;
  }
}
