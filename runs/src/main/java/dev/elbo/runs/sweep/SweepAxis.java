package dev.elbo.runs.sweep;

import dev.elbo.config.Setting;
import dev.elbo.config.sweep.Combination;
import dev.elbo.config.sweep.SweepSpec;
import dev.elbo.objectives.BetaSchedule;
import dev.elbo.objectives.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting that varies in one number, such as β in {@code beta:0.5} and {@code beta:2}.
 *
 * @param label of an axis, such as "beta of objective"
 * @param positions numbers by value of the setting, as written
 */
record SweepAxis(Setting setting, String label, Map<String, Double> positions) {
    /** A number that is no part of a word, such as -30 and 4 in {@code normal:2:-30..4}. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![A-Za-z0-9_])-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?|(?<![A-Za-z0-9_.])-?\\.[0-9]+([eE][+-]?[0-9]+)?");

    /** Names and lists, in which numbers mean nothing. */
    private static final Set<Setting> NAMES = Set.of(Setting.DATA, Setting.LABEL_COLUMN, Setting.DROP, Setting.KEEP);

    private static final double DECADE = 10;

    /** The first setting of a sweep that varies in one number only. */
    static Optional<SweepAxis> of(SweepSpec spec) {
        for (Setting setting : spec.varied()) {
            Optional<SweepAxis> axis = of(spec, setting);
            if (axis.isPresent()) {
                return axis;
            }
        }
        return Optional.empty();
    }

    /** β, if it varies. */
    static Optional<SweepAxis> beta(SweepSpec spec) {
        return spec.varied().contains(Setting.OBJECTIVE)
                ? betas(values(spec, Setting.OBJECTIVE), spec)
                : Optional.empty();
    }

    private static Optional<SweepAxis> of(SweepSpec spec, Setting setting) {
        List<String> values = values(spec, setting);
        if (setting == Setting.OBJECTIVE) {
            Optional<SweepAxis> betas = betas(values, spec);
            if (betas.isPresent()) {
                return betas;
            }
        }
        return NAMES.contains(setting) ? Optional.empty() : inOneNumber(setting, values);
    }

    private static List<String> values(SweepSpec spec, Setting setting) {
        return spec.combinations().stream()
                .map(combination -> spec.text(combination, setting))
                .distinct()
                .toList();
    }

    /** Objectives that are the same apart from β; {@code elbo} is {@code beta:1}. */
    private static Optional<SweepAxis> betas(List<String> values, SweepSpec spec) {
        Map<String, Double> positions = new TreeMap<>();
        Objective common = null;
        for (Combination combination : spec.combinations()) {
            Objective objective = spec.config(combination, spec.seeds().get(0)).objective();
            Objective atOne = new Objective(
                    new BetaSchedule(1, objective.beta().warmUpEpochs()),
                    objective.kl(),
                    objective.importanceWeighted(),
                    objective.betaInput(),
                    objective.l2());
            if (common != null && !common.equals(atOne)) {
                return Optional.empty();
            }
            common = atOne;
            positions.put(
                    spec.text(combination, Setting.OBJECTIVE), objective.beta().beta());
        }
        return positions.size() > 1 && positions.size() == values.size()
                ? Optional.of(new SweepAxis(Setting.OBJECTIVE, "beta", positions))
                : Optional.empty();
    }

    private static Optional<SweepAxis> inOneNumber(Setting setting, List<String> values) {
        List<List<String>> numbers = values.stream().map(SweepAxis::numbers).toList();
        String form = form(values.get(0));
        if (values.size() < 2 || !values.stream().allMatch(value -> form(value).equals(form))) {
            return Optional.empty();
        }
        List<Integer> differing = new ArrayList<>();
        for (int i = 0; i < numbers.get(0).size(); i++) {
            int place = i;
            if (numbers.stream().map(of -> of.get(place)).distinct().count() > 1) {
                differing.add(i);
            }
        }
        if (differing.size() != 1) {
            return Optional.empty();
        }
        Map<String, Double> positions = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            positions.put(values.get(i), Double.parseDouble(numbers.get(i).get(differing.get(0))));
        }
        return Optional.of(new SweepAxis(setting, label(setting, form, differing.get(0)), positions));
    }

    /** Such as "x in posterior normal:x"; the key alone if the value is the number. */
    private static String label(Setting setting, String form, int which) {
        if (form.equals("#")) {
            return setting.key();
        }
        StringBuilder text = new StringBuilder("x in " + setting.key() + " ");
        int seen = 0;
        for (char c : form.toCharArray()) {
            text.append(c != '#' ? c : seen++ == which ? 'x' : '·');
        }
        return text.toString();
    }

    private static String form(String value) {
        return NUMBER.matcher(value).replaceAll("#");
    }

    private static List<String> numbers(String value) {
        List<String> found = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(value);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    /** The number of a combination. */
    double at(SweepSpec spec, Combination combination) {
        return positions.getOrDefault(spec.text(combination, setting), Double.NaN);
    }

    /** Whether the numbers span a decade or more, so that a logarithmic axis suits them. */
    boolean logarithmic() {
        double least = positions.values().stream().mapToDouble(v -> v).min().orElse(0);
        double most = positions.values().stream().mapToDouble(v -> v).max().orElse(0);
        return least > 0 && most / least >= DECADE * (1 - 1e-9);
    }
}
