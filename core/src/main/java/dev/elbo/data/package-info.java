/**
 * Rows of numbers: where they come from, how they are divided, how a network sees them.
 *
 * <pre>{@code
 * name or path -> DataSource -> Dataset (stored values) -> Split (row indices)
 *                                   |
 *                                   +--> Encoding -> float[] (one row)
 * }</pre>
 *
 * Belongs: readers of file formats, the built-in sets and generators, downloads, splits, encodings. Does not: tensors,
 * batches on a device, models. Only the JDK and the reader libraries are imported here. Whatever a user can get wrong
 * ends in a {@link dev.elbo.data.DataException} of one sentence.
 */
package dev.elbo.data;
