# The whole product in one image: `docker build -t silverway .`; see docs/operations.md.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements*.lock ./
RUN python -m venv /opt/silverway \
 && /opt/silverway/bin/pip install --no-cache-dir --require-hashes -r requirements-postgres.lock \
 && /opt/silverway/bin/pip install --no-cache-dir --require-hashes -r requirements-build.lock
COPY . .
RUN /opt/silverway/bin/pybabel -q compile -d translations \
 && /opt/silverway/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
 && /opt/silverway/bin/silverway compile

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/silverway --create-home silverway
COPY --from=build --chown=silverway /opt/silverway /opt/silverway
ENV PATH=/opt/silverway/bin:$PATH XDG_DATA_HOME=/var/lib PYTHONUNBUFFERED=1 SILVERWAY_LOG_JSON=1
USER silverway
VOLUME /var/lib/silverway
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD \
  ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["silverway", "serve", "--host", "0.0.0.0", "--port", "8000"]
