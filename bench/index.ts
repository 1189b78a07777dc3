import { type Contestant, prepareContestant } from './contestants';
import { readOptions, UsageError, usage } from './options';
import { reportObject, reportTable } from './report';
import { type ArchiveReport, runRounds } from './rounds';

// Progress goes to standard error, so that standard output has only the report.
const log = (line: string) => console.error(line);

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  console.log(usage);
  process.exit();
}
try {
  const { posts, short, runs, only, work, json } = readOptions(args);
  const contestants: Contestant[] = [];
  for (const name of only) {
    const contestant = await prepareContestant(name, work);
    if (contestant) contestants.push(contestant);
    else log(`${name} is not installed; skipped`);
  }
  const reports: ArchiveReport[] = [];
  for (const size of posts) {
    log(`${size} posts`);
    const report = await runRounds(contestants, { posts: size, short }, { work, runs, log });
    reports.push(report);
    if (!json) console.log(`\n${reportTable(report)}\n`);
  }
  if (json) console.log(JSON.stringify(reportObject(reports, runs), undefined, 2));
} catch (error) {
  process.exitCode = 1;
  if (error instanceof UsageError) log(`${error.message}\n\n${usage}`);
  else throw error;
}
