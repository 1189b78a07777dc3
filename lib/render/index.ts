import { kinds } from './kinds';
import type { Output, OutputOf, RenderedOutput } from './output';
import type { Site } from './site';

/** All outputs of the site except authors' images, which take the longest and come last. */
export async function* listOutputs(site: Site): AsyncGenerator<Output, void> {
  // Another process makes the index. It is started first and awaited last.
  const search = searchOutputs(site);
  const first = search.next();
  // Avoids an unhandled rejection if the consumer stops early.
  first.catch(() => {});
  yield* siteOutputs(site);
  const { value, done } = await first;
  if (!done) yield value;
  yield* search;
}

/** All outputs except authors' images and the search index. */
export async function* siteOutputs(site: Site): AsyncGenerator<Output, void> {
  for (const { list, isSeparate } of Object.values(kinds)) if (!isSeparate) yield* list(site);
}

/** The outputs of the search index. */
export async function* searchOutputs(site: Site): AsyncGenerator<Output, void> {
  yield* kinds.search.list(site);
}

/**
 * The outputs of authors' images. They do not depend on the rest of the site, so a new title or
 * navigation does not rebuild them.
 */
export async function imageOutputs(site: Site): Promise<Output[]> {
  const outputs: Output[] = [];
  for await (const output of kinds.image.list(site)) outputs.push(output);
  return outputs;
}

/**
 * Renders an output.
 *
 * @returns its files and, for a page, the Content-Security-Policy
 * @throws {DamagedCache} if a cached text that it needs is missing or damaged
 * @throws {UserError} if the author's file has changed since the build read it
 */
export async function renderOutput<K extends Output['kind']>(
  output: OutputOf<K> & { kind: K },
): Promise<RenderedOutput> {
  return kinds[output.kind].render(output);
}
