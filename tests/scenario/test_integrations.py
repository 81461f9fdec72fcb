"""The hook, the action and the template do in a real repository what their files say."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from tests.scenario.conftest import Repo


HOME = Path(__file__).parents[2]
SHIPPED = ("align", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
BIN = Path(sys.executable).parent


def environment(**more: str) -> dict[str, str]:
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("ALIGN_", "GITHUB_", "GIT_"))
    }
    return {**clean, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1", **more}


def run(*command: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


def commit(folder: Path, env: dict[str, str]) -> str:
    run("git", "init", "-q", cwd=folder, env=env)
    run("git", "add", "-A", cwd=folder, env=env)
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    done = run("git", *who, "commit", "-q", "-m", "x", cwd=folder, env=env)
    assert done.returncode == 0, done.stderr
    return run("git", "rev-parse", "HEAD", cwd=folder, env=env).stdout.strip()


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A git repository of align as it would be published, and its commit."""
    folder = tmp_path_factory.mktemp("published")
    for name in SHIPPED:
        source = HOME / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder, commit(folder, environment())


def test_pre_commit_refuses_the_commit_of_a_plan_that_the_policy_refuses(
    repo: Repo, hooks: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, revision = hooks
    env = environment(PRE_COMMIT_HOME=str(tmp_path_factory.mktemp("cache")))
    hook = {"id": "align-check", "files": "^drafts/"}
    config = {"repos": [{"repo": str(folder), "rev": revision, "hooks": [hook]}]}
    repo.write(".pre-commit-config.yaml", yaml.safe_dump(config))
    repo.write("align.toml", 'rules = "rules"\nfail-on = ["absent"]\n')
    run("git", "add", "-A", cwd=repo.path, env=env)
    installed = run(sys.executable, "-m", "pre_commit", "install-hooks", cwd=repo.path, env=env)
    unreachable = ("NewConnectionError", "Could not find a version that satisfies the requirement hatchling")
    if installed.returncode and any(words in installed.stdout for words in unreachable):
        pytest.skip("the package index cannot be reached to build the hook")
    assert installed.returncode == 0, installed.stdout
    refused = run(sys.executable, "-m", "pre_commit", "run", cwd=repo.path, env=env)
    assert refused.returncode == 1, refused.stdout
    assert "OPN-01 自由贸易试验区联动：未涉及" in refused.stdout
    repo.edit("drafts/plan.txt", ("促进外贸", "推进自由贸易试验区联动发展，促进外贸"))
    run("git", "add", "-A", cwd=repo.path, env=env)
    passed = run(sys.executable, "-m", "pre_commit", "run", cwd=repo.path, env=env)
    assert passed.returncode == 0, passed.stdout


def test_the_hook_manifest_is_one(hooks: tuple[Path, str]) -> None:
    manifest = str(HOME / ".pre-commit-hooks.yaml")
    done = run(sys.executable, "-m", "pre_commit", "validate-manifest", manifest, cwd=HOME, env=environment())
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("schema", "name"),
    [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "docs/gitlab/align.gitlab-ci.yml")],
)
def test_the_files_of_code_hosts_keep_to_their_schemas(schema: str, name: str) -> None:
    command = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, name)
    done = run(*command, cwd=HOME, env=environment())
    assert done.returncode == 0, done.stdout


def action() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the action and its step that checks."""
    loaded = yaml.safe_load((HOME / "action.yml").read_text(encoding="utf-8"))
    return loaded, next(step for step in loaded["runs"]["steps"] if step.get("id") == "check")


def acted(repo: Repo, **inputs: str) -> tuple[int, str, dict[str, str], str]:
    """Run the step as the runner does: inputs, with their defaults, are put into its environment."""
    loaded, step = action()
    given = {name: item.get("default", "") for name, item in loaded["inputs"].items()} | inputs
    variables = {
        key: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
        for key, value in step["env"].items()
    }
    output, summary = repo.path.parent / "output", repo.path.parent / "summary.md"
    for path in (output, summary):
        path.write_text("", encoding="utf-8")
    env = environment(GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary), **variables)
    done = run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], cwd=repo.path, env=env)
    pairs = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
    return done.returncode, done.stdout, pairs, summary.read_text(encoding="utf-8")


def test_the_action_annotates_summarises_and_fails(repo: Repo) -> None:
    code, out, outputs, summary = acted(repo, plans="drafts\n", rules="rules", **{"fail-on": "absent"})
    assert code == 1
    assert "::error file=drafts/plan.txt,line=" in out
    assert outputs == {"exit-code": "1", "sarif": "align.sarif"}
    assert json.loads(repo.read("align.sarif"))["version"] == "2.1.0"
    assert "OPN-01" in summary


def test_the_action_passes_without_a_policy(repo: Repo) -> None:
    code, out, outputs, _ = acted(repo, plans="drafts/plan.txt\n\ndrafts", rules="rules")
    assert code == 0
    assert "::error" not in out
    assert outputs["exit-code"] == "0"


def test_inputs_of_the_action_are_never_part_of_its_script(repo: Repo) -> None:
    loaded, step = action()
    assert all("${{" not in item.get("run", "") for item in loaded["runs"]["steps"])
    assert set(step["env"].values()) <= {f"${{{{ inputs.{name} }}}}" for name in loaded["inputs"]}
    code, _, _, _ = acted(repo, plans="$(touch hacked); drafts", rules="rules")
    assert code == 2
    assert not (repo.path / "hacked").exists()


def test_the_template_of_gitlab_writes_both_reports_and_fails(repo: Repo) -> None:
    job = yaml.safe_load((HOME / "docs/gitlab/align.gitlab-ci.yml").read_text(encoding="utf-8"))["align"]
    repo.write("align.toml", 'rules = "rules"\nfail-on = ["absent"]\n')
    env = environment(**{**job["variables"], "PLANS": "drafts"})
    done = run("bash", "-eo", "pipefail", "-c", "\n".join(job["script"]), cwd=repo.path, env=env)
    assert done.returncode == 1
    assert "未通过：drafts/plan.txt" in done.stderr
    for path in job["artifacts"]["paths"]:
        assert (repo.path / path).is_file()
    assert set(job["artifacts"]["reports"].values()) == set(job["artifacts"]["paths"])
