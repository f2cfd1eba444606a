/**
 * Backup and restore of the operator's folder.
 *
 * <pre>
 *   data/ ─► Backup ─► BACKUP/ ─┬ backup.json    BackupManifest: every file, its size and SHA-256
 *                               ├ solvent.db     without what the log signed last
 *                               ├ public/, log/, epochs/
 *                               └ ownership/
 *   BACKUP/ ─► Restore ─► data/  whole, or not at all
 * </pre>
 *
 * <p>The manifest finds damage; who can write a backup can write another one. A backup holds
 * balances and customers' names: to keep it encrypted is the operator's duty. Keys and settings are
 * not in it.
 *
 * <p>A restored log does not go on by itself. What it signed after the backup is unknown, and to
 * sign another history is a fork.
 */
@NullMarked
package dev.solvent.server.backup;

import org.jspecify.annotations.NullMarked;
