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
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ensures that only one process at a time trains a run. The operating system releases the lock when a process is
 * killed.
 */
final class RunLock implements AutoCloseable {
    private static final Object MISSING = new Object();

    private final FileChannel channel;
    private final RunDirectory directory;
    private final @Nullable Object identity;

    private RunLock(FileChannel channel, RunDirectory directory) {
        this.channel = channel;
        this.directory = directory;
        this.identity = identity(directory.lock());
    }

    /** What the file system knows the file by: another one under the same name has another; null where it has none. */
    private static @Nullable Object identity(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return MISSING;
        }
    }

    /**
     * To be called before anything is written: the run may have been deleted, and another begun under its name.
     *
     * @throws ElboException if the directory is not the one that was locked
     */
    void checkHeld() {
        if (!Objects.equals(identity(directory.lock()), identity)) {
            throw new ElboException("the run directory " + directory.path()
                    + " was removed or replaced while it was trained; training ends, nothing more is written");
        }
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
            return new RunLock(channel, directory);
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
