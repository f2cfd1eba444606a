package dev.solvent.server.http.files;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a file is asked for: one range of bytes, as RFC 9110 section 14 has it. */
sealed interface ByteRange {
  Pattern FORM = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /** Nothing that is understood here, several ranges among it: the whole file is the answer. */
  record Whole() implements ByteRange {}

  /** Bytes that are there. */
  record Part(long first, long length) implements ByteRange {}

  /** Bytes that are not there. */
  record Beyond() implements ByteRange {}

  static ByteRange parse(String header, long size) {
    Matcher form = FORM.matcher(header.strip());
    if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
      return new Whole();
    }
    if (form.group(1).isEmpty()) { // the last so many bytes
      long length = Math.min(Long.parseLong(form.group(2)), size);
      return length == 0 ? new Beyond() : new Part(size - length, length);
    }
    long first = Long.parseLong(form.group(1));
    long last = form.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(form.group(2));
    if (last < first) {
      return new Whole();
    }
    return first >= size ? new Beyond() : new Part(first, Math.min(last, size - 1) - first + 1);
  }
}
