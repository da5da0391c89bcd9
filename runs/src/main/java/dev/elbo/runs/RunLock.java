package dev.elbo.runs;

import dev.elbo.io.ElboException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Ensures that only one process at a time trains a run. The operating system releases the lock when a process is
 * killed.
 */
final class RunLock implements AutoCloseable {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws ElboException if the run is already being trained */
    static RunLock of(RunDirectory directory) {
        Path file = directory.lock();
        FileChannel channel;
        try {
            Files.createDirectories(file.getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new ElboException("cannot write to the run directory " + directory.path() + ": " + e.getMessage(), e);
        }
        if (!taken(channel)) {
            return new RunLock(channel);
        }
        closed(channel);
        throw new ElboException("the run " + directory.path()
                + " is already being trained; wait until that training has finished, or stop it first");
    }

    /** On a file system without locks nothing is ever locked. */
    private static boolean taken(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock(); // held until the channel is closed
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void closed(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed(channel);
    }
}
