package dev.solvent.server.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that all of it is told at once. One thread. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  void add(Problem problem) {
    found.add(problem);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of the lines. */
  List<Problem> found() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }
}
