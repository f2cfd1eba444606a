# The operator's program in an image: docs/operators.md says how to run it.
#
#   docker build -t solvent .

FROM node:22-bookworm-slim AS node

FROM maven:3.9-eclipse-temurin-25 AS build
# The page is bundled by Node; npm's own links lead from bin to lib.
COPY --from=node /usr/local/bin/ /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules/ /usr/local/lib/node_modules/
WORKDIR /src
COPY . .
RUN mvn -B -ntp -pl server -am package -Dmaven.test.skip=true

FROM eclipse-temurin:25-jre-noble
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin solvent \
    && install -d -o solvent -g solvent -m 0700 /data
COPY --from=build /src/server/target/solvent-server.jar /opt/solvent/
COPY --from=build /src/server/target/lib/ /opt/solvent/lib/
USER 10001:10001
# The exchange's folder, as `init exchange` makes it here: settings, keys, secrets, and all that is written.
WORKDIR /data
VOLUME /data
EXPOSE 8080
# Java is process 1 and gets SIGTERM itself; it ends after what is under way.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", \
    "-jar", "/opt/solvent/solvent-server.jar"]
CMD ["serve", "--config", "exchange/solvent.yaml"]
# The image has no curl. A server that publishes, and is slow for it, still answers here.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /healthz HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
