const FORMATS = {
  "01 00 00 00": { kind: "module", names: ["custom", "type", "import",
    "function", "table", "memory", "global", "export", "start",
    "element", "code", "data", "data count", "tag"] },
  "0d 00 01 00": { kind: "component", names: ["custom", "core module",
    "core instance", "core type", "component", "instance", "alias",
    "type", "canon", "start", "import", "export", "value"] },
};

export function readSections(r) {
  const four = () => [r.byte(), r.byte(), r.byte(), r.byte()]
    .map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  if (four() !== "00 61 73 6d") r.fail("no magic number");
  const { kind, names } = FORMATS[four()] ?? r.fail("unknown version");
  const sections = [];
  while (r.pos < r.end) {
    const offset = r.pos;
    const name = names[r.byte()] ?? r.fail("unknown section id");
    const body = r.slice(r.uint());
    sections.push({ offset, name, size: body.end - body.pos, body });
  }
  return { kind, sections };
}
