/** Simulations of somebody else: without labels, marks or canonical messages of Headroom. */
package io.headroom.endtoend.foreign;
