package dev.elbo.data.tables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Words or whole numbers of a label column as class indices; numbers are sorted numerically, words alphabetically. */
record Classes(int[] indices, List<String> names) {
    /** @param cells words, and whole numbers in canonical form */
    static Classes of(List<String> cells) {
        boolean numbers = cells.stream().allMatch(NumberForm::isNumber);
        Comparator<String> order = numbers ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder();
        TreeSet<String> distinct = new TreeSet<>(order);
        distinct.addAll(cells);
        List<String> names = new ArrayList<>(distinct);
        Map<String, Integer> index = new HashMap<>();
        for (String name : names) {
            index.put(name, index.size());
        }
        return new Classes(cells.stream().mapToInt(index::get).toArray(), names);
    }
}
