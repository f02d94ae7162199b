"""Models by setting, through real processes: commands, and a server that answers all the while."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from retriever.embedding import load_embedder
from retriever.library import Library
from tests.api.test_cli import Run
from tests.api.test_cli import run as run  # a fixture
from tests.conftest import PLAN
from tests.retriever.plans import make_plan
from tests.retriever.tiny import save_bert
from tests.waiting import PATIENCE, wait_until

COMMAND = [sys.executable, "-c", "import sys; from api.cli import main; sys.exit(main())"]
ROOT = Path(__file__).parents[2]
QUERY = "หลักสูตรนักบริหารงานคลัง"


def hrplan(data: Path, *args: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *args],
        env={**os.environ, "HRPLAN_DATA_DIR": str(data), **settings},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
    )


@contextmanager
def served(data: Path, **settings: str) -> Iterator[str]:
    environment = {
        **os.environ,
        **{"HRPLAN_PORT": "0", "HRPLAN_DATA_DIR": str(data), "HRPLAN_ADMIN_KEY": "k"},
        **settings,
    }
    with subprocess.Popen(
        [*COMMAND, "serve"], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split()[-1]
        finally:
            server.terminate()


def get(address: str, query: str) -> list[dict[str, object]]:
    url = f"{address}/search?{urllib.parse.urlencode({'q': query, 'k': 3})}"
    with urllib.request.urlopen(url, timeout=PATIENCE) as response:
        results: list[dict[str, object]] = json.load(response)["results"]
    return results


def chat(address: str, message: str) -> str:
    request = urllib.request.Request(
        f"{address}/chat",
        json.dumps({"message": message}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:
        return str(json.load(response)["answer"])


def upload(address: str, name: str, content: str) -> None:
    body = (
        f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: text/plain\r\n\r\n{content}\r\n--b--\r\n"
    ).encode()
    headers = {"Content-Type": "multipart/form-data; boundary=b", "X-Admin-Key": "k"}
    request = urllib.request.Request(f"{address}/plans", body, headers)
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:
        assert response.status in (200, 201)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with Library.open(folder) as library:
        library.add_many((make_plan(f"สวน{at}"), str(at)) for at in range(12))
    return folder


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(save_bert(tmp_path_factory.mktemp("models") / "tiny"))


def dense_rank(data: Path, model: str, query: str) -> bool:
    """Whether the vectors of all plans are ``model``'s."""
    embedder = load_embedder(model)
    with Library.open(data, embedder=embedder) as library:
        assert library.wait_ready(PATIENCE)
        missing = library._catalogue.plans_without_vectors(library._dense.model_id)
        return not missing and bool(library._dense.search(query, 3))


def test_a_server_answers_from_the_old_vectors_while_the_new_are_made(
    data: Path, tiny: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And commands with the new model print their results alone."""
    done = threading.Event()
    failures: list[BaseException] = []
    answers = 0

    def ask(address: str) -> None:
        nonlocal answers
        try:
            while not done.is_set():
                assert get(address, QUERY)[0]["text"]
                assert chat(address, "โครงการฝึกอบรมหลักสูตรนักบริหารงานคลัง งบประมาณเท่าไร")
                answers += 1
        except BaseException as error:
            failures.append(error)

    with served(data) as address:
        asking = threading.Thread(target=ask, args=(address,))
        asking.start()
        made = hrplan(data, "reindex", HRPLAN_EMBEDDING_MODEL=tiny)
        during = answers
        upload(address, "donsommut-2569.txt", PLAN)
        wait_until(lambda: failures or answers > during + 1)
        done.set()
        asking.join()
        assert any("ธุรการ" in str(hit["text"]) for hit in get(address, "งานธุรการยุคดิจิทัล"))
    assert (made.returncode, made.stderr) == (0, "")
    assert "60" in made.stdout
    assert failures == []
    assert during > 3 and answers > during
    refused = hrplan(data, "search", QUERY)
    assert refused.returncode == 1 and len(refused.stderr.splitlines()) == 1
    assert tiny in refused.stderr and "hrplan reindex" in refused.stderr
    with served(data, HRPLAN_EMBEDDING_MODEL=tiny) as address:
        assert get(address, QUERY)
    assert dense_rank(data, tiny, "budget อบรม")
    monkeypatch.setenv("HRPLAN_DATA_DIR", str(data))
    monkeypatch.setenv("HRPLAN_EMBEDDING_MODEL", tiny)
    assert "already" in run("reindex").out
    found = hrplan(data, "search", QUERY, HRPLAN_EMBEDDING_MODEL=tiny)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("1. ")


@pytest.mark.parametrize("command", [["search", QUERY], ["serve"]])
def test_a_hub_out_of_reach_is_told_in_one_line(data: Path, command: list[str]) -> None:
    told = hrplan(
        data,
        *command,
        HRPLAN_EMBEDDING_MODEL="BAAI/bge-m3",
        HRPLAN_PORT="0",
        HF_ENDPOINT="http://127.0.0.1:9",
        HF_HOME=str(data / "no-cache"),
    )
    assert (told.returncode, told.stdout) == (1, "")
    assert len(told.stderr.splitlines()) == 1
    assert "BAAI/bge-m3" in told.stderr and "HRPLAN_EMBEDDING_MODEL" in told.stderr
