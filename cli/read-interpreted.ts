import type { Command } from 'commander';
import { Option } from 'commander';
import type { CompiledDiagram } from '../compiler/compile.ts';
import type { ArrowDiscipline } from '../compiler/interaction/interaction.ts';
import { readDiagram } from './read-diagrams.ts';

/** The options of every command that runs a diagram or judges by it. */
export interface InterpretedOptions {
  readonly arrows: ArrowDiscipline;
  /** The name of the diagram, in a file that holds several. */
  readonly diagram?: string;
  /** Leave out the binding that lies beside the diagram. */
  readonly literal?: true;
}

/** Declares these options. */
export function interpretedOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--arrows <discipline>', 'which messages hold their sender until they are received')
        .choices(['async', 'blocking', 'rendezvous'])
        .default('async'),
    )
    .option('--diagram <name>', 'which diagram of the file; the first when absent')
    .option('--literal', 'read the diagram without the binding that lies beside it');
}

/** The diagram of a file as the binding beside it interprets it, compiled. */
export async function readInterpreted(file: string, options: InterpretedOptions): Promise<CompiledDiagram> {
  const { arrows, diagram: name, literal } = options;
  const compiling = { arrows, ...(name === undefined ? {} : { name }) };
  const { bindingBeside } = await import('./read-binding.ts');
  const binding = bindingBeside(file);
  if (binding === null || literal === true) return readDiagram(file, compiling);
  const { readBound } = await import('./read-bound.ts');
  return (await readBound(file, binding, { ...compiling, literal: false })).meant;
}
