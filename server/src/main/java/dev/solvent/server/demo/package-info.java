/** {@code solvent demo}: the main job from end to end, on embedded defaults. */
@NullMarked
package dev.solvent.server.demo;

import org.jspecify.annotations.NullMarked;
