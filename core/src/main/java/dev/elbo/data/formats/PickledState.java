package dev.elbo.data.formats;

/** A container that a pickle makes empty and fills afterwards. */
interface PickledState {

    /** What Python would give to {@code __setstate__}. */
    void set(Object state);
}
