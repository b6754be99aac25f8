# syntax=docker/dockerfile:1
# PyTorch's CPU wheels keep the image small; give the address of their index:
#   docker build --build-arg PIP_EXTRA_INDEX_URL=... -t whosaid .

FROM python:3.11-slim AS build
ARG PIP_EXTRA_INDEX_URL
WORKDIR /build
RUN python -m venv /opt/whosaid
COPY pyproject.toml README.md LICENSE ./
COPY service service
RUN /opt/whosaid/bin/pip install --no-cache-dir .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home whosaid
COPY --from=build /opt/whosaid /opt/whosaid
COPY models /models
# Beyond this machine the service asks for keys: run it with WHOSAID_KEYS or
# WHOSAID_KEYS_FILE (`whosaid keys`), or with WHOSAID_ALLOW_ANONYMOUS=on behind a proxy.
ENV PATH=/opt/whosaid/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    WHOSAID_HOST=0.0.0.0 \
    WHOSAID_MODELS=/models
USER 10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --start-period=60s CMD ["python", "-c", \
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz')"]
CMD ["whosaid", "serve"]
