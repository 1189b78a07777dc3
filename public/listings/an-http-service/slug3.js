import types from "wasi:http/types@0.3.0";

const { Fields, Response } = types;
// QuickJS has no TextEncoder.
const bytes = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));

export const handler = {
  async handle(request) {
    const path = request.getPathWithQuery() ?? "/";
    const title = /^\/slug\?title=([^&]*)/.exec(path)?.[1] ?? "";
    const slug = decodeURIComponent(title)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    const body = wit.Stream.from(
      (async function* () {
        yield bytes(slug);
        yield bytes("\n");
      })(),
      wit.Stream.U8,
    );
    const trailers = wit.Future.from(
      { tag: "ok", val: null },
      wit.Future.RESULT_OPTION_OTHER_ERROR_CODE,
    );
    const headers = Fields.fromList([["content-type", bytes("text/plain")]]);
    const [response] = Response.new(headers, body.readable, trailers.readable);
    if (slug === "") response.setStatusCode(404);
    return response;
  },
};
