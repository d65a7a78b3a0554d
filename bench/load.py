"""Ask a running server the same thing many times, and watch what that costs the server."""

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice

import psutil


@dataclass(frozen=True)
class Load:
    """What one page cost: requests per second, 95th percentile in ms, server cpu in ms per request, errors."""

    per_second: float
    p50: float
    p95: float
    cpu: float
    errors: int


class Server:
    """gunicorn with the bench settings, on a free port; `database`: another one than that of DATABASE_URL."""

    def __init__(self, workers: int = 1, database: str = ""):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "brunssum.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        command += [
            "--workers",
            str(workers),
            "--threads",
            "4",
            "--no-control-socket",
            "--log-level",
            "warning",
        ]
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings"}
        start = time.perf_counter()
        self.process = subprocess.Popen(
            command, env=env | ({"DATABASE_URL": database} if database else {}), start_new_session=True
        )
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", "/account/inloggen/")
                connection.getresponse().read()
                break
            except OSError:
                time.sleep(0.01)
        self.seconds_to_first_answer = time.perf_counter() - start

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=30)

    def _workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def cpu_seconds(self) -> float:
        return sum(sum(worker.cpu_times()[:2]) for worker in self._workers())

    def largest_worker_mb(self) -> float:
        return max(worker.memory_full_info().uss for worker in self._workers()) / 1e6

    def load(
        self,
        *paths: str,
        headers: dict[str, str],
        requests: int = 400,
        clients: int = 4,
    ) -> Load:
        """`requests` GETs, of these paths in turn, by `clients` at once, after a warm-up of 20."""
        self._run(paths, headers, 20, 1)
        cpu = self.cpu_seconds()
        start = time.perf_counter()
        times, errors = self._run(paths, headers, requests, clients)
        elapsed = time.perf_counter() - start
        cpu = self.cpu_seconds() - cpu
        times.sort()
        return Load(
            per_second=len(times) / elapsed,
            p50=statistics.median(times) * 1000,
            p95=times[int(len(times) * 0.95) - 1] * 1000,
            cpu=cpu / len(times) * 1000,
            errors=errors,
        )

    def _run(
        self, paths: Sequence[str], headers: dict[str, str], requests: int, clients: int
    ) -> tuple[list[float], int]:
        times: list[float] = []
        errors: list[int] = []

        def client():
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            for path in islice(cycle(paths), requests // clients):
                start = time.perf_counter()
                connection.request("GET", path, headers={"Accept-Encoding": "identity"} | headers)
                answer = connection.getresponse()
                answer.read()
                times.append(time.perf_counter() - start)
                if answer.status != 200:
                    errors.append(answer.status)

        threads = [threading.Thread(target=client) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return times, len(errors)
