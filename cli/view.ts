import { once } from 'node:events';
import { InvalidArgumentError } from 'commander';
import { type CommandDefinition, exitingWith, UsageError } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** `seqwright view`: a run in the browser, with its lifelines, to play, step and scrub. */
export const viewCommand: CommandDefinition = {
  name: 'view',
  summary: 'show a run in the browser: play it, step through it, watch it while it happens',
  examples: [
    {
      line: 'seqwright view diagrams/order-flow/order-flow.wsd --seed 7',
      does: 'a simulated run of a diagram',
    },
    {
      line: 'seqwright view .seqwright/order-flow/seed-1.ndjson',
      does: 'a trace (`test` writes this one); one that is still being written moves along',
    },
    {
      line: 'seqwright view run.ndjson --diagram diagrams/cfd-order/order.puml',
      does: 'with the diagram to judge it by, when the trace does not name it',
    },
    {
      line: 'seqwright view',
      does: 'an empty page: drop a diagram on it, paste its text or a link that holds it',
    },
  ],
  declare: (command) => {
    command
      .argument('[file]', 'a trace (.ndjson), or a diagram to simulate; without it the page is empty')
      .option('--diagram <file>', 'the diagram of the trace, when its header does not say it')
      .option('--seed <n>', 'of the simulated run, when the file is a diagram', wholeNumber, 1)
      .option('--literal', 'read the diagram without the binding that lies beside it')
      .option('--port <n>', 'where to serve the page; 0 is any free port', portNumber, 0)
      .option('--no-open', 'print the address only, open no browser')
      .action(exitingWith(view));
  },
};

interface ViewOptions {
  readonly diagram?: string;
  readonly seed: number;
  readonly literal?: true;
  readonly port: number;
  readonly open: boolean;
}

/** Serves until it is interrupted. */
async function view(
  file: string | undefined,
  { diagram, seed, literal, port, open }: ViewOptions,
): Promise<ExitCode> {
  if (file === undefined && diagram !== undefined)
    throw new UsageError('--diagram is that of a trace: give the trace as well');
  const [{ noRun, openRun }, { pageFolder }, { serve }, { openBrowser }] = await Promise.all([
    import('./view/run-source.ts'),
    import('./view/page-folder.ts'),
    import('./view/server.ts'),
    import('./view/open-browser.ts'),
  ]);
  const options = { seed, literal: literal === true, ...(diagram === undefined ? {} : { diagram }) };
  const source = file === undefined ? noRun : await openRun(file, options);
  const folder = await pageFolder((words) => console.error(words));
  const serving = await serve(source, folder, port);
  console.log(serving.url);
  if (process.stderr.isTTY) console.error('Ctrl-C ends it');
  if (open && process.stdout.isTTY) openBrowser(serving.url);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await serving.close();
  return exitCodes.pass;
}

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError('a port is at most 65535.');
  return port;
}

function wholeNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('it is not a whole number.');
}
