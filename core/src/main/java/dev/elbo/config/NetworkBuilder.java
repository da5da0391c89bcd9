package dev.elbo.config;

import dev.elbo.networks.Body;

/** Declares the networks of one model; {@code name} is the prefix of a network's parameters. */
public interface NetworkBuilder {

    /** (batch, data) -> (batch, width). */
    Body encoder(String name);

    /** (batch, latent) -> (batch, width), the input of the likelihood's output layer. */
    Body decoder(String name, int latent);

    /** (batch, data) -> (batch, width): the features of x in q(z1|x, z2), an input of {@link #jointEncoder}. */
    Body dataEncoder(String name);

    /**
     * (batch, latent) -> (batch, width): the features of z2 in q(z1|x, z2), the other input of {@link #jointEncoder}.
     */
    Body latentEncoder(String name, int latent);

    /** (batch, in) -> (batch, width): the last hidden layer of q(z1|x, z2), on the features of x and z2. */
    Body jointEncoder(String name, int in);

    /**
     * (batch, latent) -> (batch, width): fully connected, for the distribution of one level of latents given the other.
     */
    Body betweenLatents(String name, int latent);

    /** (batch, lower + upper) -> (batch, width): a decoder of two levels of latents. */
    Body decoderOfTwo(String name, int lower, int upper);
}
