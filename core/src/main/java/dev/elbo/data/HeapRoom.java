package dev.elbo.data;

import java.util.Locale;

/** Compares the memory that data will take with what the JVM may use, before it is spent. */
public final class HeapRoom {
    private static final double SHARE = 0.8; // the rest is for the program itself
    private static final String ADVICE =
            "; the file is fine, but give the JVM more memory (-Xmx), or read less at once";

    private HeapRoom() {}

    /**
     * @param what the data, the subject of the message
     * @param bytes memory that reading them takes
     * @throws DataException if that is more than the JVM may use
     */
    public static void check(String what, long bytes) {
        long room = bytes();
        if (bytes > room || bytes < 0) {
            throw new DataException(what + " needs " + (bytes < 0 ? "more than 8 EiB" : size(bytes))
                    + " of memory, more than the " + size(room) + " available for data" + ADVICE);
        }
    }

    /** Bytes of the heap that data may take. */
    public static long bytes() {
        return (long) (SHARE * Runtime.getRuntime().maxMemory());
    }

    /** For the case that the memory ran out in spite of the check. */
    public static DataException exhausted(String what, OutOfMemoryError e) {
        return new DataException(
                what + " does not fit into the " + size(Runtime.getRuntime().maxMemory())
                        + " of memory of this JVM together with what it already holds" + ADVICE,
                e);
    }

    /** "1.5 GiB". */
    public static String size(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        int unit = 0;
        double size = bytes;
        while (size >= 1024 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
    }
}
