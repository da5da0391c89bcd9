/**
 * How fast Elbo is: its components under JMH, training and inference compared with other programs, and how the cost grows
 * with one size at a time.
 *
 * <pre>
 * SideBySide --starts--> Program PEER WORK      one process, one JSON line
 *                        python/peer.py WORK    the same in PyTorch
 * Scaling    --starts--> Program scale PLACE    one process, one JSON line
 * python/vampprior.py --starts--> elbo train and python/vampprior_torch.py, then Program likelihood
 * </pre>
 *
 * <p>Larger than most packages: each program of a comparison is a file, and nothing is public. Belongs: tasks, programs
 * to compare with, timing, the table and the figure. Does not belong: anything that the library itself uses.
 * Only the floor, the naive peer and what sets their threads call libtorch directly.
 */
@NullMarked
package dev.elbo.bench;

import org.jspecify.annotations.NullMarked;
