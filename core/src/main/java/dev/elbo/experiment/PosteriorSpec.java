package dev.elbo.experiment;

/** Which family q(z|x) belongs to. */
public sealed interface PosteriorSpec {

    /** Size of z. */
    int latentSize();

    /** Diagonal Gaussian with log σ² held inside [minLogVar, maxLogVar]. */
    record Normal(int latentSize, double minLogVar, double maxLogVar) implements PosteriorSpec {
        public static final double MIN_LOG_VAR = -12;
        public static final double MAX_LOG_VAR = 4;

        @Override
        public String toString() {
            String bounds = minLogVar == MIN_LOG_VAR && maxLogVar == MAX_LOG_VAR
                    ? ""
                    : ":" + SpecParser.number(minLogVar) + ".." + SpecParser.number(maxLogVar);
            return "normal:" + latentSize + bounds;
        }
    }
}
