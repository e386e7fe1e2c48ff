# syntax=docker/dockerfile:1
# The portal as an image that builds nothing when it runs. There was no container engine where this was written. By hand, on Debian 12: install, build
# and `standalone` in a fresh clone, and the folder started on its own as another user. Not run: apt-get, user, volume and health check of the image.
#   docker build --secret id=actions-key,env=NEXT_SERVER_ACTIONS_ENCRYPTION_KEY --build-arg NEXT_DEPLOYMENT_ID=1-2-0 --tag preauth-portal .

FROM node:20-bookworm AS build
WORKDIR /portal
COPY . .
RUN npm ci
ARG NEXT_DEPLOYMENT_ID
# Without the secret each build has a key of its own.
RUN --mount=type=secret,id=actions-key,env=NEXT_SERVER_ACTIONS_ENCRYPTION_KEY npm run build
RUN npm run standalone

FROM node:20-bookworm-slim
# What a backup is made with.
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client-15 && rm -rf /var/lib/apt/lists/*
WORKDIR /portal
# Root's, so that the portal cannot change itself.
COPY --from=build /portal/data/standalone ./
RUN mkdir --mode=700 /spool && chown node: /spool
USER node
# The spool is each container's own, and has to outlive it.
VOLUME /spool
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 SPOOL_DIR=/spool
EXPOSE 3000
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.mjs"]
