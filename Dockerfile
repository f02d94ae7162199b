# ถามแผน as one image: the page and the HTTP API. compose.yaml runs it beside a Chroma server.
# Settings come from the environment; the library lives in the volume /data.
FROM python:3.11-slim AS parts
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
WORKDIR /build
RUN python -m venv /opt/hrplan
ENV PATH=/opt/hrplan/bin:$PATH
# The locks alone decide this layer. Where a CPU build of torch is offered, PIP_EXTRA_INDEX_URL
# names where at build time; the other parts follow the lock, which holds no CUDA libraries.
ARG PIP_EXTRA_INDEX_URL=
COPY requirements.txt ./
RUN sed -n 's/^\(torch==[^ ]*\).*/\1/p' requirements.txt > torch.txt \
    && pip install --requirement torch.txt \
    && pip install --no-deps --requirement requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY api api
COPY eval eval
COPY ingest ingest
COPY prompts prompts
COPY retriever retriever
RUN pip install --no-deps .

FROM python:3.11-slim
# Thai words of scanned pages; no more than that.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tesseract-ocr tesseract-ocr-tha \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home hrplan \
    && install --directory --owner=hrplan --group=hrplan /data
COPY --from=parts /opt/hrplan /opt/hrplan
ENV PATH=/opt/hrplan/bin:$PATH \
    HRPLAN_DATA_DIR=/data \
    HRPLAN_HOST=0.0.0.0 \
    HRPLAN_LOG_FORMAT=json
USER 10001
WORKDIR /home/hrplan
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["hrplan"]
CMD ["serve"]
