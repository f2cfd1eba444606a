package dev.solvent.server.http.proofs;

import dev.solvent.merkle.Amount;
import dev.solvent.merkle.Epoch;
import dev.solvent.merkle.Hash;
import dev.solvent.merkle.InclusionProof;
import dev.solvent.merkle.Node;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Prints proofs as canonical JSON, straight into bytes: every request's answer is made anew, and as
 * a tree of values first it took several times as long. One thread.
 */
final class ProofPrinter {
  private static final int BUFFER = 4 << 10;

  /** More than a sibling takes, or all of a proof before its siblings. */
  private static final int MOST_AT_ONCE = 256;

  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] EPOCH = ascii("{\"epoch\":");
  private static final byte[] PROOFS = ascii(",\"proofs\":[");
  private static final byte[] ASSET = ascii("{\"asset\":\"");
  private static final byte[] BALANCE = ascii("\",\"balance\":\"");
  private static final byte[] DECIMALS = ascii("\",\"decimals\":");
  private static final byte[] INDEX = ascii(",\"index\":");
  private static final byte[] SIBLINGS = ascii(",\"siblings\":[");
  private static final byte[] HASH = ascii("{\"hash\":\"");
  private static final byte[] SUM = ascii("\",\"sum\":\"");
  private static final byte[] END_OF_SIBLING = ascii("\"}");
  private static final byte[] END = ascii("]}");

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] hash = new byte[Hash.BYTES];
  private int length = 0;
  private boolean first = true;

  ProofPrinter(OutputStream out) {
    this.out = out;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void begin(Epoch epoch) {
    put(EPOCH);
    putNumber(epoch.number());
    put(PROOFS);
  }

  /** The asset's ticker and all numbers are of characters that JSON does not escape. */
  void print(InclusionProof proof) throws IOException {
    makeRoom();
    comma(first);
    first = false;
    put(ASSET);
    putText(proof.asset().ticker().text());
    put(BALANCE);
    putAmount(proof.balance());
    put(DECIMALS);
    putNumber(proof.asset().decimals());
    put(INDEX);
    putNumber(proof.index());
    put(SIBLINGS);
    boolean leaf = true;
    for (Node sibling : proof.siblings()) {
      makeRoom();
      comma(leaf);
      leaf = false;
      put(HASH);
      putHash(sibling.hash());
      put(SUM);
      putAmount(sibling.sum());
      put(END_OF_SIBLING);
    }
    put(END);
  }

  void end() throws IOException {
    makeRoom();
    put(END);
    out.write(buffer, 0, length);
    length = 0;
  }

  private void makeRoom() throws IOException {
    if (buffer.length - length < MOST_AT_ONCE) {
      out.write(buffer, 0, length);
      length = 0;
    }
  }

  private void comma(boolean atFirst) {
    if (!atFirst) {
      buffer[length++] = ',';
    }
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void putText(String text) {
    for (int i = 0; i < text.length(); i++) {
      buffer[length++] = (byte) text.charAt(i);
    }
  }

  private void putHash(Hash value) {
    value.copyTo(hash, 0);
    for (byte b : hash) {
      buffer[length++] = HEX[b >> 4 & 0xF];
      buffer[length++] = HEX[b & 0xF];
    }
  }

  private void putAmount(Amount amount) {
    if (amount.high() == 0 && amount.low() >= 0) {
      putNumber(amount.low());
    } else {
      putText(amount.toString());
    }
  }

  private void putNumber(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }
}
