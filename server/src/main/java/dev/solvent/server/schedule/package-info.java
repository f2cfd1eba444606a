/** When an operator publishes: times as {@code cron} writes them, in UTC. */
@NullMarked
package dev.solvent.server.schedule;

import org.jspecify.annotations.NullMarked;
