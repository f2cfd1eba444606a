package dev.solvent.server.config;

import java.util.List;

/**
 * One thing that is wrong in the file.
 *
 * @param line from 1
 * @param path of keys and numbers, such as {@code chains[0].nodes[1].url}; empty for the whole file
 * @param detail what was found, and what is wanted
 * @param remedy what to do
 */
record Problem(int line, String path, String detail, String remedy) {
  List<String> lines(String file) {
    String place = file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ");
    return List.of(place + detail, "  " + remedy);
  }
}
