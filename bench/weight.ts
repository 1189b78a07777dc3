import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { siteUrl } from './contestants';

/** The download size of a page, in bytes after brotli. */
export interface PageWeight {
  /** The page with everything inlined in it. */
  html: number;
  /** External style sheets. */
  css: number;
  /** All scripts: external ones, and inline ones compressed separately. */
  js: number;
  /** HTML, CSS and JavaScript, each counted once. */
  total: number;
}

/**
 * Measures the size of a post's page.
 *
 * @param outDir a built site. If a file has a `.br` variant, that one is sent.
 */
export function weigh(outDir: string, slug: string): PageWeight {
  const page = join(outDir, 'posts', slug, 'index.html');
  const text = readFileSync(page, 'utf8');
  const sizeOf = (address: string) => {
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
  const css = sum([...new Set(linked('stylesheet'))].map(sizeOf));
  const external = sum([...modules].map(sizeOf));
  const inline = sum(scripts.filter(({ code }) => code !== '').map(({ code }) => brotli(Buffer.from(code))));
  return { html, css, js: external + inline, total: html + css + external };
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`).exec(tag);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

function compressed(file: string): number {
  return existsSync(`${file}.br`) ? statSync(`${file}.br`).size : brotli(readFileSync(file));
}

function brotli(content: Buffer): number {
  // The default quality is 11.
  return brotliCompressSync(content).length;
}
