// node layout.mjs file.wasm folder tag [export …]: writes an OCI image layout
// that holds one Wasm artifact without imports, as the CNCF guide describes it.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const [file, folder, tag, ...exports] = process.argv.slice(2);
const blobs = `${folder}/blobs/sha256`;
mkdirSync(blobs, { recursive: true });

/** Stores a blob under its digest, and returns how others refer to it. */
function put(data, mediaType) {
  const hex = createHash("sha256").update(data).digest("hex");
  writeFileSync(`${blobs}/${hex}`, data);
  return { mediaType, digest: `sha256:${hex}`, size: data.length };
}
const json = (value) => Buffer.from(JSON.stringify(value, null, 2));

const layer = put(readFileSync(file), "application/wasm");
const config = put(
  json({
    created: "2026-12-01T00:00:00Z",
    architecture: "wasm",
    os: "wasip2",
    layerDigests: [layer.digest],
    component: { exports, imports: [] },
  }),
  "application/vnd.wasm.config.v0+json",
);
const manifest = put(
  json({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config,
    layers: [layer],
    annotations: {
      "org.opencontainers.image.version": tag,
      "org.opencontainers.image.licenses": "MIT",
    },
  }),
  "application/vnd.oci.image.manifest.v1+json",
);
const name = { "org.opencontainers.image.ref.name": tag };
writeFileSync(`${folder}/oci-layout`, json({ imageLayoutVersion: "1.0.0" }));
writeFileSync(
  `${folder}/index.json`,
  json({ schemaVersion: 2, manifests: [{ ...manifest, annotations: name }] }),
);
console.log(manifest.digest);
