"""An S3 on loopback for the tests: a process of its own, ended with the test module that asked for it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3

_CODE = """
from sys import stdin
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
print(*server.get_host_and_port(), flush=True)
stdin.read()
server.stop()
"""


@contextmanager
def running_s3() -> Iterator[str]:
    """Start an S3, yield its address, and end it."""
    process = subprocess.Popen(
        [sys.executable, "-c", _CODE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        host, port = re.split(r"\s+", process.stdout.readline().strip())
        yield f"http://{host}:{port}"
    finally:
        process.stdin.close()
        process.wait(timeout=20)
        process.stdout.close()


def environment(url: str) -> dict[str, str]:
    """Return what says to every program where this S3 is."""
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_REGION": "ap-northeast-2",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_ALLOW_HTTP": "true",
    }


def client() -> Any:
    """Return boto3's client for the S3 that the environment names."""
    return boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL"], region_name=os.environ["AWS_REGION"])
