package dev.solvent.server.http.edge;

import java.time.Duration;

/**
 * What one server takes on.
 *
 * @param client how many requests a client may make
 * @param everyone how many all clients together may make
 * @param concurrent requests worked on at a time; one more is told to come again
 * @param connections open at a time; the next one waits to be accepted
 * @param idle how long a connection may say nothing
 * @param header how long a request may take to arrive up to its body
 * @param exchange how long it may take from then to the last byte of its answer
 * @param drain how long a server that stops waits for what it has begun
 */
public record Limits(
    Rate client,
    Rate everyone,
    int concurrent,
    int connections,
    Duration idle,
    Duration header,
    Duration exchange,
    Duration drain) {
  public static final Limits DEFAULTS =
      new Limits(
          new Rate(50, 200),
          new Rate(20_000, 40_000),
          512,
          10_000,
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10));

  public Limits {
    if (concurrent < 1 || connections < 1) {
      throw new IllegalArgumentException(
          concurrent + " requests on " + connections + " connections, want 1 or more");
    }
    for (Duration time : new Duration[] {idle, header, exchange, drain}) {
      if (!time.isPositive()) {
        throw new IllegalArgumentException("time limit " + time + ", want more than 0");
      }
    }
  }

  public Limits withRates(Rate ofClient, Rate ofEveryone) {
    return new Limits(ofClient, ofEveryone, concurrent, connections, idle, header, exchange, drain);
  }

  public Limits withConcurrent(int requests) {
    return new Limits(client, everyone, requests, connections, idle, header, exchange, drain);
  }

  public Limits withTimes(Duration toIdle, Duration toHeader, Duration toExchange) {
    return new Limits(
        client, everyone, concurrent, connections, toIdle, toHeader, toExchange, drain);
  }
}
