package dev.elbo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elbo.config.ConfigFile;
import dev.elbo.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the README shows works. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @TempDir
    Path folder;

    @Test
    void its_command_yaml_and_java_describe_the_same_run() throws IOException {
        RunConfig yaml =
                RunConfig.ofSettings(ConfigFile.read(Files.writeString(folder.resolve("run.yaml"), block("yaml"))));

        assertThat(fromCommandLine()).isEqualTo(yaml);
        assertThat(RunConfig.of(mapOf(block("java")))).isEqualTo(yaml);
    }

    @Test
    void its_java_compiles() throws IOException {
        String source = """
                import dev.elbo.config.*;
                import dev.elbo.data.sources.*;
                import dev.elbo.events.*;
                import dev.elbo.inference.*;
                import dev.elbo.runs.*;
                import dev.elbo.runs.evaluation.*;
                import dev.elbo.runs.report.*;
                import java.nio.file.Path;
                import java.util.Map;
                class Example {
                    public static void main(String[] args) {
                        %s
                    }
                }
                """.formatted(block("java"));
        Path file = Files.writeString(folder.resolve("Example.java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

        int status = compiler.run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                file.toString());

        assertThat(status).isZero();
    }

    @Test
    void every_command_it_names_exists() throws IOException {
        Map<String, CommandLine> known = Elbo.commandLine().getSubcommands();

        Matcher named = Pattern.compile("`elbo ([a-z]+)").matcher(Files.readString(README));

        while (named.find()) {
            assertThat(known).containsKey(named.group(1));
        }
    }

    private static RunConfig fromCommandLine() throws IOException {
        String line = Files.readString(README)
                .lines()
                .filter(l -> l.contains("./elbo train --data mnist"))
                .findFirst()
                .orElseThrow();
        CommandLine elbo = Elbo.commandLine();
        elbo.parseArgs(line.strip().replace("./elbo ", "").split(" "));
        CommandLine train = elbo.getSubcommands().get("train");
        return SettingOptions.config(train.getCommandSpec(), null);
    }

    private static String block(String language) throws IOException {
        Matcher fence = Pattern.compile("```" + language + "\\R(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README));
        assertThat(fence.find()).as("a block of " + language + " in the README").isTrue();
        return fence.group(1);
    }

    /** The pairs of the first Map.of in a piece of Java. */
    private static Map<String, String> mapOf(String java) {
        String arguments = java.substring(java.indexOf("Map.of(") + 7, java.indexOf("))"));
        List<String> words = Pattern.compile("\"([^\"]*)\"")
                .matcher(arguments)
                .results()
                .map(r -> r.group(1))
                .toList();
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            map.put(words.get(i), words.get(i + 1));
        }
        return map;
    }
}
