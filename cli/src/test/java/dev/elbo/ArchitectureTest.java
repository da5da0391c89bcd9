package dev.elbo;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The source tree follows the design: dependencies point down, one package uses the native library, no hidden
 * randomness.
 */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.elbo");

    private static final Set<String> ELBO = Set.of(
            "tensor", "networks", "distributions", "priors", "posteriors", "likelihoods", "objectives", "models");

    /** All below the use cases: what a trained model needs. */
    private static final Set<String> BELOW_INFERENCE =
            with(ELBO, "io", "events", "data", "training", "evaluation", "config", "config.schema", "assembly");

    /** Which of our packages each package may import, from the bottom up. */
    private static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            entry("io", Set.of()),
            entry("events", Set.of()),
            entry("tensor", Set.of()),
            entry("networks", Set.of("tensor")),
            entry("distributions", Set.of("tensor")),
            entry("priors", Set.of("tensor", "networks", "distributions")),
            entry("posteriors", Set.of("tensor", "networks", "distributions")),
            entry("likelihoods", Set.of("tensor", "networks", "distributions")),
            entry("objectives", Set.of("tensor", "distributions")),
            entry("models", without(ELBO, "models")),
            entry("data", Set.of("io")),
            entry("data.images", Set.of("io", "data")),
            entry("data.tables", Set.of("io", "data")),
            entry("data.edgelists", Set.of("io", "data", "data.tables")),
            entry("data.formats", Set.of("io", "data", "data.images", "data.tables")),
            entry("data.builtin", Set.of("data")),
            entry(
                    "data.sources",
                    Set.of("io", "data", "data.images", "data.formats", "data.edgelists", "data.builtin")),
            entry("training", Set.of("io", "events", "tensor", "objectives", "models", "data")),
            // evaluation asks a model for its prior and its posterior, hence the two roles
            entry(
                    "evaluation",
                    Set.of("tensor", "distributions", "priors", "posteriors", "objectives", "models", "data")),
            entry("evaluation.annealing", Set.of("tensor", "distributions", "models", "data", "evaluation")),
            entry("config.schema", Set.of("io")),
            entry("config", with(without(ELBO, "models"), "io", "data", "training", "config.schema")),
            entry("config.sweep", Set.of("io", "config", "config.schema")),
            entry("assembly", with(ELBO, "io", "data", "config", "config.schema")),
            entry("inference", BELOW_INFERENCE),
            entry("samplequality", with(BELOW_INFERENCE, "inference")),
            entry("doctor", Set.of("tensor", "distributions")),
            entry("report", Set.of("report.axis", "report.canvas")),
            entry("report.axis", Set.of("report.canvas")),
            entry("report.canvas", Set.of()),
            entry("tasks", with(BELOW_INFERENCE, "data.sources", "data.formats", "inference")),
            entry(
                    "runs",
                    with(
                            BELOW_INFERENCE,
                            "evaluation.annealing",
                            "data.sources",
                            "data.formats",
                            "inference",
                            "samplequality",
                            "report",
                            "report.axis",
                            "tasks",
                            "runs.evaluation")),
            entry("runs.evaluation", BELOW_INFERENCE),
            entry("runs.quality", with(BELOW_INFERENCE, "data.sources", "inference", "samplequality", "runs")),
            entry(
                    "runs.report",
                    with(
                            BELOW_INFERENCE,
                            "inference",
                            "samplequality",
                            "report",
                            "runs",
                            "runs.evaluation",
                            "runs.quality")),
            entry(
                    "runs.sweep",
                    Set.of(
                            "io",
                            "events",
                            "data",
                            "objectives",
                            "config",
                            "config.schema",
                            "config.sweep",
                            "data.sources",
                            "report",
                            "runs",
                            "runs.evaluation",
                            "runs.report")));

    /** Which libraries a package may use in addition to the JDK; packages not listed use none. */
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            entry("io", Set.of("tools.jackson..")),
            entry("tensor", Set.of("org.bytedeco..", "tools.jackson..", "com.sun.jna..")),
            entry("distributions", Set.of("org.apache.commons.numbers.gamma..", "org.ejml..")),
            entry("evaluation", Set.of("org.ejml..")),
            entry("samplequality", Set.of("org.ejml..")),
            entry("data.tables", Set.of("de.siegmar.fastcsv..")),
            entry("data.formats", Set.of("us.hebi.matlab.mat..", "net.razorvine.pickle..")),
            entry("config", Set.of("org.snakeyaml.engine..")),
            entry("config.sweep", Set.of("org.snakeyaml.engine..")),
            entry("inference", Set.of("tools.jackson..")),
            entry("runs", Set.of("com.fasterxml.jackson..", "tools.jackson..", "com.sun.management..")),
            entry("runs.evaluation", Set.of("com.fasterxml.jackson..", "tools.jackson..")),
            entry("runs.quality", Set.of("com.fasterxml.jackson..", "tools.jackson..")),
            entry("runs.report", Set.of("org.apache.commons.numbers.gamma..")));

    /** The packages above those of the table, which may import all of it. */
    private static final Set<String> APPLICATIONS = Set.of("reproductions", "cli");

    private static Set<String> with(Set<String> some, String... others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(Arrays.asList(others));
        return all;
    }

    private static Set<String> without(Set<String> some, String one) {
        Set<String> rest = new TreeSet<>(some);
        rest.remove(one);
        return rest;
    }

    static Set<String> packages() {
        return new TreeSet<>(IMPORTS.keySet());
    }

    @Test
    void every_package_has_a_place_in_the_table() {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : MAIN) {
            found.add(type.getPackageName().replace("dev.elbo.", ""));
        }
        found.removeIf(name -> APPLICATIONS.contains(name.replaceAll("\\..*", "")));
        assertThat(found).containsExactlyElementsOf(packages());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_imports_only_packages_below_it_and_its_own_libraries(String name) {
        Set<String> allowed = new TreeSet<>(LIBRARIES.getOrDefault(name, Set.of()));
        allowed.add("java..");
        allowed.add("javax.imageio..");
        allowed.add("org.jspecify.annotations..");
        allowed.add(ours(name));
        IMPORTS.get(name).forEach(below -> allowed.add(ours(below)));
        classes()
                .that()
                .resideInAPackage(ours(name))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)))
                .check(MAIN);
    }

    private static String ours(String name) {
        return "dev.elbo." + name;
    }

    /** A package has at most this many source files and lines, or its page explains why it has more. */
    private static final int MOST_FILES = 35;

    private static final int MOST_LINES = 3000;
    private static final String REASON = "Larger than most packages";

    static Stream<Path> sourceFolders() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        List<Path> folders;
        try (Stream<Path> all = Files.walk(root)) {
            folders = all.filter(path -> path.getFileName().toString().equals("package-info.java"))
                    .filter(path -> path.toString().contains("/src/main/java/"))
                    .map(Path::getParent)
                    .toList();
        }
        assertThat(folders).hasSizeGreaterThan(20);
        return folders.stream();
    }

    @ParameterizedTest
    @MethodSource("sourceFolders")
    void a_package_is_small_or_explains_why_it_is_not(Path folder) throws IOException {
        int files = 0;
        long lines = 0;
        try (Stream<Path> sources = Files.list(folder)) {
            for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("package-info.java"))
                    .toList()) {
                files++;
                lines += Files.readAllLines(source).size();
            }
        }
        if (!Files.readString(folder.resolve("package-info.java")).contains(REASON)) {
            assertThat(files).as("files").isLessThanOrEqualTo(MOST_FILES);
            assertThat(lines).as("lines").isLessThanOrEqualTo(MOST_LINES);
        }
    }

    @Test
    void every_package_has_a_page() throws IOException {
        Set<String> pages = new TreeSet<>();
        for (Path folder : sourceFolders().toList()) {
            String path = folder.toString().replace('/', '.');
            pages.add(path.substring(path.indexOf("dev.elbo") + "dev.elbo.".length()));
        }
        Set<String> packages = new TreeSet<>();
        for (JavaClass type : MAIN) {
            packages.add(type.getPackageName().replace("dev.elbo.", ""));
        }
        assertThat(pages).containsAll(packages);
    }

    /** Words of the command line, which mean nothing to a caller from Java. */
    private static final Pattern COMMAND_LINE =
            Pattern.compile("--[a-z]|\\belbo (train|evaluate|links|reproduce|data) ");

    @Test
    void nothing_below_the_command_line_mentions_its_options() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : sourceFolders().toList()) {
            String path = folder.toString();
            if (path.contains("/cli/")
                    || path.contains("/bench/")
                    || path.contains("/reproductions/")
                    || path.contains("/report/src/")) {
                continue;
            }
            try (Stream<Path> sources = Files.list(folder)) {
                for (Path source : sources.filter(file -> file.toString().endsWith(".java"))
                        .toList()) {
                    Matcher strings = Pattern.compile("'\\\\?\"'|\"(?:[^\"\\\\\\n]|\\\\.)*+\"")
                            .matcher(Files.readString(source));
                    while (strings.find()) {
                        if (COMMAND_LINE.matcher(strings.group()).find()) {
                            found.add(source.getFileName() + ": " + strings.group());
                        }
                    }
                }
            }
        }
        // a report shows the command that reproduces its run, on purpose
        found.removeIf(line -> line.startsWith("RunReport.java"));
        assertThat(found).isEmpty();
    }

    @Test
    void only_the_command_line_uses_the_reproductions() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.elbo.reproductions..", "dev.elbo.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.elbo.reproductions..", "dev.elbo.cli..")
                .check(MAIN);
    }

    @Test
    void only_the_tensor_package_touches_libtorch() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ours("tensor"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(MAIN);
    }

    @Test
    void no_public_method_of_the_tensor_package_exposes_a_native_type() {
        for (JavaClass type : MAIN.that(resideInAnyPackage(ours("tensor")))) {
            type.getMethods().stream()
                    .filter(method -> method.getModifiers().stream()
                            .anyMatch(modifier -> modifier.name().matches("PUBLIC|PROTECTED")))
                    .forEach(method -> assertThat(method.getAllInvolvedRawTypes())
                            .as(method.getFullName())
                            .noneMatch(involved -> involved.getPackageName().startsWith("org.bytedeco")));
        }
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("dev.elbo.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void nothing_below_the_command_line_prints_or_ends_the_process() {
        JavaClasses library = MAIN.that(
                describe("below the command", type -> !type.getPackageName().startsWith("dev.elbo.cli")));
        noClasses().should().callMethod(System.class, "exit", int.class).check(library);
        noClasses().should().accessField(System.class, "out").check(library);
        noClasses().should().accessField(System.class, "err").check(library);
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(library);
    }

    @Test
    void randomness_is_an_argument() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .check(MAIN);
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "seeds the engine's global generator",
                        call -> call.getTarget().getName().matches("manual_seed|seed_all|set_current_seed|initSeed")))
                .check(MAIN);
        noClasses()
                .that(resideOutsideOfPackages(ours("tensor"), ours("data")))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.random.RandomGeneratorFactory")
                .because("streams come from Rng, by label")
                .check(MAIN);
    }

    @Test
    void text_does_not_depend_on_the_locale() {
        noClasses()
                .should()
                .callMethodWhere(describe("formats or changes case without a locale", ArchitectureTest::localeless))
                .check(MAIN);
    }

    private static boolean localeless(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getTarget().getName();
        boolean formats =
                Set.of("java.lang.String", "java.io.PrintStream", "java.io.PrintWriter", "java.util.Formatter")
                                .contains(owner)
                        && Set.of("format", "formatted", "printf", "toLowerCase", "toUpperCase")
                                .contains(name);
        return formats
                && call instanceof com.tngtech.archunit.core.domain.JavaCall<?> method
                && Arrays.stream(method.getTarget().getRawParameterTypes().toArray(JavaClass[]::new))
                        .noneMatch(parameter -> parameter.isEquivalentTo(java.util.Locale.class));
    }
}
