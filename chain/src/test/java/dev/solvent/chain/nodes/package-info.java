/**
 * Real nodes for tests: started on loopback at a free port, and ended with the test; and a proxy
 * that spoils their answers.
 */
package dev.solvent.chain.nodes;
