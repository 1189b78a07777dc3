import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Jobs } from '../lib/build/jobs';
import { readContent } from '../lib/build/prepare';
import { main } from '../lib/cli/main';
import { readSettings } from '../lib/config/env';
import { absoluteUrl } from '../lib/config/site';
import { isOrigin } from '../lib/config/site-config';
import { defaultArchive } from '../lib/links/archive';
import { linksFile } from '../lib/links/known-links';
import { linkReport } from '../lib/links/report';
import { type OutgoingLink, updateLinks } from '../lib/links/update';
import { count } from '../lib/util/count';
import { UserError } from '../lib/util/errors';
import { writeWhole } from '../lib/util/files';
import { printable } from '../lib/util/printable';
import { Pool } from '../lib/workers/pool';

/** Between two requests to a host, in milliseconds. */
const PAUSE_MS = 1000;
const TIMEOUT_MS = 30_000;

await main(
  {
    forms: ['links'],
    summary:
      'Checks the links to other sites, and remembers in content/links.json when each last worked. Once a link is gone for good, builds lead readers to a capture in the Internet Archive. Lists the links that need attention.',
    options: {
      all: { type: 'boolean', help: 'Also check links that were checked in the last six days' },
      archive: {
        type: 'string',
        value: 'URL',
        default: defaultArchive,
        help: 'The origin of an archive with the API of the Wayback Machine',
      },
    },
    environment: ['SITE_URL', 'BASE_PATH', 'CONTENT_DIR', 'BUILD_TIME'],
    example: 'npm run links && npm run build',
  },
  async ({ values: { all, archive } }) => {
    if (!isOrigin(archive))
      throw new UserError(
        `--archive: expected an origin such as ${defaultArchive}, found ${JSON.stringify(archive)}`,
      );
    const { contentDir, buildTime } = readSettings();
    const readers = new Pool<Jobs>({});
    const { entries, links: before } = await readContent({}, readers).finally(() => readers.close());
    const today = new Date(buildTime).toISOString().slice(0, 10);
    const oldest = new Map<string, OutgoingLink>();
    for (const { text, fields } of entries) {
      const day = fields.date?.value.day ?? today;
      for (const { url } of text.outgoing)
        if (day < (oldest.get(url)?.day ?? '9999')) oldest.set(url, { url, day });
    }
    const { known, checked } = await updateLinks([...oldest.values()], before, {
      today,
      all,
      archive: new URL(archive).origin,
      userAgent: `Letterpress link check (+${absoluteUrl('/')})`,
      pauseMs: PAUSE_MS,
      timeoutMs: TIMEOUT_MS,
      onProgress: (done, total) => {
        if (process.stdout.isTTY)
          process.stdout.write(`\rChecked ${done} of ${total}${done === total ? '\n' : ''}`);
      },
    });
    const file = join(contentDir, linksFile);
    const text = `${JSON.stringify(known, null, 2)}\n`;
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeWhole(file, text);
    for (const line of linkReport(entries, known, checked)) console.log(printable(line, ''));
    console.log(`${count(oldest.size, 'link')} to other sites, ${count(checked.size, 'link')} checked.`);
  },
);
