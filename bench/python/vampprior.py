"""
Measures how long Elbo and PyTorch take to train the VampPrior of Tomczak and Welling 2018 on dynamically binarised MNIST
until -log p(x) falls below a value. The programs train one after the other. What was measured is kept: the same command
continues after an interruption, and a larger --epochs or --budget trains longer.
"""

import argparse
import csv
import ctypes
import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import exchange
import mnist

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PYTHON = "/usr/bin/python3"  # Debian's, which has Debian's PyTorch
COLUMNS = ["program", "event", "epoch", "utc", "wall_s", "cpu_s", "validation_loss", "nll", "standard_error",
           "samples", "rows", "evaluation_s"]
SETTINGS = {  # mnist-vamp-z40 of 'elbo reproduce large-vae'
    "data": "mnist", "split": "official", "binarise": "dynamic", "likelihood": "bernoulli", "decoder-start": "random",
    "posterior": "normal:40:-6..2", "prior": "vamp:500:0.05,0.01", "network": "gated:300,300",
    "objective": "warm-up:100", "batch-size": "100", "learning-rate": "5e-4", "optimizer": "adam-normalised",
    "early-stopping": "50",
    "evaluation-samples": "1",  # Elbo's own evaluation after training is not used
}
TUNED = {"OMP_WAIT_POLICY": "passive", "MALLOC_MMAP_THRESHOLD_": "1073741824", "MALLOC_TRIM_THRESHOLD_": "4294967296"}
JAVA = [os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java",
        "-Xmx2g", "-XX:+UseSerialGC", "-Dorg.bytedeco.javacpp.maxBytes=0", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
        "-cp"]  # as in Elbo's launcher
PR_SET_PDEATHSIG = 1
POLL = 0.2  # seconds


def environment(threads=None):
    """Without settings for threads and memory, or with those of Elbo's launcher."""
    plain = {name: value for name, value in os.environ.items()
             if not name.startswith(("OMP_", "GOMP_", "KMP_", "MKL_", "MALLOC_", "OPENBLAS_NUM_THREADS"))}
    return plain if threads is None else {**plain, **TUNED, "OMP_NUM_THREADS": str(threads)}


class Elbo:
    name, model = "elbo", "model.elbo"

    def __init__(self, options):
        self.options = options
        self.folder = os.path.join(options.out, self.name)
        self.environment = environment(options.threads)

    def training(self):
        command = [os.path.join(ROOT, "elbo"), "train", "--epochs", str(self.options.epochs)]
        if os.path.exists(os.path.join(self.folder, "config.yaml")):
            return command + ["--resume", self.folder]
        settings = {**SETTINGS, "out": self.folder, "data-dir": self.options.data, "threads": self.options.threads}
        return command + [f"--{name}={value}" for name, value in settings.items()]

    def evaluation(self, model, rows):
        return [*JAVA, self.options.class_path, "dev.elbo.bench.Program", "likelihood", model, rows,
                str(self.options.samples)]


class Torch:
    """As packaged."""

    name, model = "torch", "model.pt"

    def __init__(self, options):
        self.options = options
        self.folder = os.path.join(options.out, self.name)
        self.environment = environment()

    def program(self, *arguments):
        return [PYTHON, os.path.join(HERE, "vampprior_torch.py"), *arguments]

    def training(self):
        return self.program("train", self.options.data, self.folder, str(self.options.epochs))

    def evaluation(self, model, rows):
        return self.program("evaluate", model, rows, str(self.options.samples))


class TunedTorch(Torch):
    """With Elbo's environment and number of threads."""

    name = "torch-tuned"

    def __init__(self, options):
        super().__init__(options)
        self.environment = environment(options.threads)


PROGRAMS = {kind.name: kind for kind in (Elbo, Torch, TunedTorch)}


class Log:
    """The file of results; it is replaced at once, so that it is complete whenever this program is killed."""

    def __init__(self, path):
        self.path = path
        self.rows = []
        if os.path.exists(path):
            with open(path, newline="") as lines:
                self.rows = list(csv.DictReader(lines))

    def of(self, program, event):
        return [row for row in self.rows if row["program"] == program and row["event"] == event]

    def add(self, **row):
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
        self.rows.append({"utc": now, **{name: str(value) for name, value in row.items()}})
        self.write()

    def forget_after(self, program, epoch):
        """Epochs that were lost, since they came after the last checkpoint, and will be trained again."""
        self.rows = [row for row in self.rows if row["program"] != program or int(row["epoch"]) <= epoch]
        self.write()

    def write(self):
        with open(self.path + ".part", "w", newline="") as file:
            table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            table.writeheader()
            table.writerows(self.rows)
        os.replace(self.path + ".part", self.path)


def metrics(folder):
    """(epoch, validation loss) of the epochs written so far."""
    path = os.path.join(folder, "metrics.csv")
    if not os.path.exists(path):
        return []
    with open(path, newline="") as lines:
        return [(int(row["epoch"]), float(row["validation_loss"])) for row in csv.DictReader(lines)]


def cpu_seconds(process):
    """Of all threads of the process; None once it has ended."""
    try:
        with open(f"/proc/{process.pid}/stat") as line:
            fields = line.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (FileNotFoundError, ProcessLookupError):
        return None


def die_with_parent():
    """In a child: it ends even if this program is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def stop(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Session:
    """Training of one program from its last checkpoint to the end or the budget."""

    def __init__(self, program, options, log):
        self.program, self.options, self.log = program, options, log
        self.copies = program.folder + "-models"
        self.session_cpu = 0.0
        os.makedirs(self.copies, exist_ok=True)
        known = metrics(program.folder)
        self.epoch = known[-1][0] if known else 0
        log.forget_after(program.name, self.epoch)
        before = log.of(program.name, "epoch")
        self.wall, self.cpu = (float(before[-1][name]) for name in ("wall_s", "cpu_s")) if before else (0.0, 0.0)

    def run(self):
        if self.over_budget(0):
            return
        said = os.path.join(self.options.out, self.program.name + ".log")
        with open(said, "a") as output:
            start = time.monotonic()
            process = subprocess.Popen(self.program.training(), env=self.program.environment, stdout=output,
                                       stderr=subprocess.STDOUT, preexec_fn=die_with_parent)
            try:
                self.follow(process, start)
            finally:
                seconds = time.monotonic() - start
                code = process.poll()  # None if it is stopped now
                stop(process)
                self.record(seconds)
        if code:
            sys.exit(f"vampprior: {self.program.name} ended with code {code}; see {said}")

    def follow(self, process, start):
        running = True
        while running and not self.over_budget(time.monotonic() - start):
            time.sleep(POLL)
            running = process.poll() is None
            self.session_cpu = cpu_seconds(process) or self.session_cpu
            self.record(time.monotonic() - start)

    def over_budget(self, seconds):
        return self.wall + seconds > 60 * self.options.budget

    def record(self, seconds):
        """An epoch is seen when the program writes its checkpoint, which it does every 15 seconds at most."""
        new = [line for line in metrics(self.program.folder) if line[0] > self.epoch]
        for epoch, loss in new:
            self.log.add(program=self.program.name, event="epoch", epoch=epoch, wall_s=f"{self.wall + seconds:.2f}",
                         cpu_s=f"{self.cpu + self.session_cpu:.2f}", validation_loss=f"{loss:.4f}")
        if new:
            last = new[-1][0]
            if last // self.options.every > self.epoch // self.options.every or last >= self.options.epochs:
                self.copy(last)
            self.epoch = last

    def copy(self, epoch):
        source = os.path.join(self.program.folder, self.program.model)
        target = os.path.join(self.copies, f"{epoch:05d}-{self.program.model}")
        shutil.copyfile(source, target + ".part")
        os.replace(target + ".part", target)

    def copy_last(self):
        if self.epoch > 0:
            self.copy(self.epoch)

    def evaluate(self, rows):
        """-log p(x) of the copies that were not evaluated yet."""
        done = {(int(row["epoch"]), row["samples"], row["rows"]) for row in self.log.of(self.program.name, "evaluation")}
        times = {int(row["epoch"]): row for row in self.log.of(self.program.name, "epoch")}
        wanted = str(self.options.samples), str(self.options.rows)
        for name in sorted(name for name in os.listdir(self.copies) if name.endswith(self.program.model)):
            epoch = int(name.split("-")[0])
            if (epoch, *wanted) not in done and epoch in times:
                answer, seconds = self.answer(os.path.join(self.copies, name), rows)
                trained = times[epoch]
                self.log.add(program=self.program.name, event="evaluation", epoch=epoch, wall_s=trained["wall_s"],
                             cpu_s=trained["cpu_s"], samples=wanted[0], rows=wanted[1],
                             nll=f"{answer['nll']:.4f}", standard_error=f"{answer['standard_error']:.4f}",
                             evaluation_s=f"{seconds:.2f}")

    def answer(self, model, rows):
        start = time.monotonic()
        done = subprocess.run(self.program.evaluation(model, rows), env=self.program.environment, check=True,
                              stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout.splitlines()[-1]), time.monotonic() - start


def arguments():
    parser = argparse.ArgumentParser(prog="vampprior", description=__doc__)
    parser.add_argument("--programs", default="elbo,torch", help="a selection of elbo, torch, torch-tuned")
    parser.add_argument("--epochs", type=int, default=1000, help="most passes over the training rows")
    parser.add_argument("--budget", type=float, default=float("inf"), metavar="MINUTES",
                        help="most minutes of training of each program, over all sessions; default: no limit")
    parser.add_argument("--every", type=int, default=20, metavar="EPOCHS",
                        help="epochs between models of which -log p(x) is estimated, the best so far")
    parser.add_argument("--samples", type=int, default=5000, help="importance samples of a row")
    parser.add_argument("--rows", type=int, default=500, help="number of test rows, evenly spaced")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="of Elbo and tuned PyTorch")
    parser.add_argument("--data", default=os.environ.get("ELBO_DATA"), metavar="FOLDER",
                        help="contains mnist/train-images-idx3-ubyte.gz and the others; default: ELBO_DATA")
    parser.add_argument("--out", default=os.path.join(ROOT, "bench/results/vampprior"), metavar="FOLDER",
                        help="for vampprior.csv, models and runs")
    parser.add_argument("--class-path", required=True, help=argparse.SUPPRESS)  # of the Java programs in bench
    options = parser.parse_args()
    if options.data is None:
        parser.error("--data or ELBO_DATA must be given")
    for name in ("epochs", "every", "samples", "threads"):
        if getattr(options, name) < 1:
            parser.error(f"--{name}: expected an integer of at least 1, got {getattr(options, name)}")
    if not 2 <= options.rows <= 10_000:
        parser.error(f"--rows: expected an integer from 2 to 10000, got {options.rows}")
    if options.samples > 1000 and options.samples % 1000:
        parser.error(f"--samples: above 1000 expected a multiple of 1000, got {options.samples}")
    options.programs = options.programs.split(",")
    for name in options.programs:
        if name not in PROGRAMS:
            parser.error(f"--programs: expected some of {', '.join(PROGRAMS)}, got {name}")
    options.out, options.data = os.path.abspath(options.out), os.path.abspath(options.data)
    return options


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that a child is ended too
    options = arguments()
    os.makedirs(options.out, exist_ok=True)
    rows = os.path.join(options.out, f"test-{options.rows}")
    exchange.write(rows, {"x": mnist.test(options.data, options.rows)})
    log = Log(os.path.join(options.out, "vampprior.csv"))
    for name in options.programs:
        session = Session(PROGRAMS[name](options), options, log)
        session.run()
        session.copy_last()
        session.evaluate(rows)
    print(log.path)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
