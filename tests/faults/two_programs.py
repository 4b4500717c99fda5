#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two people's programs read, write and compact one vault at once, and are killed over and over in the middle of it. What
was acknowledged to one is read by the other from then on, and at the end all of it is there; what two wrote without seeing
each other stands side by side until a person chooses.

    two_programs.py [--lives N | --seconds N] [--seed N]

Each of the two starts its program N times (12), or for so many seconds. The seed is printed; all but the instants of the
kills follows from it."""
import argparse
import json
import pathlib
import random
import select
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import program

PASSPHRASES = {"Rosa": "seven quiet rivers", "Bea": "a lighthouse made of paper"}
CALLS_MAX = 24
SHARED = 3


class Program:
    """One running program of a person, which answers calls until it is killed."""

    def __init__(self, folder: pathlib.Path, who: str) -> None:
        self.process = subprocess.Popen(
            [program.AMPARO, "call", "--vault", str(folder / "v.amparo"), "--passphrase-file", str(folder / who)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(self, method: str, params: dict) -> None:
        self.process.stdin.write(json.dumps({"id": 0, "method": method, "params": params}).encode() + b"\n")
        self.process.stdin.flush()

    def hear(self):
        """Its next answer, or none if it died before the line was whole."""
        line = self.process.stdout.readline()
        return json.loads(line) if line.endswith(b"\n") else None

    def call(self, method: str, **params):
        self.send(method, params)
        answer = self.hear()
        if answer is None or "result" not in answer:
            raise AssertionError(f"{method}: {answer}")
        return answer["result"]

    def answers_within(self, seconds: float) -> bool:
        return bool(select.select([self.process.stdout], [], [], seconds)[0])

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        self.process.stdin.close()
        if self.process.wait() != 0:
            raise AssertionError(f"the program ended with {self.process.returncode}")


class Ledger:
    """What both tried and what was promised to them."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.tried = set()       # every text that was sent
        self.written = {}        # record -> text, acknowledged
        self.changed = {}        # revision -> (record, text), acknowledged
        self.kills = self.cut_off = self.reads = self.compactions = 0

    def sample(self, rng: random.Random):
        with self.lock:
            return rng.choice(list(self.written.items())) if self.written else None

    def promised(self, method: str, params: dict, result: dict) -> None:
        with self.lock:
            if method == "record.create":
                self.written[result["id"]] = params["data"]["text"]
            elif method == "record.update":
                self.changed[result["revision"]] = (params["id"], params["data"]["text"])
            elif method == "vault.compact":
                self.compactions += 1


class Person(threading.Thread):
    """Starts a program, works with it, kills it at some instant; again and again."""

    def __init__(self, folder, who, ledger, shared, seed, goes_on) -> None:
        super().__init__()
        self.folder, self.who, self.ledger, self.shared, self.goes_on = folder, who, ledger, shared, goes_on
        self.rng = random.Random(f"{seed} {who}")
        self.seen = {}           # shared record -> the heads this person saw last
        self.said = self.lives = 0
        self.wrong = None

    def run(self) -> None:
        try:
            while self.goes_on(self.lives):
                self.lives += 1
                self.live(Program(self.folder, self.who))
        except Exception as error:  # What goes wrong in a thread is told by who waits for it.
            self.wrong = f"{self.who}, life {self.lives}: {error!r}"

    def live(self, running: Program) -> None:
        for _ in range(self.rng.randrange(CALLS_MAX)):
            self.say(running, *self.something())
        method, params = self.something()
        running.send(method, params)
        in_time = running.answers_within(self.rng.choice([0, 0.001, 0.003, 0.01, 0.03, 0.1]))
        running.kill()
        answer = running.hear()
        if answer is not None:
            self.take(method, params, answer)
        with self.ledger.lock:
            self.ledger.kills += 1
            self.ledger.cut_off += not in_time

    def something(self):
        roll = self.rng.randrange(100)
        known = self.ledger.sample(self.rng)
        if roll < 25 and known:
            return "record.show", {"id": known[0]}
        if roll < 35:
            return "record.show", {"id": self.rng.choice(self.shared)}
        if roll < 37:
            return "vault.compact", {}
        self.said += 1
        text = f"{self.who} {self.said}"
        with self.ledger.lock:
            self.ledger.tried.add(text)
        record = self.rng.choice(self.shared)
        if roll < 60 and record in self.seen:
            return "record.update", {"id": record, "data": {"text": text}, "parents": self.seen[record]}
        return "record.create", {"kind": "note", "data": {"text": text}}

    def say(self, running: Program, method: str, params: dict) -> None:
        running.send(method, params)
        self.take(method, params, running.hear())

    def take(self, method: str, params: dict, answer) -> None:
        if answer is None or "result" not in answer:
            raise AssertionError(f"{method} {params}: {answer}")
        result = answer["result"]
        self.ledger.promised(method, params, result)
        if method != "record.show":
            return
        if params["id"] in self.shared:
            self.seen[params["id"]] = result["heads"]
        elif (promised := self.ledger.written[params["id"]]) != result["data"].get("text"):
            raise AssertionError(f"{params['id']} was acknowledged as {promised!r} and reads {result['data']}")
        with self.ledger.lock:
            self.ledger.reads += 1


def notes(running: Program) -> set:
    found, after = set(), {}
    while True:
        page = running.call("record.list", kind="note", **after)
        found |= {record["id"] for record in page["records"]}
        if not page.get("next"):
            return found
        after = {"after": page["next"]}


def wrong_with_fork(shown: dict, history: list) -> list:
    """What one record shows against all that was written into it: each value nobody has seen and replaced stands there."""
    replaced = {parent for revision in history for parent in revision["parents"]}
    latest = {r["revision"]: r["fields"]["text"] for r in history if r["revision"] not in replaced}
    visible = [shown["data"]["text"]] + [v["value"] for c in shown["conflicts"] for v in c["values"]]
    out = [f"{value!r} was not seen by who wrote besides it, and is not shown" for value in latest.values()
           if value not in visible]
    if len(latest) > 1 and not shown["conflicts"]:
        out.append(f"{sorted(latest.values())} stand side by side, and no conflict is shown")
    return out


def wrong_with(running: Program, ledger: Ledger, shared: list) -> list:
    """What of the promised is not there, and what is there that nobody tried to write."""
    checked = running.call("vault.verify")
    out = [] if checked["ok"] else [f"verify says {checked['problems']}"]
    there = notes(running)
    for record in sorted(set(ledger.written) - there):
        out.append(f"{record} {ledger.written[record]!r} is lost")
    for record in sorted(there - set(shared)):
        text = running.call("record.show", id=record)["data"].get("text")
        if text not in ledger.tried or ledger.written.get(record, text) != text:
            out.append(f"{record} reads {text!r}")
    for record in shared:
        history = running.call("record.history", id=record)["revisions"]
        texts = {r["revision"]: r["fields"]["text"] for r in history}
        for revision, (of, text) in ledger.changed.items():
            if of == record and texts.get(revision) != text:
                out.append(f"{revision} {text!r} is lost")
        out += wrong_with_fork(running.call("record.show", id=record), history)
    return out


def found_out(running: Program, ledger: Ledger, shared: list) -> list:
    """Whether a loss would be noticed: a ledger with promises nobody made has to be wrong."""
    more = Ledger()
    more.tried = set(ledger.tried)
    more.written = {**ledger.written, "rec_" + "0" * 32: "never written"}
    more.changed = {**ledger.changed, "rev_" + "0" * 32: (shared[0], "never written")}
    if len(wrong_with(running, more, shared)) != 2:
        return ["a record and a change that are not there went unnoticed"]
    fork = [{"revision": r, "parents": [], "fields": {"text": r}} for r in ("one", "other")]
    if not wrong_with_fork({"data": {"text": "one"}, "conflicts": []}, fork):
        return ["a fork that nobody is shown went unnoticed"]
    return []


def begin(folder: pathlib.Path) -> list:
    for who, passphrase in PASSPHRASES.items():
        (folder / who).write_text(passphrase + "\n")
        (folder / who).chmod(0o600)
    subprocess.run([program.AMPARO, "vault", "init", "--organization", "Puente", "--person", "Rosa", "--vault",
                    str(folder / "v.amparo"), "--passphrase-file", str(folder / "Rosa")], check=True,
                   stdout=subprocess.DEVNULL)
    rosa = Program(folder, "Rosa")
    rosa.call("member.add", name="Bea", role="coordinator", passphrase=PASSPHRASES["Bea"])
    shared = [rosa.call("record.create", kind="note", data={"text": "begun"})["id"] for _ in range(SHARED)]
    rosa.end()
    return shared


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lives", type=int, default=12)
    parser.add_argument("--seconds", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    until = time.monotonic() + (options.seconds or 0)

    def goes_on(lives: int) -> bool:
        return time.monotonic() < until if options.seconds else lives < options.lives

    with tempfile.TemporaryDirectory(prefix="amparo_two_") as name:
        folder, ledger = pathlib.Path(name), Ledger()
        shared = begin(folder)
        people = [Person(folder, who, ledger, shared, options.seed, goes_on) for who in PASSPHRASES]
        for person in people:
            person.start()
        for person in people:
            person.join()
        wrong = [person.wrong for person in people if person.wrong]
        for who in PASSPHRASES:
            running = Program(folder, who)
            wrong += [f"{who}: {line}" for line in wrong_with(running, ledger, shared) + found_out(running, ledger, shared)]
            running.end()
        print(f"two programs, seed {options.seed}: {ledger.kills} kills, {ledger.cut_off} of them before an answer; "
              f"{len(ledger.written)} records and {len(ledger.changed)} changes acknowledged, {ledger.reads} reads, "
              f"{ledger.compactions} compactions; {len(wrong)} wrong")
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
