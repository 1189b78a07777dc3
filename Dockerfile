# Builds the site and serves it with Caddy as an unprivileged user:
#
#   docker build --build-arg SITE_URL=https://your.domain --build-arg BUILD_TIME=$(date -u +%FT%TZ) -t site .
#   docker run --read-only --cap-drop ALL --security-opt no-new-privileges -p 8080:8080 site

FROM node:24-slim AS source
WORKDIR /site
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .

FROM source AS build
ARG SITE_URL
ARG BASE_PATH
# Without it, Docker reuses the cached site if no file has changed, even if scheduled posts have become due.
ARG BUILD_TIME
RUN --mount=type=cache,target=/site/.letterpress,sharing=locked npm run build

FROM caddy:2-alpine
# It listens above port 1024, so it needs no capabilities.
RUN setcap -r /usr/bin/caddy
RUN printf '{\n\tadmin off\n}\nimport /srv/Caddyfile\n' > /etc/caddy/Caddyfile
COPY --from=build /site/out /srv
ARG BASE_PATH
ENV BASE_PATH=$BASE_PATH SITE_ADDRESS=:8080 SITE_ROOT=/srv
USER 65534:65534
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s CMD wget -q --spider "http://localhost:8080$BASE_PATH/"
CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile"]
