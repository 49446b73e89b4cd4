import { type CompiledDiagram, compile } from '../../compiler/compile.ts';
import { describe as describeDiagnostic } from '../../compiler/diagnostics/describe.ts';
import { type Exploration, explore } from '../../runtime/explore/explore.ts';
import type { ExploredChannel } from '../../runtime/explore/explored-channel.ts';
import type { Firing } from '../../runtime/explore/product.ts';

/** A PlantUML diagram of these lines, which the compiler finds nothing wrong with. */
export function drawn(body: string): CompiledDiagram {
  const { diagrams, diagnostics } = compile(`@startuml\n${body}\n@enduml`, 'case.puml');
  const [only] = diagrams;
  const faults = [...diagnostics, ...(only?.diagnostics ?? [])].filter(
    (one) => describeDiagnostic(one).severity !== 'info',
  );
  if (only === undefined || faults.length > 0) throw new Error(`${JSON.stringify(faults)} in\n${body}`);
  return only;
}

/** Everything that its scripts can do together. */
export function exploredUnder(channel: ExploredChannel, body: string): Exploration {
  const found = explore(drawn(body).interaction, { channel });
  if (found === null) throw new Error('a script has too many states');
  return found;
}

/** The labels of what is sent in a run, in order. */
export function sent(run: readonly Firing[]): readonly string[] {
  return run.flat().flatMap(({ move }) => (move.kind === 'send' ? [move.transition.label] : []));
}
