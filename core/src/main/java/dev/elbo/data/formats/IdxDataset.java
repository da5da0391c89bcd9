package dev.elbo.data.formats;

import dev.elbo.data.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An IDX file of rows, with the labels of the file next to it that is named accordingly, as for MNIST. */
final class IdxDataset {
    private IdxDataset() {}

    static Dataset read(String name, Path file) {
        NumericArray array = IdxReader.read(file);
        String labelName = name.replace("images", "labels").replaceFirst("idx\\d", "idx1");
        Path labels = file.resolveSibling(labelName);
        boolean labelled = !labelName.equals(name) && Files.isRegularFile(labels);
        List<String> notes = labelled ? List.of("labels were read from the adjacent file " + labelName) : List.of();
        return ArrayDatasets.of(name, array, labelled ? IdxReader.read(labels) : null, notes);
    }
}
