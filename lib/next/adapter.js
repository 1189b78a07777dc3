import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * Next's build adapter (`adapterPath` in `next.config.js`): records the compiled module of each
 * route for `lib/next/compiled-app.ts`. Next calls it last, so an interrupted build leaves no record.
 *
 * @type {import('next').NextAdapter}
 * @see https://nextjs.org/docs/app/api-reference/adapters
 */
export default {
  name: 'letterpress',
  async onBuildComplete({ outputs, distDir }) {
    const routes = Object.fromEntries(
      [...outputs.appPages, ...outputs.appRoutes].map(({ pathname, filePath }) => [
        pathname,
        relative(distDir, filePath),
      ]),
    );
    const staticFiles = outputs.staticFiles.map(({ filePath }) => relative(distDir, filePath));
    await writeFile(join(distDir, 'compiled.json'), JSON.stringify({ routes, staticFiles }));
  },
};
