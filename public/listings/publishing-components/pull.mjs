// node pull.mjs host/repository:tag out.wasm, or host/repository@sha256:...
import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";

const [reference, out] = process.argv.slice(2);
const [, host, repository, ref] =
  /^([^/]+)\/([^@]+?)[:@]((?:sha256:)?[\w.-]+)$/.exec(reference);
const accept = "application/vnd.oci.image.manifest.v1+json";

async function get(path) {
  const url = `https://${host}/v2/${repository}/${path}`;
  const response = await fetch(url, { headers: { accept } });
  if (!response.ok) throw `${path}: ${response.status}`;
  return Buffer.from(await response.arrayBuffer());
}

/** The data, if it is what the digest says. */
function checked(data, digest) {
  const hex = createHash("sha256").update(data).digest("hex");
  if (digest !== `sha256:${hex}`)
    throw `expected ${digest}\n     got sha256:${hex}`;
  return data;
}

try {
  const manifest = await get(`manifests/${ref}`);
  if (ref.startsWith("sha256:")) checked(manifest, ref);
  const [layer] = JSON.parse(manifest).layers;
  if (layer.size > 100_000_000) throw `${layer.size} bytes are too many`;
  const wasm = checked(await get(`blobs/${layer.digest}`), layer.digest);
  writeFileSync(out, wasm);
  console.log(`${wasm.length} bytes, ${layer.digest}`);
} catch (error) {
  rmSync(out, { force: true });
  console.log(`refused: ${error}`);
  process.exitCode = 1;
}
