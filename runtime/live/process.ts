import { spawn } from 'node:child_process';

export interface ProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A child process and all that it starts itself. */
export interface RunningProcess {
  /** Resolves when it is gone, whatever the reason. */
  readonly exited: Promise<Exit>;
  /** The last that it wrote to stdout and stderr. */
  readonly tail: () => string;
  /** Asks it to end, kills it after the grace, and resolves when nothing of it is left; may be called twice. */
  readonly stop: (signal: NodeJS.Signals, graceMs: number) => Promise<void>;
}

/** How a process ended. `reason` is a clause for people: `exited with code 1`. */
export interface Exit {
  readonly kind: 'exited' | 'killed' | 'not-started';
  readonly clean: boolean;
  readonly reason: string;
}

/** Starts a process in a group of its own, so that it can be ended with everything that it starts, and by nobody else's signal. */
export function startProcess({ command, args, folder, environment }: ProcessOptions): RunningProcess {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  const output = createTail(tailCharactersMax);
  child.stdout.setEncoding('utf8').on('data', output.write);
  child.stderr.setEncoding('utf8').on('data', output.write);
  if (pid !== undefined) watchGroup(pid);
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', ({ message }) =>
      resolve({ kind: 'not-started', clean: false, reason: `could not be started: ${message}` }),
    );
    // `close` comes when its output is read to the end too, but a grandchild may hold that open for ever.
    child.once('exit', (code, signal) => setTimeout(resolve, outputGraceMs, describeExit(code, signal)));
  });
  let stopping: Promise<void> | null = null;
  const stop = async (signal: NodeJS.Signals, graceMs: number): Promise<void> => {
    if (pid === undefined) return;
    signalGroup(pid, signal);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([exited, late]);
    clearTimeout(timer);
    signalGroup(pid, 'SIGKILL');
    await exited;
    groups.delete(pid);
    child.stdout.destroy();
    child.stderr.destroy();
  };
  return {
    exited,
    tail: output.read,
    stop: (signal, graceMs) => (stopping ??= stop(signal, graceMs)),
  };
}

const tailCharactersMax = 4_000;
const outputGraceMs = 20;

/** Groups that may still have members, of the whole process: its end must leave none of them behind. */
const groups = new Set<number>();

function watchGroup(pid: number): void {
  if (groups.size === 0 && !watching) {
    watching = true;
    process.on('exit', () => {
      for (const group of groups) signalGroup(group, 'SIGKILL');
    });
  }
  groups.add(pid);
}
let watching = false;

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function describeExit(code: number | null, signal: NodeJS.Signals | null): Exit {
  if (signal !== null) return { kind: 'killed', clean: false, reason: `was killed by ${signal}` };
  return { kind: 'exited', clean: code === 0, reason: `exited with code ${code}` };
}

function createTail(charactersMax: number): { write: (text: string) => void; read: () => string } {
  let kept = '';
  return {
    write: (text) => {
      kept = (kept + text).slice(-charactersMax);
    },
    read: () => kept,
  };
}
