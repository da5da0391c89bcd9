package dev.elbo.reproductions;

/**
 * A straight line through points by least squares.
 *
 * @param standardError of the slope, from the residuals; NaN for two points
 */
record LineFit(double slope, double intercept, double standardError) {

    static LineFit of(double[] x, double[] y) {
        if (x.length < 2 || x.length != y.length) {
            throw new IllegalArgumentException(
                    "a line needs two points or more, got " + x.length + " and " + y.length + " coordinates");
        }
        double meanX = mean(x);
        double meanY = mean(y);
        double squares = 0;
        double products = 0;
        for (int i = 0; i < x.length; i++) {
            squares += (x[i] - meanX) * (x[i] - meanX);
            products += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = products / squares;
        double intercept = meanY - slope * meanX;
        double residuals = 0;
        for (int i = 0; i < x.length; i++) {
            double residual = y[i] - intercept - slope * x[i];
            residuals += residual * residual;
        }
        double error = x.length > 2 ? Math.sqrt(residuals / (x.length - 2) / squares) : Double.NaN;
        return new LineFit(slope, intercept, error);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
