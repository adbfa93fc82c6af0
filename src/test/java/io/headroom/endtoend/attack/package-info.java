/** Attacks on everything that comes from outside: answers of the service, messages of other machines, logs and files. */
package io.headroom.endtoend.attack;
