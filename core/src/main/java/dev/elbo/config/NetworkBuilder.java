package dev.elbo.config;

import dev.elbo.networks.Body;

/** Declares the networks of one model, each under the name of its parameters. */
public interface NetworkBuilder {

    /** (batch, data) -> (batch, width). */
    Body encoder(String name);

    /** (batch, latent) -> (batch, width), on which the likelihood puts its output layer. */
    Body decoder(String name, int latent);

    /** What q(z1|x, z2) sees of x, before {@link #jointEncoder}. */
    Body dataEncoder(String name);

    /** (batch, latent) -> (batch, width): what q(z1|x, z2) sees of z2, next to {@link #dataEncoder}. */
    Body latentEncoder(String name, int latent);

    /** (batch, in) -> (batch, width): the last hidden layer of q(z1|x, z2), on both. */
    Body jointEncoder(String name, int in);

    /** (batch, latent) -> (batch, width): fully connected, for the distribution of one latent given another. */
    Body betweenLatents(String name, int latent);

    /** (batch, lower + upper) -> (batch, width): a decoder of two levels of latents. */
    Body decoderOfTwo(String name, int lower, int upper);
}
