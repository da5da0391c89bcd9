package dev.elbo.data.formats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Words or numbers of a label column as class indices; numbers are sorted numerically, words alphabetically. */
record CsvLabels(int[] indices, List<String> names) {
    static CsvLabels of(List<String> cells) {
        boolean numbers = cells.stream().allMatch(CsvReading::isNumber);
        Comparator<String> order = numbers ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder();
        TreeSet<String> distinct = new TreeSet<>(order);
        distinct.addAll(cells);
        List<String> names = new ArrayList<>(distinct);
        Map<String, Integer> index = new HashMap<>();
        for (String name : names) {
            index.put(name, index.size());
        }
        return new CsvLabels(cells.stream().mapToInt(index::get).toArray(), names);
    }
}
