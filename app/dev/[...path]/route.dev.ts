import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Preview } from '@/lib/press/preview-file';
import { previewFile, workDir } from '@/lib/work';

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.mp4': 'video/mp4',
};

/** Serves the browser modules and the authors' images while writing; part of `npm run dev` only. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ path: string[] }> },
): Promise<Response> {
  const path = `/${(await params).path.map(decodeURIComponent).join('/')}`;
  const { media } = JSON.parse(await readFile(previewFile, 'utf8')) as Preview;
  const file = media[path] ?? (/^\/assets\/[\w.]+$/.test(path) ? join(workDir, path) : undefined);
  if (file === undefined) return new Response('Not found', { status: 404 });
  const type = types[extname(file).toLowerCase()];
  const content = await readFile(file).catch(() => undefined);
  if (content === undefined) return new Response('Not found', { status: 404 });
  return new Response(new Uint8Array(content), {
    headers: type ? { 'Content-Type': type } : {},
  });
}
