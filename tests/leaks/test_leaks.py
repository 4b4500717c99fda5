#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""T9, T10, T13: what was told to the program stands nowhere on the disk but sealed, and in its memory only while it is
unlocked, as its keys do. The real program works through a day; then its folder, every folder it may use for itself, its
memory and what a crash leaves are searched for 200 words in every encoding, and its memory for every secret of the vault."""
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import unittest
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import key_material
import program
from canaries import COUNT, Scanner, canary, written

PASSPHRASE = "seven quiet rivers"
SCANNER = Scanner()


def without_core_limit() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


class Office:
    """The program as another program runs it, in folders of its own."""

    def __init__(self, root: pathlib.Path) -> None:
        self.root = root
        self.outside = root / "outside"  # What a person keeps elsewhere, a pen drive say.
        self.inside = root / "inside"  # All that the program may write to.
        for folder in ("home", "tmp", "cache", "run", "work"):
            (self.inside / folder).mkdir(parents=True)
        self.outside.mkdir()
        (self.outside / "passphrase").write_text(PASSPHRASE + "\n")
        (self.outside / "passphrase").chmod(0o600)
        self.environment = {
            "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": f"{self.inside}/home", "TMPDIR": f"{self.inside}/tmp",
            "XDG_CACHE_HOME": f"{self.inside}/cache", "XDG_RUNTIME_DIR": f"{self.inside}/run",
            "XDG_DATA_HOME": f"{self.inside}/home", "AMPARO_VAULT": f"{self.inside}/work/v.amparo"}
        self.run("vault", "init", "--organization", canary(0), "--person", canary(5))
        self.child = self.start()
        self.next_id = 0

    def command(self, *arguments: str) -> list[str]:
        return [program.AMPARO, *arguments, "--passphrase-file", f"{self.outside}/passphrase"]

    def run(self, *arguments: str, code: int = 0) -> str:
        done = subprocess.run(self.command(*arguments), env=self.environment, cwd=self.inside / "work",
                              capture_output=True, text=True, preexec_fn=without_core_limit)
        if done.returncode != code:
            raise AssertionError(f"{arguments} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def start(self) -> subprocess.Popen:
        return subprocess.Popen(self.command("call"), env=self.environment, cwd=self.inside / "work", text=True,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=without_core_limit)

    def answer(self, method: str, **params) -> dict:
        self.next_id += 1
        self.child.stdin.write(json.dumps({"id": self.next_id, "method": method, "params": params}) + "\n")
        self.child.stdin.flush()
        return json.loads(self.child.stdout.readline())

    def call(self, method: str, **params) -> dict:
        answer = self.answer(method, **params)
        if "result" not in answer:
            raise AssertionError(f"{method}: {answer}")
        return answer["result"]

    def crash(self, number: int) -> None:
        """Ends it in the middle of its work, and begins anew."""
        self.child.send_signal(number)
        _, status = os.waitpid(self.child.pid, 0)
        if os.WTERMSIG(status) != number or os.WCOREDUMP(status):
            raise AssertionError(f"signal {number}: ended with {status:#x}")
        self.child.returncode = -number
        self.child.stdin.close()
        self.child.stdout.close()
        self.child = self.start()

    def end(self) -> None:
        self.child.kill()
        self.child.wait()
        self.child.stdin.close()
        self.child.stdout.close()


def files_of(office: Office) -> set[str]:
    return {p.name for p in office.inside.rglob("*") if p.is_file()}


def is_let_in(process: int) -> bool:
    """Root is, unless it is root of a container only."""
    try:
        open(f"/proc/{process}/mem", "rb").close()
    except PermissionError:
        return False
    return True


def a_day(office: Office) -> None:
    """Every word is said: written, changed, searched for, refused, erased, drafted, imported."""
    record = ""
    for n in range(0, COUNT, 5):
        name, phone, number, file_name, needle = (canary(n + i) for i in range(5))
        record = office.call("record.create", kind="contact", data={
            "chosen_name": name, "aliases": [needle], "area": file_name, "notes": f"said {number}, call {phone}"})["id"]
        office.call("search", text=needle)
        office.call("person.similar", name=name, phone=phone)
    office.call("record.update", id=record, data={"notes": f"then {canary(7)}"})
    office.call("record.history", id=record)
    office.answer("record.create", kind="contact", data={"chosen_name": canary(10), canary(3): canary(4)})
    office.answer("record.create", kind=canary(8), data={})
    office.call("record.list", kind="contact")
    gone = office.call("record.create", kind="contact", data={"chosen_name": canary(15), "notes": canary(16)})["id"]
    office.call("record.erase", id=gone, basis="asked")
    office.call("directory.import", source="ours", files=[{"name": "services.csv", "text":
                f"id,organization_id,name,description\n1,1,{canary(20)},{canary(21)}\n"}])
    office.run("search", canary(9))
    office.run("record", "show", canary(12), code=2)
    office.run("vault", "backup", f"{office.inside}/work/copy.amparo", "--kept-where", canary(23))
    office.run("vault", "compact")


class Leaks(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="amparo_leaks_")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def office(self) -> Office:
        office = Office(self.root)
        self.addCleanup(office.end)
        return office

    def test_T9_the_search_finds_every_word_in_every_encoding(self) -> None:
        found = missed = 0
        for number in range(COUNT):
            for encoding, form in written(canary(number)).items():
                noise = bytes((number * 7 + i) % 251 for i in range(333 + number))
                hits = SCANNER.in_bytes(noise + form + noise)
                found += bool(hits)
                missed += not hits
        self.assertEqual((found, missed), (COUNT * len(written("x")), 0))
        self.assertEqual(len({canary(n) for n in range(COUNT)}), COUNT)
        (self.root / canary(3)).write_bytes(b"")
        (self.root / "note").write_bytes(canary(0).encode("utf-16-le"))
        self.assertEqual(len(SCANNER.in_folder(self.root)), 2)

    def test_T9_T10_T13_a_day_leaves_nothing_on_the_disk_and_locking_nothing_in_memory(self) -> None:
        office = self.office()
        a_day(office)
        self.assertEqual(SCANNER.in_folder(office.inside), {})
        self.assertEqual(files_of(office), {"v.amparo", "copy.amparo"})
        if is_let_in(office.child.pid):
            self.assertEqual(os.geteuid(), 0, "nobody but root sees the memory of this process")
            self.check_memory(office)
        for number in (signal.SIGABRT, signal.SIGSEGV):
            office.crash(number)
            office.call("search", text=canary(4))
        office.crash(signal.SIGKILL)
        self.assertEqual(SCANNER.in_folder(office.inside), {})
        self.assertEqual(files_of(office), {"v.amparo", "copy.amparo"})
        self.check_that_a_core_would_be_found()

    def test_T16_what_is_sealed_of_records_that_are_alike_can_not_be_compressed(self) -> None:
        office = self.office()
        for _ in range(COUNT):
            office.call("record.create", kind="contact", data={"chosen_name": canary(0), "notes": "a quiet river " * 30})
        sealed = key_material.sealed_bytes_of(office.inside / "work/v.amparo")
        self.assertGreater(len(sealed), COUNT * 512)
        self.assertGreaterEqual(len(zlib.compress(sealed, 9)), 0.999 * len(sealed))
        self.assertLess(len(zlib.compress(sealed[:1024] * COUNT, 9)), 0.1 * 1024 * COUNT)  # The control.

    def check_memory(self, office: Office) -> None:
        # What is mapped to be shared is written to its file by the system, whenever it likes.
        maps = pathlib.Path(f"/proc/{office.child.pid}/maps").read_text().splitlines()
        self.assertEqual([line for line in maps if line.split()[1] == "rw-s"], [])
        self.assertGreater(len(SCANNER.in_memory(office.child.pid)), COUNT // 2)
        secrets = key_material.secrets_of(office.inside / "work/v.amparo", PASSPHRASE)
        unlocked = key_material.in_memory(office.child.pid, secrets)
        self.assertLessEqual({"team key", "in amp.device"}, unlocked)  # The control.
        self.assertEqual(unlocked & {"passphrase", "passphrase's key"}, set())
        office.call("vault.lock")
        self.assertEqual(SCANNER.in_memory(office.child.pid), set())
        self.assertEqual(key_material.in_memory(office.child.pid, secrets), set())

    def check_that_a_core_would_be_found(self) -> None:
        """The control: another program with these words, where the system writes cores into the folder."""
        folder = self.root / "control"
        folder.mkdir()
        script = f"import os; w = {canary(4)!r} * 3; os.abort()"
        child = subprocess.Popen([sys.executable, "-c", script], cwd=folder, preexec_fn=without_core_limit)
        _, status = os.waitpid(child.pid, 0)
        child.returncode = -signal.SIGABRT
        pattern = pathlib.Path("/proc/sys/kernel/core_pattern").read_text().strip()
        if os.WCOREDUMP(status) and pattern.startswith("core"):
            self.assertEqual(len(SCANNER.in_folder(folder)), 1)


if __name__ == "__main__":
    unittest.main()
