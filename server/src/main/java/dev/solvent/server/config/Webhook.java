package dev.solvent.server.config;

import dev.solvent.chain.rpc.SecretText;

/**
 * Who is told of alerts: an address that may hold a secret, and the key that signs what it gets.
 */
public record Webhook(String name, SecretText url, SecretText secret) {}
