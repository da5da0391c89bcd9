/**
 * How fast Elbo is: its parts under JMH, the whole beside other programs, the whole at one size after the other.
 *
 * <pre>
 * SideBySide --starts--> Program PEER WORK      one process, one JSON line
 *                        python/peer.py WORK    the same in PyTorch
 * Scaling    --starts--> Program scale PLACE    one process, one JSON line
 * </pre>
 *
 * The floor and the naive peer call libtorch themselves; nothing else here does.
 */
package dev.elbo.bench;
