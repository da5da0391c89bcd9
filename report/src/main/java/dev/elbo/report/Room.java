package dev.elbo.report;

/**
 * The least room that a chart leaves around its data area, and the least height of that area, in pixels. Charts side by
 * side share one, so that their data areas have the same size and their axes are at the same height.
 */
record Room(double left, double right, double top, double plotHeight) {
    static final Room NONE = new Room(0, 0, 0, 0);

    Room union(Room other) {
        return new Room(
                Math.max(left, other.left),
                Math.max(right, other.right),
                Math.max(top, other.top),
                Math.max(plotHeight, other.plotHeight));
    }
}
