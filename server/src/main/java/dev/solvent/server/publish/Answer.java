package dev.solvent.server.publish;

/** What somebody outside answered, or why not. */
public sealed interface Answer<T> {
  record Given<T>(T value) implements Answer<T> {}

  /** Nothing that can be used came; the words are ours, or quoted in printable ASCII. */
  record Missing<T>(String why) implements Answer<T> {}
}
