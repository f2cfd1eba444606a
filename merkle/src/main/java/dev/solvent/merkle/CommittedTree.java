package dev.solvent.merkle;

/**
 * One tree as the attested manifest states it. A check takes issuer, epoch, asset, root, total and
 * height from here and never from the customer's own file.
 */
public record CommittedTree(Issuer issuer, Epoch epoch, Asset asset, Commitment commitment) {}
