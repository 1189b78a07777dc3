import {
  Fields,
  OutgoingBody,
  OutgoingResponse,
  ResponseOutparam,
} from "wasi:http/types@0.2.12";

const bytes = (text) => new TextEncoder().encode(text);
let requests = 0;

function respond(out, status, text) {
  const headers = Fields.fromList([["content-type", bytes("text/plain")]]);
  const response = new OutgoingResponse(headers);
  response.setStatusCode(status);
  const body = response.body();
  ResponseOutparam.set(out, { tag: "ok", val: response });
  const stream = body.write();
  stream.blockingWriteAndFlush(bytes(text));
  stream[Symbol.dispose]();
  OutgoingBody.finish(body, undefined);
}

export const incomingHandler = {
  handle(request, out) {
    requests += 1;
    const path = request.pathWithQuery() ?? "/";
    const url = new URL(path, "http://localhost");
    const title = url.searchParams.get("title");
    if (url.pathname === "/crash") throw new Error("on purpose");
    if (url.pathname !== "/slug" || title === null)
      return respond(out, 404, "not found\n");
    const slug = title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    respond(out, 200, `${slug} (request ${requests})\n`);
  },
};
