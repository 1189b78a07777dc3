import { join, relative } from 'node:path';
import { main } from '../lib/cli/main';
import { readSettings } from '../lib/config/env';
import { createPost } from '../lib/content/new-post';

await main(
  {
    forms: ['new -- "TITLE"'],
    summary: 'Creates a draft post and prints the path of its file.',
    takesArguments: true,
    environment: ['CONTENT_DIR', 'BUILD_TIME'],
    example: 'npm run new -- "A year by the river"',
  },
  async ({ positionals }) => {
    const { contentDir, buildTime } = readSettings();
    const path = await createPost(contentDir, positionals.join(' ').trim(), buildTime);
    console.log(`Created the draft ${relative('.', join(contentDir, path))}`);
  },
);
