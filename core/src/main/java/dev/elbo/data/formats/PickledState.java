package dev.elbo.data.formats;

/** A container that a pickle creates empty and then fills. */
interface PickledState {

    /** The argument that Python would pass to {@code __setstate__}. */
    void set(Object state);
}
