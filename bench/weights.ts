import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { weigh } from './weight';

/** Prints the weight of each post of a built site, and the median: `npx tsx bench/weights.ts [OUT_DIR]`. */

/** In bytes. What a server sends before the first acknowledgment: ten segments of 1,460 bytes (RFC 6928). */
const firstWindow = 14_600;

const [outDir = 'out'] = process.argv.slice(2);
const folder = join(outDir, 'posts');
// Only posts have a Markdown copy. Pages that redirect from old addresses have none.
const copies = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('index.md'))
  : [];
const posts = copies
  .map((copy) => ({ slug: dirname(copy), ...weigh(outDir, dirname(copy)) }))
  .sort((a, b) => a.total - b.total);
const median = posts[Math.floor(posts.length / 2)];
if (!median) {
  console.error(`${outDir} has no posts; expected the folder of a built site (npm run build)`);
  process.exit(1);
}
const row = (...cells: (number | string)[]) => cells.map((cell) => String(cell).padStart(8)).join('');
console.log(row('html', 'css', 'js', 'total'));
for (const { slug, html, css, js, total } of posts) console.log(`${row(html, css, js, total)}  ${slug}`);
const over = posts.filter(({ total }) => total > firstWindow).length;
console.log(`Median: ${median.total} bytes. Over ${firstWindow}: ${over} of ${posts.length} posts.`);
