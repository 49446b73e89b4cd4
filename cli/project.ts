import { Option } from 'commander';
import type { CompiledDiagram } from '../compiler/compile.ts';
import type { ArrowDiscipline } from '../compiler/interaction/interaction.ts';
import type { PromelaChannel } from '../compiler/script/export/promela.ts';
import type { Script } from '../compiler/script/script.ts';
import { type CommandDefinition, exitingWith, UsageError } from './command.ts';
import { describeRewrite, rewriteToJson } from './describe-rewrite.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type InterpretedOptions, interpretedOptions, readInterpreted } from './read-interpreted.ts';

/** `seqwright project`: what each lifeline of a diagram does, as a script. */
export const projectCommand: CommandDefinition = {
  name: 'project',
  summary: 'print the scripts: what each lifeline does, seen from itself',
  examples: [
    { line: 'seqwright project diagrams/agreement/agreement.puml', does: 'the scripts of all lifelines' },
    {
      line: 'seqwright project diagrams/agreement/agreement.puml --lifeline Consumer',
      does: 'one of them',
    },
    {
      line: 'seqwright project diagrams/agreement/agreement.puml --json',
      does: 'as automata, for machines',
    },
    {
      line: 'seqwright project diagrams/cfd-order/order.puml --format promela',
      does: 'as processes for the model checker Spin; also dot and mermaid',
    },
  ],
  declare: (command) => {
    interpretedOptions(command.argument('<file>', 'a diagram'))
      .option('--lifeline <id>', 'only this one')
      .addOption(new Option('--format <format>', 'how to print').choices(formats).default('text'))
      .addOption(
        new Option('--channel <model>', 'what the channels of --format promela guarantee')
          .choices(promelaChannels)
          .default('fifo'),
      )
      .option('--json', 'the same as --format json')
      .action(exitingWith(projectFile));
  },
};

const formats = ['text', 'json', 'dot', 'mermaid', 'promela'] as const;
const promelaChannels: readonly PromelaChannel[] = ['fifo', 'mailbox', 'bag', 'sync'];

interface ProjectOptions extends InterpretedOptions {
  readonly lifeline?: string;
  readonly format: (typeof formats)[number];
  readonly channel: PromelaChannel;
  readonly json?: true;
  readonly arrows: ArrowDiscipline;
}

async function projectFile(file: string, options: ProjectOptions): Promise<ExitCode> {
  const compiled = await readInterpreted(file, options);
  const [{ project, statesMax }, { printScript }] = await Promise.all([
    import('../compiler/script/project.ts'),
    import('../compiler/script/print-script.ts'),
  ]);
  const format = options.json === true ? 'json' : options.format;
  // The other formats are automata and nothing else.
  const marksFree = format === 'text' || format === 'json';
  const scripts: Script[] = [];
  let cut = false;
  for (const lifeline of chosen(compiled, options.lifeline)) {
    const script = project(compiled.interaction, lifeline, { marksFree });
    if (script !== null) scripts.push(script);
    else {
      cut = true;
      console.error(`the script of "${lifeline}" has more than ${statesMax} states and is left out`);
    }
  }
  if (format === 'dot' || format === 'mermaid' || format === 'promela') {
    console.log(await exported(scripts, format, options.channel));
  } else if (format === 'json') {
    const rewrites = compiled.rewrites.map(rewriteToJson);
    console.log(JSON.stringify({ rewrites, scripts: scripts.map(scriptToJson) }, null, 2));
  } else {
    const head = compiled.rewrites.map(describeRewrite).join('\n');
    console.log([...(head === '' ? [] : [head]), ...scripts.map(printScript)].join('\n\n'));
  }
  return cut ? exitCodes.inconclusive : exitCodes.pass;
}

async function exported(
  scripts: readonly Script[],
  format: 'dot' | 'mermaid' | 'promela',
  channel: PromelaChannel,
): Promise<string> {
  switch (format) {
    case 'dot':
      return (await import('../compiler/script/export/dot.ts')).printDot(scripts);
    case 'mermaid':
      return (await import('../compiler/script/export/mermaid.ts')).printMermaidStates(scripts);
    case 'promela':
      return (await import('../compiler/script/export/promela.ts')).printPromela(scripts, {
        channel,
        queue: 8,
      });
  }
}

function chosen({ interaction }: CompiledDiagram, lifeline: string | undefined): readonly string[] {
  const ids = interaction.lifelines.map(({ id }) => id);
  if (lifeline === undefined) return ids;
  const found = interaction.lifelines.find(({ id, name }) => id === lifeline || name === lifeline);
  if (found === undefined) throw new UsageError(`no lifeline "${lifeline}"; there are ${ids.join(', ')}`);
  return [found.id];
}

function scriptToJson({ lifeline, states }: Script): unknown {
  return {
    lifeline,
    states: states.map(({ final, free, transitions }) => ({
      final,
      ...(free.length === 0 ? {} : { free: free.map(({ kind, labels }) => ({ [kind]: labels })) }),
      transitions: transitions.map(({ kind, peer, label, joint, lost, next, occurrences }) => ({
        kind,
        ...(peer === null ? {} : { peer }),
        ...(joint === null ? {} : { lifelines: joint }),
        label,
        ...(lost ? { lost } : {}),
        next,
        lines: [...new Set(occurrences.map(({ span }) => span.line))],
      })),
    })),
  };
}
