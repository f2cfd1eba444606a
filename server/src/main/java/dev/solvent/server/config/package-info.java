/**
 * The operator's one file of settings, {@code solvent.yaml}, described in {@code
 * docs/operating/configuration.md}.
 *
 * <pre>
 *   bytes ─► YamlText ─► Value, Keys ─► ConfigurationReader ─┬► Configuration
 *                          │              ├ ChainSection      └► UserError: every problem, with its line and remedy
 *                          └► Problems    └ ReserveSection      Chains: of those who are not the exchange
 * </pre>
 *
 * <p>YAML is read as a tree of texts: it makes no objects, has no anchors and no tags, and a key
 * stands once. Secrets are named by file or environment variable and never stand in it.
 */
@NullMarked
package dev.solvent.server.config;

import org.jspecify.annotations.NullMarked;
