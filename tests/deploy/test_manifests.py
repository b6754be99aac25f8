"""The manifests are valid, agree with each other and with the service's settings."""

import shlex
from pathlib import Path
from typing import Any

import kubernetes_validate
import msgspec
import pytest
from cloudcoil.models.prometheus_operator import v1 as prometheus

from service.cli.parser import build_parser
from service.settings import STOP_MARGIN
from service.wire.responses import SERVICE_VERSION
from tests.deploy.crd import errors
from tests.deploy.manifests import (
    FILES,
    image_settings,
    instruction,
    locked,
    manifest,
    pod_templates,
    read,
    service_container,
)

KUBERNETES = "1.37"
CUSTOM = {"RayJob", "ServiceMonitor"}
"""Kinds that Kubernetes itself does not know."""
PROBES = ("startupProbe", "readinessProbe", "livenessProbe")


class HeadGroup(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """What the RayJob says of its head."""

    ray_start_params: dict[str, str]
    template: dict[str, Any]


class WorkerGroup(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """What it says of its workers."""

    group_name: str
    replicas: int
    min_replicas: int
    max_replicas: int
    ray_start_params: dict[str, str]
    template: dict[str, Any]


class Cluster(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """What it says of its cluster."""

    ray_version: str
    head_group_spec: HeadGroup
    worker_group_specs: list[WorkerGroup]


class RayJob(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """The fields of a RayJob that are used."""

    entrypoint: str
    backoff_limit: int
    shutdown_after_job_finishes: bool
    ttl_seconds_after_finished: int
    ray_cluster_spec: Cluster


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_kubernetes_schema(path: Path) -> None:
    """Kubernetes' own schema takes each manifest, unknown fields refused."""
    found = read(path)

    if found["kind"] not in CUSTOM:
        kubernetes_validate.validate(found, KUBERNETES, strict=True)


@pytest.mark.parametrize("name", pod_templates())
def test_pod_schema(name: str) -> None:
    """So does it take each pod's template, in a RayJob too."""
    wrapped = {
        "apiVersion": "v1",
        "kind": "PodTemplate",
        "metadata": {"name": name},
        "template": pod_templates()[name],
    }

    kubernetes_validate.validate(wrapped, KUBERNETES, strict=True)


def test_schema_refuses() -> None:
    """The validator does refuse a field that there is not."""
    found = manifest("Deployment")
    found["spec"]["template"]["spec"]["containers"][0]["liveness"] = {}

    with pytest.raises(kubernetes_validate.ValidationError, match="liveness"):
        kubernetes_validate.validate(found, KUBERNETES, strict=True)


def test_monitor_schema() -> None:
    """Prometheus's operator knows every field of the monitor."""
    found = manifest("ServiceMonitor")
    model = prometheus.ServiceMonitor.model_validate(found)

    assert model.model_dump(by_alias=True, exclude_unset=True, mode="json") == found


def test_rayjob_fields() -> None:
    """A RayJob has no field but KubeRay's; the whole is checked with crd.py."""
    found = msgspec.convert(manifest("RayJob")["spec"], RayJob)

    assert found.ray_cluster_spec.ray_version in read_lock("ray")


def test_crd_check() -> None:
    """crd.py names what is missing, unknown or of a wrong type."""
    spec = {
        "type": "object",
        "required": ["size"],
        "properties": {"size": {"type": "integer"}, "kept": {"type": "object"}},
    }
    schema = {
        "type": "object",
        "properties": {"kind": {}, "apiVersion": {}, "spec": spec},
    }
    version = {"name": "v1", "schema": {"openAPIV3Schema": schema}}

    def check(**fields: object) -> list[str]:
        found = {"apiVersion": "x.io/v1", "kind": "X", "spec": fields}
        return errors({"spec": {"versions": [version]}}, found)

    assert check(size=1, kept={"any": 1}) == []
    assert "required" in check()[0]
    assert "$.spec.size" in check(size="1")[0]
    assert "unexpected" in check(size=1, sise=2)[0]


def test_ports() -> None:
    """All that name a port name the one that the image listens on."""
    (port,) = service_container()["ports"]
    (service,) = manifest("Service")["spec"]["ports"]
    (rule,) = manifest("NetworkPolicy")["spec"]["ingress"]
    (endpoint,) = manifest("ServiceMonitor")["spec"]["endpoints"]

    assert port["containerPort"] == image_settings().port
    assert service["targetPort"] == port["name"]
    assert [one["port"] for one in rule["ports"]] == [port["name"]]
    assert endpoint["port"] == service["name"]


@pytest.mark.parametrize("probe", PROBES)
def test_probes(probe: str) -> None:
    """A pod gets requests when it is ready, and ends only when it is not alive."""
    found = service_container()[probe]["httpGet"]
    path = "/livez" if probe == "livenessProbe" else "/readyz"

    assert (found["path"], found["port"]) == (path, "http")


def test_grace() -> None:
    """The node waits longer than the pause before the stop and the stop itself."""
    pod = manifest("Deployment")["spec"]["template"]["spec"]
    pause = service_container()["lifecycle"]["preStop"]["sleep"]["seconds"]
    needed = pause + container_settings().graceful + STOP_MARGIN

    assert needed < pod["terminationGracePeriodSeconds"] <= needed + 15


def container_settings() -> Any:  # noqa: ANN401 - Settings, for tests only
    """Return the settings that the container runs with."""
    environ = {one["name"]: one["value"] for one in service_container()["env"]}
    return image_settings(**environ)


def test_keys() -> None:
    """The service reads its keys where the secret is mounted."""
    pod = manifest("Deployment")["spec"]["template"]["spec"]
    volumes = {one["name"]: one for one in pod["volumes"]}
    mounts = {
        one["name"]: one["mountPath"] for one in service_container()["volumeMounts"]
    }
    (item,) = volumes["keys"]["secret"]["items"]
    (endpoint,) = manifest("ServiceMonitor")["spec"]["endpoints"]

    assert container_settings().keys_file == f"{mounts['keys']}/{item['path']}"
    assert (
        endpoint["authorization"]["credentials"]["name"]
        == volumes["keys"]["secret"]["secretName"]
    )


def test_selectors() -> None:
    """All that selects pods selects those of the deployment and not those of a job."""
    labels = manifest("Deployment")["spec"]["template"]["metadata"]["labels"]
    job = pod_templates()["head"]["metadata"]["labels"]
    selectors = [
        manifest("Deployment")["spec"]["selector"]["matchLabels"],
        manifest("Service")["spec"]["selector"],
        manifest("PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
        manifest("NetworkPolicy")["spec"]["podSelector"]["matchLabels"],
    ]
    monitored = manifest("ServiceMonitor")["spec"]["selector"]["matchLabels"]

    assert all(one.items() <= labels.items() for one in selectors)
    assert not any(one.items() <= job.items() for one in selectors)
    assert monitored.items() <= manifest("Service")["metadata"]["labels"].items()


def test_autoscaler() -> None:
    """The autoscaler owns the replicas of the deployment; one may always be drained."""
    spec = manifest("HorizontalPodAutoscaler")["spec"]
    deployment = manifest("Deployment")

    assert spec["scaleTargetRef"]["name"] == deployment["metadata"]["name"]
    assert "replicas" not in deployment["spec"]
    assert (
        1
        <= manifest("PodDisruptionBudget")["spec"]["maxUnavailable"]
        < spec["minReplicas"]
        < spec["maxReplicas"]
    )


@pytest.mark.parametrize("name", pod_templates())
def test_pods_are_locked(name: str) -> None:
    """No pod has root, a writable root, a token, or variables that name services."""
    pod = pod_templates()[name]["spec"]
    user, _, group = instruction("USER").partition(":")
    context = pod["securityContext"]

    assert (context["runAsUser"], context["runAsGroup"]) == (int(user), int(group))
    assert context["runAsNonRoot"]
    assert not pod["automountServiceAccountToken"]
    # Kubernetes would set WHOSAID_PORT=tcp://..., which is no port.
    assert not pod["enableServiceLinks"]
    for container in pod["containers"]:
        locked = container["securityContext"]
        assert locked["readOnlyRootFilesystem"]
        assert not locked["allowPrivilegeEscalation"]
        assert locked["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"].keys() == {"requests", "limits"}
        assert "/dev/shm" in {one["mountPath"] for one in container["volumeMounts"]}  # noqa: S108


def test_nothing_goes_out() -> None:
    """The service may answer and may not ask."""
    spec = manifest("NetworkPolicy")["spec"]

    assert set(spec["policyTypes"]) == {"Ingress", "Egress"}
    assert spec["egress"] == []


def test_images() -> None:
    """Every pod runs this version, a job's with Ray on top."""
    images = {
        name: container["image"]
        for name, template in pod_templates().items()
        for container in template["spec"]["containers"]
    }

    assert images.pop("service") == f"whosaid:{SERVICE_VERSION}"
    assert set(images.values()) == {f"whosaid:{SERVICE_VERSION}-archive"}


def test_entrypoint() -> None:
    """The job is a command that there is, on the volume that all of its pods have."""
    words = shlex.split(manifest("RayJob")["spec"]["entrypoint"])
    args = build_parser().parse_args(words[3:])

    assert words[:4] == ["python", "-m", "service", "archive"]
    assert args.address == "auto"
    for name in pod_templates().keys() - {"service"}:
        (container,) = pod_templates()[name]["spec"]["containers"]
        mounted = {one["mountPath"] for one in container["volumeMounts"]}
        assert str(Path(args.input).parent) in mounted
        assert str(args.output.parent) in mounted


def test_object_store() -> None:
    """Ray's object store fits into the memory that a pod has for it."""
    cluster = manifest("RayJob")["spec"]["rayClusterSpec"]
    for group in [cluster["headGroupSpec"], *cluster["workerGroupSpecs"]]:
        volumes = {one["name"]: one for one in group["template"]["spec"]["volumes"]}
        limit = volumes["memory"]["emptyDir"]["sizeLimit"].removesuffix("Gi")

        assert int(group["rayStartParams"]["object-store-memory"]) < int(limit) * 2**30


def read_lock(package: str) -> set[str]:
    """Return the versions that the image's lock files have of a package."""
    versions = locked("requirements-archive.txt")
    return {versions[package]} if package in versions else set()
