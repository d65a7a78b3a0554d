# One image for web, worker and beat: docker-compose.yml chooses the command.
FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home kanarie

WORKDIR /srv/kanarie
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock

COPY manage.py ./
COPY brunssum ./brunssum
COPY monitor ./monitor
COPY inspanningen ./inspanningen
COPY ambassadeurs ./ambassadeurs
COPY casuistiek ./casuistiek
COPY reisverslag ./reisverslag
COPY templates ./templates
COPY static ./static
COPY docs/api.md docs/api-wijzigingen.md ./docs/

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/srv/data
RUN mkdir /srv/data \
    && DATA_DIR=/tmp/build python manage.py collectstatic --noinput \
    && rm -rf /tmp/build \
    && chown kanarie /srv/data

USER kanarie
VOLUME /srv/data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "brunssum.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--no-control-socket"]
