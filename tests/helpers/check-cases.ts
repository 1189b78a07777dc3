import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { runScript } from './command';
import { writePublication } from './publication';

/** A publication with one error, and how `npm run check` reports it. */
export interface CheckCase {
  /** The name of the test. */
  name: string;
  files: Record<string, string | Uint8Array>;
  /** `path:line:column`, from the publication's folder. */
  location: string;
  /** Parts of the error message and its fix. */
  messages: string[];
}

const isSingleFile = ({ files }: CheckCase) => Object.keys(files).join() === 'posts/a.md';

/** Tests that `npm run check` reports each error once, at its location. */
export function testReports(cases: readonly CheckCase[]): void {
  describe('npm run check reports', { concurrency: 2 }, () => {
    // All cases of a single file run at once, which must report the error of each file.
    const singleFiles = cases.filter(isSingleFile);
    let reports = new Map<CheckCase, string[]>();
    before(async () => {
      const folder = await writePublication(
        Object.assign({}, ...singleFiles.map(({ files }, at) => renamed(files, at))),
      );
      const { code, output } = await runScript('check', { CONTENT_DIR: folder });
      assert.equal(code, 1, output);
      const all = output.split('\n\n');
      reports = new Map(
        singleFiles.map((each, at) => [each, all.filter((report) => report.includes(`/posts/a${at}.md:`))]),
      );
    });

    for (const each of cases)
      it(each.name, async () => {
        const { files, location, messages } = each;
        let [shown, output = ''] = [location, ''];
        if (isSingleFile(each)) {
          const found = reports.get(each) ?? [];
          assert.equal(found.length, 1, found.join('\n\n'));
          [output = ''] = found;
          shown = location.replace('posts/a.md', `posts/a${singleFiles.indexOf(each)}.md`);
        } else {
          const result = await runScript('check', { CONTENT_DIR: await writePublication(files) });
          assert.equal(result.code, 1, result.output);
          assert.match(result.output, /1 error\./);
          ({ output } = result);
        }
        // Paths are relative to the working directory, so they start with the folder of the publication.
        assert.ok(output.includes(`/${shown}\n`), output);
        for (const text of messages)
          assert.ok(output.includes(text), `${output}\n\ndoes not contain: ${text}`);
      });
  });
}

function renamed(files: CheckCase['files'], at: number): CheckCase['files'] {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path.replace('posts/a.md', `posts/a${at}.md`), content]),
  );
}
