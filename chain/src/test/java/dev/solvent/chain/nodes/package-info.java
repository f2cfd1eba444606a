/** Real nodes for tests: started on loopback at a free port, and ended with the test. */
package dev.solvent.chain.nodes;
