/**
 * What the operator should know of, from what is known, and telling those who want to be told.
 *
 * <pre>
 *   folders, database, last answers ─► SituationReader ─► Situation ─► AlertRules ─► the alerts
 *                                                             │                          │
 *                                                             ▼                          ▼
 *                                                       AlertMetrics            store.Alerts ─► Webhooks
 * </pre>
 *
 * <p>{@link dev.solvent.server.alert.AlertRules} is a pure function, so that each alert can be
 * tried by itself. {@link dev.solvent.server.alert.AlertWatch} makes the round. Nothing here writes
 * to what is published, and nothing that is published waits for anything here. The format of what
 * is sent, and the gauges: {@code docs/operating/alerts.md}.
 */
@NullMarked
package dev.solvent.server.alert;

import org.jspecify.annotations.NullMarked;
