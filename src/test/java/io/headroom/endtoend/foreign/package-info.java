/** Contains simulations as others write them, without Headroom's labels, marks or canonical messages. */
package io.headroom.endtoend.foreign;
