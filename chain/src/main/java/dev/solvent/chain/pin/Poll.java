package dev.solvent.chain.pin;

import dev.solvent.chain.rpc.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What several nodes said, asked side by side, so that the slowest alone decides how long it takes.
 */
record Poll<T>(List<T> answers, List<Dissent> dissents) {
  @FunctionalInterface
  interface Question<T> {
    T ask(Node node) throws Dissenting;
  }

  static <T> Poll<T> of(List<Node> nodes, Question<T> question) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures =
          threads.invokeAll(
              nodes.stream().<Callable<T>>map(node -> () -> question.ask(node)).toList());
      List<T> answers = new ArrayList<>();
      List<Dissent> dissents = new ArrayList<>();
      for (Future<T> future : futures) {
        try {
          answers.add(future.get());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof Dissenting dissenting)) {
            throw new IllegalStateException(e.getCause());
          }
          dissents.add(dissenting.dissent());
        }
      }
      return new Poll<>(answers, dissents);
    }
  }
}
