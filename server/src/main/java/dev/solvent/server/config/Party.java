package dev.solvent.server.config;

import java.net.URI;

/** Somebody who is asked over HTTP: a time authority or an observer. */
public record Party(String name, URI url) {}
