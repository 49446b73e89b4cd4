import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a run of the command line ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** Runs the real command line in a process of its own, without colours. */
export async function seqwright(args: readonly string[], folder: string): Promise<Ended> {
  const environment = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, SEQWRIGHT_DEBUG: undefined };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [main, ...args],
      { cwd: folder, env: environment, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        resolve({ code: typeof code === 'number' ? code : -1, stdout, stderr });
      },
    );
  });
}
