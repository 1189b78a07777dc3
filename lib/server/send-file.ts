import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { isText } from '../hosts/hidden';
import { mediaTypeOf } from '../hosts/media-types';
import { type ByteRange, byteRangeOf, preconditionStatus } from './conditional';
import type { OpenFile } from './site-folder';

/** Sends a file, or the requested range. Closes the file. */
export async function sendFile(
  file: OpenFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('ETag', file.etag);
  response.setHeader('Accept-Ranges', 'bytes');
  if (isText(file.path)) vary(response);
  const range = request.method === 'GET' ? byteRangeOf(request.headers, file.etag, file.size) : undefined;
  let status: number | undefined = preconditionStatus(request.headers, file.etag);
  if (status === undefined && range === 'unsatisfiable') {
    status = 416;
    response.setHeader('Content-Range', `bytes */${file.size}`);
  }
  if (status !== undefined) {
    await file.handle.close();
    response.removeHeader('Content-Type');
    response.writeHead(status).end();
  } else if (typeof range === 'object') {
    response.statusCode = 206;
    response.setHeader('Content-Range', `bytes ${range.first}-${range.last}/${file.size}`);
    await sendBytes(file, range, request, response);
  } else await sendWhole(file, request, response);
}

/** Adds to the `Vary` header that the response depends on the accepted encodings. */
function vary(response: ServerResponse): void {
  const names = String(response.getHeader('Vary') ?? '')
    .split(', ')
    .filter(Boolean);
  response.setHeader('Vary', [...new Set([...names, 'Accept-Encoding'])].join(', '));
}

/** Sends a whole file and ignores preconditions. Closes the file. */
export async function sendWhole(
  file: OpenFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (isText(file.path)) vary(response);
  await sendBytes(file, { first: 0, last: file.size - 1 }, request, response);
}

/** In bytes: smaller files are read at once, which is faster than a stream. */
const small = 131_072;

async function sendBytes(
  { handle, path, encoding }: OpenFile,
  { first, last }: ByteRange,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const length = last - first + 1;
  if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', mediaTypeOf(path));
  if (encoding) response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', length);
  if (request.method === 'HEAD' || length === 0) {
    await handle.close();
    response.end();
  } else if (length <= small) {
    const bytes = Buffer.alloc(length);
    await handle.read(bytes, 0, length, first).finally(() => handle.close());
    response.end(bytes);
  } else {
    await pipeline(handle.createReadStream({ start: first, end: last }), response).catch((error: unknown) => {
      // It is not an error if the client has closed the connection.
      if (!request.socket.destroyed) throw error;
    });
  }
}
