package dev.elbo.cli;

import dev.elbo.doctor.Doctor;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code elbo doctor}: checks the engine and the numerics on this machine. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Check the engine and the numerics on this machine against independent computations.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Doctor.engine().forEach((name, value) -> out.printf(Locale.ROOT, "%-16s %s%n", name, value));
        List<Doctor.Finding> findings = Doctor.examine();
        for (Doctor.Finding finding : findings) {
            out.printf(
                    Locale.ROOT,
                    "%-4s %-62s error %.2g, allowed %.2g%n",
                    finding.healthy() ? "ok" : "BAD",
                    finding.check(),
                    finding.error(),
                    finding.allowed());
        }
        out.flush();
        return findings.stream().allMatch(Doctor.Finding::healthy) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
