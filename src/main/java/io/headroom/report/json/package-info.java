/**
 * The JSON documents: {@code headroom.json}, {@code gates.json}, and what {@code --json} prints. Owns the records that are written as
 * JSON, and with them the names of the fields.
 *
 * <p>May import {@code console}, {@code report}, {@code settings}, {@code gate}, {@code verdict}, {@code runlog}, {@code run},
 * {@code foreign}, {@code simlog}, {@code sizing}, {@code saturation} and {@code load}.
 */
package io.headroom.report.json;
