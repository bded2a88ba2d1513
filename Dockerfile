# Latchkey to try on one machine, not for production: docs/one-machine.md.
FROM node:24-bookworm-slim
RUN mkdir /latchkey && chown node:node /latchkey
USER node
WORKDIR /latchkey
COPY --chown=node:node . .
RUN npm ci && npm cache clean --force && mkdir -m 700 .latchkey
# Published ports reach a container by its own address, not by loopback. People sign in to the portal only where
# LATCHKEY_REACHED_AT says that the ports are published on the loopback of this machine.
ENV LATCHKEY_HOST=0.0.0.0
VOLUME /latchkey/.latchkey
EXPOSE 4000 4001 4002
CMD ["npm", "start"]
