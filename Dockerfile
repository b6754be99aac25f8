# The image of the service; docs/CONTAINER.md tells how to build, check and run it.
#   docker build -t whosaid:0.2.0 .
#   docker build -t whosaid:0.2.0-archive --target archive .   (for deploy/rayjob.yaml)

# Python 3.11 on Debian or the like. The digest is the one that public projects pin this
# tag with; where it is not what the registry has, the build stops.
ARG BASE=docker.io/library/python:3.11.14-slim-bookworm@sha256:65a93d69fa75478d554f4ad27c85c1e69fa184956261b4301ebaf6dbb0a3543d
# The same with the module venv, where the base lacks it (Debian's python3).
ARG BUILD_BASE=${BASE}

FROM ${BUILD_BASE} AS installed
# PyTorch's wheels for the processor alone; PyPI's come with CUDA.
ARG PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
RUN python3 -m venv /opt/whosaid
# What changes rarely comes first. A pip.conf may be given as a secret: it leaves no trace.
# PyTorch has no hash: its wheel for the processor is not the file that PyPI has.
COPY requirements.txt requirements-torch.txt ./
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    /opt/whosaid/bin/pip install --no-deps --require-hashes --requirement requirements.txt \
    && /opt/whosaid/bin/pip install --no-deps --requirement requirements-torch.txt

FROM installed AS build
COPY pyproject.toml README.md LICENSE ./
COPY models/MODEL_CARD.md models/
COPY service service
COPY whosaid_attribution whosaid_attribution
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    /opt/whosaid/bin/pip install --no-deps . && /opt/whosaid/bin/pip check
# Headers, tests, the libraries' own commands and the installer itself serve nobody who
# runs the service. PyTorch does not start without torch_shm_manager.
RUN cd /opt/whosaid/lib/python3*/site-packages \
    && rm -rf torch/include torch/share torch/test \
    && find torch/bin -type f ! -name torch_shm_manager -delete \
    && find . -type d -name tests -prune -exec rm -rf {} + \
    && find torch -name '*.a' -delete \
    && /opt/whosaid/bin/pip uninstall --yes setuptools pip \
    && find /opt/whosaid/bin -type f ! -name whosaid ! -name gunicorn -delete

# What is in the image, for those who must know: CycloneDX.
FROM build AS sbom
RUN python3 -m venv /opt/sbom
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    /opt/sbom/bin/pip install 'cyclonedx-bom>=7,<8'
RUN /opt/sbom/bin/cyclonedx-py environment --pyproject pyproject.toml \
    --output-reproducible --output-file /build/sbom.cdx.json /opt/whosaid/bin/python3

FROM ${BASE} AS service
ARG REVISION=unknown
LABEL org.opencontainers.image.title="whosaid" \
      org.opencontainers.image.description="Quote attribution for newsrooms, over HTTP and offline" \
      org.opencontainers.image.version="0.2.0" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0 AND LicenseRef-Whosaid-Models"
# The base's own installer goes as well, where it has one.
RUN groupadd --gid 10001 whosaid \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /dev/shm \
        --shell /usr/sbin/nologin whosaid \
    && if python3 -m pip --version >/dev/null 2>&1; \
       then python3 -m pip uninstall --yes --root-user-action ignore setuptools wheel pip; fi
COPY --from=build /opt/whosaid /opt/whosaid
COPY --from=sbom /build/sbom.cdx.json /usr/share/doc/whosaid/
COPY LICENSE models/MODEL_CARD.md /usr/share/doc/whosaid/
COPY models /models
# Nothing is written but to /dev/shm, and nothing is fetched. Beyond this
# machine the service asks for keys: it does not start here without WHOSAID_KEYS or
# WHOSAID_KEYS_FILE, or WHOSAID_ALLOW_ANONYMOUS=on where something in front of it asks.
ENV PATH=/opt/whosaid/bin:$PATH \
    HOME=/dev/shm \
    TMPDIR=/dev/shm \
    HF_HUB_OFFLINE=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    WHOSAID_HOST=0.0.0.0 \
    WHOSAID_PORT=8000 \
    WHOSAID_MODELS=/models
WORKDIR /
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
# http.client, since it knows of no proxy. It asks from inside, so it needs no key.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python3", "-c", "import os, sys, http.client as h; c = h.HTTPConnection('127.0.0.1', int(os.environ['WHOSAID_PORT']), timeout=4); c.request('GET', '/readyz'); sys.exit(c.getresponse().status != 200)"]
# `whosaid serve` becomes gunicorn: process 1 takes SIGTERM and collects its children.
ENTRYPOINT ["whosaid"]
CMD ["serve"]

# Ray, for archives on a cluster: all of the service and one layer more.
FROM installed AS ray
COPY requirements-archive.txt ./
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    /opt/whosaid/bin/pip install --no-deps --target /opt/archive --require-hashes \
        --requirement requirements-archive.txt

FROM service AS archive
COPY --from=ray /opt/archive /opt/archive
# Ray keeps its logs, sockets and spilled objects below /tmp and tells nobody of its use.
ENV PATH=/opt/archive/bin:$PATH \
    PYTHONPATH=/opt/archive \
    HOME=/tmp \
    TMPDIR=/tmp \
    RAY_USAGE_STATS_ENABLED=0
HEALTHCHECK NONE
CMD ["archive", "--help"]

# Without --target it is the service that is built.
FROM service AS default
