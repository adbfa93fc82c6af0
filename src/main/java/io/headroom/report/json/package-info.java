/**
 * The JSON documents: {@code headroom.json}, {@code gates.json}, and what {@code --json} prints.
 *
 * <p>Owns the records that are written as JSON, and with them the names of the fields. May import {@code report}, and what
 * that may import, but no other wing of it.
 */
package io.headroom.report.json;
