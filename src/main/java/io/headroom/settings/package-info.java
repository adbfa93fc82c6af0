/**
 * Reads all settings from {@code conf/headroom.conf}, system properties and the environment, checks them at once, and hands
 * them on as the records of the packages they belong to. Owns {@code workload.json}, which states what a run was made with.
 *
 * <p>May import {@code console}, {@code endpoint}, {@code standin}, {@code plan}, {@code saturation}, {@code sizing},
 * {@code gate}, {@code run} and {@code load}.
 */
package io.headroom.settings;
