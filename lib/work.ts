import { join } from 'node:path';

/** Where work is kept between commands, from the working directory; it may be deleted at any time. */
export const workDir = '.letterpress';

/** Which file each address under `/media/` is sent from, as JSON. */
export const mediaFile = join(workDir, 'media.json');

/** What the browser modules were bundled to, as JSON. */
export const browserManifest = join(workDir, 'assets.json');

/** The bodies of documents, by the hash of what they hold. */
export const bodyDir = join(workDir, 'bodies');
