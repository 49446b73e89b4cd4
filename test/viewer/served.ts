import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The page as the command serves it, until it is disposed of. */
export interface Served extends AsyncDisposable {
  readonly url: string;
  /** Interrupts the command as Ctrl-C does, and gives its exit code. */
  readonly interrupt: () => Promise<number | null>;
}

/** Starts `seqwright view` with these arguments and waits for its address. */
export async function serveRun(...args: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, ['cli/seqwright.js', 'view', '--no-open', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += String(chunk);
  });
  const first = once(createInterface(child.stdout), 'line').then(([line]) => String(line));
  const url = await Promise.race([first, ended.then(() => null)]);
  if (url === null) throw new Error(`the command ended: ${errors}`);
  return {
    url,
    interrupt: async () => {
      child.kill('SIGINT');
      const [code] = (await ended) as [number | null];
      return code;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
