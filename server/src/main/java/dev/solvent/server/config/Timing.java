package dev.solvent.server.config;

import dev.solvent.server.schedule.Cron;
import java.time.Duration;
import java.util.Optional;

/**
 * When attestations are made.
 *
 * @param at absent where something outside of the program starts each
 * @param jitter up to so long after that, by chance
 * @param dueAfter from an attestation's moment to the time by which it promises the next
 * @param patience how long after its moment an attestation may still go into the log; an older one
 *     is begun anew
 */
public record Timing(Optional<Cron> at, Duration jitter, Duration dueAfter, Duration patience) {}
