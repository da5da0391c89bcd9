package dev.elbo.data.images;

import dev.elbo.data.Split;
import dev.elbo.io.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the folders of a collection of images determine: classes and an official split; null where they determine
 * neither.
 */
record ImageFolders(
        int @Nullable [] labelsOrNull,
        List<String> classes,
        @Nullable Split splitOrNull) {
    private static final Map<String, String> PARTS = Map.of(
            "train", "train",
            "training", "train",
            "validation", "validation",
            "valid", "validation",
            "val", "validation",
            "dev", "validation",
            "test", "test",
            "testing", "test");

    /** @param names of the images, parts separated by '/' */
    static ImageFolders of(List<String> names, List<String> notes) {
        int common = commonFolders(names);
        List<String> inside = names.stream().map(name -> name.substring(common)).toList();
        Split split = split(inside, notes);
        List<String> parents = inside.stream()
                .map(name -> parent(split == null ? name : name.substring(name.indexOf('/') + 1)))
                .toList();
        TreeSet<String> distinct = new TreeSet<>(parents);
        if (distinct.size() < 2) {
            return new ImageFolders(null, List.of(), split);
        }
        if (distinct.contains("")) {
            notes.add("some images are not in a subfolder, so the folders are not used as classes");
            return new ImageFolders(null, List.of(), split);
        }
        List<String> classes = List.copyOf(distinct);
        int[] labels = parents.stream().mapToInt(classes::indexOf).toArray();
        return new ImageFolders(labels, classes, split);
    }

    /**
     * Null unless every image is in the folder of a part, and both training and another part occur. A validation set
     * without a test set is what is held out, so it becomes the test set.
     */
    private static @Nullable Split split(List<String> names, List<String> notes) {
        List<Integer> train = new ArrayList<>();
        List<Integer> validation = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        Map<String, List<Integer>> rows = Map.of("train", train, "validation", validation, "test", test);
        TreeSet<String> folders = new TreeSet<>();
        TreeSet<String> outside = new TreeSet<>();
        for (int row = 0; row < names.size(); row++) {
            String name = names.get(row);
            String folder = name.substring(0, Math.max(0, name.indexOf('/')));
            List<Integer> rowsOfPart = rows.get(PARTS.getOrDefault(folder.toLowerCase(Locale.ROOT), ""));
            if (rowsOfPart == null) {
                outside.add(folder.isEmpty() ? name : folder);
            } else {
                folders.add(folder);
                rowsOfPart.add(row);
            }
        }
        if (train.isEmpty() || (validation.isEmpty() && test.isEmpty())) {
            return null;
        }
        String parts = "the folders " + String.join(", ", folders);
        if (!outside.isEmpty()) {
            notes.add(parts + " were not taken for a split, because other images are beside them ('"
                    + Shown.text(outside.first()) + "'); open a folder that has only those");
            return null;
        }
        boolean noTest = test.isEmpty();
        notes.add(parts + " were taken as the split of the data"
                + (noTest ? "; without a folder test, the images of " + folders.last() + " are the test set" : ""));
        return noTest
                ? new Split(ints(train), new int[0], ints(validation))
                : new Split(ints(train), ints(validation), ints(test));
    }

    /** Length of the common path of all names, unless its last folder is a class or a part. */
    private static int commonFolders(List<String> names) {
        String first = names.get(0);
        int common = 0;
        for (int slash = first.indexOf('/'); slash >= 0; slash = first.indexOf('/', slash + 1)) {
            String folder = first.substring(0, slash + 1);
            if (!names.stream().allMatch(name -> name.startsWith(folder))) {
                break;
            }
            common = slash + 1;
        }
        return common;
    }

    private static String parent(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(name.lastIndexOf('/', slash - 1) + 1, slash);
    }

    private static int[] ints(List<Integer> rows) {
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }
}
