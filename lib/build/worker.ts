import { checkFiles } from '../cache/file-digests';
import { readRecord } from '../content/entry';
import { handOver, setLayoutProps } from '../next/handover';
import { recommendPosts } from '../recommend/cached';
import type { CompressionLevel } from '../render/compress';
import { renderOutput } from '../render/index';
import { indexPosts } from '../search/cached';
import type { JobRequest, JobResponse } from '../workers/pool';
import { inspectContent } from './inspect';
import type { Jobs } from './jobs';
import { findTouchedFiles } from './site-states';
import { suggestLinksIn } from './suggest';
import { writeOutput } from './write-output';

let compressionLevel: CompressionLevel = 'most';

const jobs: Jobs = {
  async open(setting) {
    if (setting.layoutProps) handOver({ layoutProps: setting.layoutProps, pages: new Map() });
    if (setting.compressionLevel) compressionLevel = setting.compressionLevel;
  },
  read: readRecord,
  write: (output) => writeOutput(output, compressionLevel),
  render: ({ output, layoutProps }) => {
    setLayoutProps(layoutProps);
    return renderOutput(output);
  },
  index: indexPosts,
  recommend: recommendPosts,
  check: checkFiles,
  findTouchedFiles,
  inspect: inspectContent,
  suggest: suggestLinksIn,
};

process.on('message', ({ id, job, input }: JobRequest) => {
  // The pool's types ensure that the input fits the job.
  const run = jobs[job as keyof Jobs] as (input: unknown) => Promise<unknown>;
  run(input).then(
    (result) => reply({ id, result }),
    (error: unknown) => {
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
      // The fields of a system error, which are not copied otherwise.
      const { code, path, dest } = Object(error) as Partial<Record<'code' | 'path' | 'dest', unknown>>;
      reply({ id, error: { name, message, stack, code, path, dest } });
    },
  );
});

// The parent process has ended.
process.on('disconnect', () => process.exit());

function reply(response: JobResponse) {
  process.send?.(response);
}
