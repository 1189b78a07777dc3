import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readText } from '@/lib/cache/texts';
import { CardPrinter } from '@/lib/cards';
import { mediaTypeOf } from '@/lib/hosts/media-types';
import { printFormula, printRendition } from '@/lib/images/print';
import { findCard } from '@/lib/press/preview';
import type { Preview } from '@/lib/press/preview-file';
import { previewFile, workDir } from '@/lib/work';

let printer: Promise<CardPrinter> | undefined;

/** Serves the browser modules, the authors' images and cards while writing; part of `npm run dev` only. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ path: string[] }> },
): Promise<Response> {
  const path = `/${(await params).path.map(decodeURIComponent).join('/')}`;
  const answer = (body: BodyInit) => new Response(body, { headers: { 'Content-Type': mediaTypeOf(path) } });
  const card = path.endsWith('/og.png') ? await findCard(path) : undefined;
  if (card) {
    printer ??= CardPrinter.open();
    return answer(new Uint8Array(await (await printer).print(card)));
  }
  const { media, diagrams, formulas } = JSON.parse(await readFile(previewFile, 'utf8')) as Preview;
  const diagram = diagrams[path];
  if (diagram) return answer(readText(diagram));
  const formula = formulas[path];
  if (formula) return answer(new Uint8Array(await printFormula(readText(formula))));
  const medium = media[path];
  const file = medium?.from ?? (/^\/assets\/[\w.]+$/.test(path) ? join(workDir, path) : undefined);
  const content = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (content === undefined) return new Response('Not found', { status: 404 });
  const sent = medium?.rendition ? await printRendition(content, medium.rendition) : content;
  return answer(new Uint8Array(sent));
}
