import { createServer } from "node:http";
import { future } from "@bytecodealliance/preview3-shim/future";
import { Fields, Request, Response } from "@bytecodealliance/preview3-shim/http";
import { readableByteStreamFromReader } from "@bytecodealliance/preview3-shim/stream";

const [folder, port] = process.argv.slice(2);
const { handler } = await import(`./${folder}/service.js`);

createServer(async (req, res) => {
  try {
    const none = future();
    const [request] = Request.new(new Fields(), undefined, none.rx, undefined);
    request.setPathWithQuery(req.url);
    const response = await handler.handle(request);
    const [body, trailers] = Response.consumeBody(response, future().rx);
    trailers.read().catch(() => {});
    res.writeHead(response.getStatusCode());
    for await (const chunk of readableByteStreamFromReader(body)) res.write(chunk);
    res.end();
  } catch (error) {
    console.error(error);
    res.writeHead(500).end();
  }
}).listen(Number(port), "localhost");
