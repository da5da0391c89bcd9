/**
 * What tests of several packages share: a scope around a test, gradients against central differences, small models.
 *
 * <p>Does not belong: anything one package's tests could keep to themselves.
 */
package dev.elbo.testing;
