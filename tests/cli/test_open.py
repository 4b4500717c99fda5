#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`amparo open` as a browser meets it: the printed link, sessions, a vault, two windows, leaving."""
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import stat
import subprocess
import tempfile
import unittest

import program

WORDS = "a lighthouse made of paper"
LINK = re.compile(r"http://127\.0\.0\.1:(\d+)/#([0-9a-f]{64})")


class Served:
    """The program, serving."""

    def __init__(self, folder: str, *arguments: str, **environment: str) -> None:
        self.vault = f"{folder}/v.amparo"
        self.process = subprocess.Popen(
            [program.AMPARO, "open", "--vault", self.vault, *arguments], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={"LANG": "C", "PATH": "/usr/bin:/bin", **environment})
        self.port, self.secret = 0, ""
        self.read_link()

    def read_link(self) -> None:
        line = self.process.stdout.readline()
        found = LINK.fullmatch(line.rstrip("\n"))
        if not found:
            raise AssertionError(f"no link: {line!r}; {self.process.stderr.read()}")
        self.port, self.secret = int(found[1]), found[2]

    def press_enter(self) -> None:
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.read_link()

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        self.process.send_signal(number)
        return self.process.wait(timeout=60), self.process.stderr.read()

    def close(self) -> None:
        self.process.kill()
        self.process.wait(timeout=60)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()


class Window:
    """One window of the page."""

    def __init__(self, served: Served, secret: str) -> None:
        self.port = served.port
        self.token = ""
        session = self.post("/session", {"secret": secret})
        self.token, self.next = session["token"], session["next"]

    def ask(self, method: str, target: str, body: object = None) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if method == "POST":
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        connection.request(method, target, "" if body is None else json.dumps(body), headers)
        return connection.getresponse()

    def post(self, target: str, body: object = None) -> object:
        answer = self.ask("POST", target, body)
        text = answer.read()
        if answer.status not in (200, 204):
            raise AssertionError(f"{target}: {answer.status} {text!r}")
        return json.loads(text) if text else None

    def call(self, method: str, **params: object) -> object:
        answer = self.post("/call", {"method": method, "params": params})
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return answer["result"]

    def listen(self) -> "Events":
        return Events(self.ask("GET", "/events"))


class Events:
    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.answer = answer
        assert json.loads(answer.readline()) == {}, "a stream begins with a heartbeat"

    def next(self) -> dict:
        """The next event; {} at the end."""
        while line := self.answer.readline():
            if event := json.loads(line):
                return event
        return {}


class Open(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="amparo_open_")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def serve(self, *arguments: str, **environment: str) -> Served:
        served = Served(self.folder, *arguments, **environment)
        self.addCleanup(served.close)
        return served

    def passphrase_file(self) -> str:
        path = pathlib.Path(self.folder) / "p"
        path.touch(0o600)
        path.write_text(WORDS + "\n")
        return str(path)

    def test_from_the_link_to_leaving(self) -> None:
        served = self.serve("--no-browser")
        first = Window(served, served.secret)
        first.call("vault.init", organization="Puente", member="Rosa", passphrase=WORDS)
        second = Window(served, first.post("/session/again")["secret"])
        events = second.listen()
        made = first.call("record.create", kind="contact", data={"chosen_name": "Alma", "needs": ["bed_tonight"]})
        event = events.next()
        self.assertEqual((event["event"], event["id"]), ("record.changed", made["id"]))
        self.assertEqual(second.call("record.show", id=made["id"])["data"]["chosen_name"], "Alma")
        reloaded = Window(served, second.next)
        self.assertEqual(reloaded.call("search", text="alma")["hits"][0]["record"], made["id"])

        self.assertEqual(first.ask("POST", "/leave").status, 204)
        self.assertEqual(events.next(), {})
        for window in (first, second, reloaded):
            answer = window.ask("POST", "/call", {"method": "record.show", "params": {"id": made["id"]}})
            self.assertEqual(answer.status, 401)
            self.assertNotIn(b"Alma", answer.read())
        for secret in (served.secret, first.next, reloaded.next):
            with self.assertRaisesRegex(AssertionError, "403"):
                Window(served, secret)

        served.press_enter()
        back = Window(served, served.secret)
        locked = back.post("/call", {"method": "record.show", "params": {"id": made["id"]}})
        self.assertEqual(locked["error"]["code"], "locked")
        back.call("vault.unlock", passphrase=WORDS)
        self.assertEqual(back.call("record.show", id=made["id"])["data"]["chosen_name"], "Alma")
        code, err = served.end()
        self.assertEqual((code, err.count("\n")), (0, 1), err)

    def test_the_page_is_whole_and_asks_for_nothing_elsewhere(self) -> None:
        served = self.serve("--no-browser")
        window = Window(served, served.secret)
        page = window.ask("GET", "/").read().decode()
        asked = re.findall(r'(?:src|href)="([^"]*)"', page)
        self.assertEqual(sorted(asked), ["/app.css", "/app.js", "/icon.svg"])
        for target in asked:
            self.assertEqual(window.ask("GET", target).status, 200)
        self.assertNotRegex(page, r"<script[^>]*>[^<]|<style|\son\w+=|style=")

    def test_with_a_passphrase_file_it_is_open_and_locked_at_its_end(self) -> None:
        file = self.passphrase_file()
        program.output("vault", "init", "--vault", f"{self.folder}/v.amparo", "--passphrase-file", file,
                       "--organization", "Puente", "--person", "Rosa")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            served = self.serve("--no-browser", "--passphrase-file", file)
            self.assertTrue(Window(served, served.secret).call("vault.info")["unlocked"])
            self.assertEqual(served.end(number)[0], 0)

    def test_only_this_computer_and_a_port_that_is_taken_is_said(self) -> None:
        served = self.serve("--no-browser")
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", served.port), timeout=60).close()
        second = subprocess.run([program.AMPARO, "open", "--vault", f"{self.folder}/w.amparo", "--no-browser", "--port",
                                 str(served.port)], capture_output=True, text=True, env={"LANG": "C"})
        self.assertEqual(second.returncode, 6)
        self.assertIn(f"another program has port {served.port}", second.stderr)
        self.assertEqual(second.stdout, "")

    def test_the_browser_is_given_a_file_of_this_user_and_never_the_link(self) -> None:
        folder = pathlib.Path(self.folder)
        browser = folder / "xdg-open"
        told = folder / "told"
        os.mkfifo(told)
        browser.write_text(f"#!/bin/sh\nprintf '%s' \"$*\" > '{told}'\n")
        browser.chmod(0o700)
        served = self.serve(DISPLAY=":0", XDG_RUNTIME_DIR=self.folder, PATH=f"{self.folder}:/usr/bin:/bin")
        page = pathlib.Path(told.read_text())
        self.assertNotIn(served.secret, str(page))
        self.assertEqual(stat.S_IMODE(os.stat(page).st_mode), 0o600)
        self.assertIn(f"url=http://127.0.0.1:{served.port}/#{served.secret}\"", page.read_text())
        Window(served, served.secret)
        self.assertFalse(page.exists())
        self.assertEqual(served.end()[0], 0)

    def test_a_full_input_or_none_does_not_end_it(self) -> None:
        served = self.serve("--no-browser")
        served.process.stdin.write("typed without thinking")
        served.process.stdin.flush()
        served.press_enter()
        window = Window(served, served.secret)
        served.process.stdin.close()
        self.assertEqual(window.ask("GET", "/").status, 200)
        self.assertEqual(window.ask("POST", "/active").status, 204)


if __name__ == "__main__":
    unittest.main()
