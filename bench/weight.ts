import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { siteUrl } from './contestants';

/** What a reader downloads for a page before following a link, in bytes after brotli. */
export interface PageWeight {
  /** The page with what is inside it. */
  html: number;
  /** Style sheets beside the page. */
  css: number;
  /** All scripts: those beside the page, and those inside it compressed by themselves. */
  js: number;
  /** HTML, CSS and JavaScript, each once. */
  total: number;
}

/**
 * Weighs the page of a post.
 *
 * @param outDir a printed site; where a file has a `.br` beside it, that is what is sent
 */
export function weigh(outDir: string, slug: string): PageWeight {
  const page = join(outDir, 'posts', slug, 'index.html');
  const text = readFileSync(page, 'utf8');
  const sent = (address: string) => {
    const url = new URL(address, `${siteUrl}/posts/${slug}/`);
    return url.origin === siteUrl ? compressed(join(outDir, decodeURIComponent(url.pathname))) : 0;
  };
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);

  const links = [...text.matchAll(/<link\b[^>]*>/g)].map(([tag]) => tag);
  const linked = (relation: string) =>
    links.filter((tag) => attribute(tag, 'rel') === relation).map((tag) => attribute(tag, 'href') ?? '');
  const scripts = [...text.matchAll(/(<script\b[^>]*>)(.*?)<\/script>/gs)]
    .map(([, tag = '', code = '']) => ({ tag, code, source: attribute(tag, 'src') }))
    .filter(({ tag }) => ['', 'module', 'text/javascript'].includes(attribute(tag, 'type') ?? ''));

  const modules = new Set([...scripts.flatMap(({ source }) => source ?? []), ...linked('modulepreload')]);
  const html = compressed(page);
  const css = sum([...new Set(linked('stylesheet'))].map(sent));
  const beside = sum([...modules].map(sent));
  const inside = sum(scripts.filter(({ code }) => code !== '').map(({ code }) => brotli(Buffer.from(code))));
  return { html, css, js: beside + inside, total: html + css + beside };
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`).exec(tag);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

function compressed(file: string): number {
  return existsSync(`${file}.br`) ? statSync(`${file}.br`).size : brotli(readFileSync(file));
}

function brotli(content: Buffer): number {
  // Quality 11 is the default.
  return brotliCompressSync(content).length;
}
