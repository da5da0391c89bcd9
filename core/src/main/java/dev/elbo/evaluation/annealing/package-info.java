/**
 * log p(x) without the encoder: annealed importance sampling, by Hamiltonian transitions in R^n and on spheres. A check on
 * the estimates of the package above it, at hundreds of times their cost.
 */
@NullMarked
package dev.elbo.evaluation.annealing;

import org.jspecify.annotations.NullMarked;
