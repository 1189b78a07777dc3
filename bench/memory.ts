import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  pid: number;
  parent: number;
  group: number;
  cpuMs: number;
  /** Memory in bytes. */
  memory: () => number;
}

/** Linux counts CPU time in hundredths of a second (`USER_HZ`). */
const MS_PER_TICK = 10;

/**
 * The current memory of a process and its descendants, in bytes.
 *
 * On Linux, shared pages are counted once (PSS). Elsewhere, `ps` counts them for each process (RSS).
 *
 * @param root a process group leader, so that orphaned descendants are found
 */
export function memoryOfTree(root: number): number {
  return processesOf(root).reduce((sum, { memory }) => sum + memory(), 0);
}

/** The CPU time of the same processes, in milliseconds. */
export function cpuOfTree(root: number): number {
  return processesOf(root).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** A process, its descendants, and the processes of its group. */
function processesOf(root: number): Process[] {
  const processes = process.platform === 'linux' ? listProc() : listPs();
  const tree = new Set([root]);
  // A child may be listed before its parent if process ids have wrapped around.
  for (let before = 0; before < tree.size; ) {
    before = tree.size;
    for (const { pid, parent, group } of processes) if (group === root || tree.has(parent)) tree.add(pid);
  }
  return processes.filter(({ pid }) => tree.has(pid));
}

function listProc(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    // The program name, in parentheses, may contain any characters: proc(5).
    const fields =
      /^\d+$/.test(name) &&
      read(`/proc/${name}/stat`)
        ?.replace(/^.*\) /s, '')
        .split(' ');
    if (!fields) return [];
    return {
      pid: Number(name),
      parent: Number(fields[1]),
      group: Number(fields[2]),
      cpuMs: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK,
      memory: () => pss(name),
    };
  });
}

function pss(pid: string): number {
  const text = read(`/proc/${pid}/smaps_rollup`) ?? read(`/proc/${pid}/status`) ?? '';
  return Number(/^(?:Pss|VmRSS):\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It has ended since it was listed, or belongs to another user.
    return undefined;
  }
}

function listPs(): Process[] {
  const rows = execFileSync('ps', ['-axo', 'pid=,ppid=,pgid=,rss=,time='], { encoding: 'utf8' });
  return rows
    .trim()
    .split('\n')
    .map((row) => {
      const [pid = 0, parent = 0, group = 0, kilobytes = 0] = row.trim().split(/\s+/).map(Number);
      // Such as `1:02.50`.
      const [minutes = 0, seconds = 0] = (row.trim().split(/\s+/)[4] ?? '').split(':').map(Number);
      return { pid, parent, group, cpuMs: (minutes * 60 + seconds) * 1000, memory: () => kilobytes * 1024 };
    });
}
