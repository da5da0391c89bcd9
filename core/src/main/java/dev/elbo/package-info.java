/** Root. */
package dev.elbo;
