import { basename } from 'node:path';
import { printable } from '../compiler/diagnostics/printable.ts';
import type { Occurrence } from '../compiler/interaction/interaction.ts';
import type { Exploration, Stuck, StuckRun } from '../runtime/explore/explore.ts';
import type { ExploredChannel } from '../runtime/explore/explored-channel.ts';
import type { ImpliedScenario } from '../runtime/explore/implied.ts';
import type { MessageType } from '../runtime/explore/machine.ts';
import type { FiredMove, Firing } from '../runtime/explore/product.ts';
import { linesOfRun } from '../runtime/explore/trace-of-run.ts';

/** What was found under one channel model. */
export interface Explored {
  readonly channel: ExploredChannel;
  readonly found: Exploration;
}

/** One line a channel model: whether the scripts are safe under it, else what goes wrong, and with which lines of the diagram. */
export function printMatrix(explored: readonly Explored[]): string {
  const width = Math.max(...explored.map(({ channel }) => channel.length));
  return explored.map((one) => printable(`${one.channel.padEnd(width)}  ${verdict(one.found)}`)).join('\n');
}

function verdict({ deadlocks, orphans, implied, unbounded, gaveUp }: Exploration): string {
  const [deadlock] = deadlocks.examples;
  const [orphan] = orphans.examples;
  const wrong = [
    ...(deadlock === undefined ? [] : [`deadlock${involved(deadlock.run)}`]),
    ...(orphan === undefined ? [] : [`a message that nobody takes${involved(orphan.run)}`]),
    ...implied.scenarios
      .slice(0, 1)
      .map(({ run }) => `the scripts do what the diagram does not have${involved(run.slice(-1))}`),
  ];
  const open = gaveUp || implied.gaveUp ? ['not decided within the budget'] : [];
  const piling = unbounded.length > 0 ? ['messages may pile up without end'] : [];
  const all = [...wrong, ...piling, ...open];
  return all.length === 0 ? 'safe' : all.join('; ');
}

/** The lines of what was sent and never received in the run, else of its last transition. */
function involved(run: readonly Firing[]): string {
  const open = new Map<string, string[]>();
  for (const { id, move } of run.flat()) {
    const { kind, label, peer, occurrences } = move.transition;
    const [from, to] = kind === 'send' ? [id, peer] : [peer, id];
    const key = JSON.stringify([from, to, label]);
    if (move.kind === 'send')
      open.set(key, [...(open.get(key) ?? []), ...occurrences.slice(0, 1).map(lineOf)]);
    else if (move.kind === 'receive') open.set(key, (open.get(key) ?? []).slice(1));
  }
  const left = [...open.values()].flat();
  const last = (run.at(-1)?.[0]?.move.transition.occurrences ?? []).slice(0, 1).map(lineOf);
  const lines = [...new Set(left.length > 0 ? left : last)];
  return lines.length === 0 ? '' : ` (line ${lines.join(', ')})`;
}

/** With the column, where a file has lost its line breaks. */
function lineOf({ span }: Occurrence): string {
  return span.line === 1 ? `1:${span.column}` : String(span.line);
}

/** What `explore` found, for people: numbers first, then each kind of finding with its shortest run. */
export function printExploration({ found, channel }: Explored, lifelines: readonly string[]): string {
  const { configurations, transitions, executions, deadlocks, orphans, implied, unbounded } = found;
  const counts = `${configurations} configurations, ${transitions} transitions, ${saidExecutions(found)} under ${channel}`;
  const [deadlock] = deadlocks.examples;
  const [orphan] = orphans.examples;
  const findings = [
    ...(found.gaveUp
      ? ['the budget was spent: what is told below is true, but there may be more; `--budget` gives another']
      : []),
    ...unbounded.map(
      (message) =>
        `${named(message, lifelines)} may pile up on its way without end; fuller channels were not followed`,
    ),
    ...(deadlock === undefined ? [] : [printStuck('deadlock', deadlocks, deadlock, lifelines)]),
    ...(orphan === undefined ? [] : [printStuck('message that nobody takes', orphans, orphan, lifelines)]),
    ...(['no-run-begins-so', 'ends-too-early'] as const).flatMap((kind) =>
      implied.scenarios
        .filter((one) => one.kind === kind)
        .slice(0, 1)
        .map(printImplied),
    ),
    ...(implied.gaveUp
      ? ['whether the scripts do what the diagram does not was not decided within the budget']
      : []),
  ];
  const clean = [
    `nothing gets stuck${executions === null ? '' : ', and the scripts do nothing that the diagram does not do'}`,
  ];
  return [counts, ...(findings.length === 0 ? clean : findings)].map(lines).join('\n\n');
}

function lines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

function saidExecutions({ executions, complete, gaveUp, unbounded }: Exploration): string {
  if (executions === null && complete) return 'executions not counted';
  if (executions !== null) return `${executions} ${executions === 1n ? 'execution' : 'executions'}`;
  return gaveUp || unbounded.length > 0 ? 'executions not counted' : 'executions without end';
}

function printStuck(what: string, { count }: Stuck, example: StuckRun, lifelines: readonly string[]): string {
  const onTheWay = example.inTransit.map((message) => `  on its way: ${named(message, lifelines)}`);
  const waiting = example.waiting.map(
    ({ lifeline, moves }) =>
      `  ${lifeline} waits for ${moves.map((move) => say({ id: lifeline, move })).join(', or for ')}`,
  );
  return [
    `${what}: ${count} ${count === 1 ? 'configuration' : 'configurations'}; the shortest way to one:`,
    ...printRun(example.run),
    ...waiting,
    ...onTheWay,
  ].join('\n');
}

function printImplied({ run, kind }: ImpliedScenario): string {
  const told = {
    'no-run-begins-so': 'implied scenario: the scripts do this together, and no run of the diagram begins so',
    'ends-too-early': 'implied scenario: the scripts may end here, and the diagram may not',
  };
  return [`${told[kind]}:`, ...printRun(run)].join('\n');
}

function printRun(run: readonly Firing[]): readonly string[] {
  if (run.length === 0) return ['  (at once)'];
  return run.flatMap((firing) => {
    const moves = firing[0]?.move.kind === 'joint' ? firing.slice(0, 1) : firing;
    return moves.map(
      (fired) => `  ${say(fired)}${fired.fate === null ? '' : ` (${fired.fate})`}${place(fired)}`,
    );
  });
}

function say({ id, move: { transition } }: Pick<FiredMove, 'id' | 'move'>): string {
  const { kind, peer, label, joint } = transition;
  switch (kind) {
    case 'send':
      return `${id} ──▶ ${peer ?? ''} ${label}`;
    case 'receive':
      return `${id} ◀── ${peer ?? ''} ${label}`;
    case 'action':
      return `${id} ● ${label}`;
    case 'ref':
      return `${(joint ?? []).join(', ')} ref ${label}`;
  }
}

function place({ move }: FiredMove): string {
  const { span } = move.transition.occurrences[0] ?? {};
  return span === undefined ? '' : `   ${basename(span.file)}:${span.line}`;
}

function named({ from, to, label }: MessageType, lifelines: readonly string[]): string {
  return `"${label}" from ${lifelines[from] ?? ''} to ${lifelines[to] ?? ''}`;
}

/** The same for machines. */
export function explorationToJson({ found, channel }: Explored, lifelines: readonly string[]): unknown {
  const { configurations, transitions, executions, complete, deadlocks, orphans, implied, unbounded } = found;
  const message = ({ from, to, label }: MessageType) => ({ from: lifelines[from], to: lifelines[to], label });
  const stuck = ({ examples }: Stuck) =>
    examples.map(({ run, waiting, inTransit }) => ({
      run: runToJson(run),
      waiting: waiting.map(({ lifeline, moves }) => ({
        lifeline,
        for: moves.map(({ transition: { kind, peer, label } }) => ({
          kind,
          ...(peer === null ? {} : { peer }),
          label,
        })),
      })),
      inTransit: inTransit.map(message),
    }));
  return {
    channel,
    configurations,
    transitions,
    executions: executions === null ? null : String(executions),
    complete,
    stuck: { deadlocks: deadlocks.count, orphans: orphans.count },
    deadlocks: stuck(deadlocks),
    orphans: stuck(orphans),
    implied: implied.scenarios.map(({ run, kind }) => ({ kind, run: runToJson(run) })),
    impliedDecided: !implied.gaveUp,
    violations: [],
    unbounded: unbounded.map(message),
  };
}

function runToJson(run: readonly Firing[]): unknown {
  return linesOfRun(run).map(({ line, fired }) => {
    const { span } = fired.move.transition.occurrences[0] ?? {};
    return { ...line, ...(span === undefined ? {} : { file: span.file, line: span.line }) };
  });
}
