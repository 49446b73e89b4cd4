import { basename } from 'node:path';
import type { UnreachableOperand } from '../compiler/analysis/unreachable-operand.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import type { UnnoticedEnd } from '../compiler/script/unnoticed-ends.ts';
import { causeOf } from '../runtime/explore/cause.ts';
import type { Exploration, Stuck, StuckRun } from '../runtime/explore/explore.ts';
import type { ExploredChannel } from '../runtime/explore/explored-channel.ts';
import type { Found } from '../runtime/explore/found.ts';
import type { ImpliedScenario } from '../runtime/explore/implied.ts';
import type { Livelock } from '../runtime/explore/livelocks.ts';
import type { Firing } from '../runtime/explore/product.ts';
import type { UnspecifiedReception } from '../runtime/explore/unspecified-receptions.ts';
import type { Limit } from '../runtime/explore/walk.ts';
import { printBroken, printKept } from './explored-invariants.ts';
import { verdictOf } from './explored-verdict.ts';
import { named, printRun, printWaiting } from './print-firings.ts';
import { sayCause, sayInTheWay, sayUnnoticed } from './say-cause.ts';

/** What was found under one channel model. */
export interface Explored {
  readonly channel: ExploredChannel;
  readonly found: Exploration;
}

/** One line a channel model: whether the scripts are safe under it, else what goes wrong, and with which lines of the diagram. */
export function printMatrix(
  explored: readonly Explored[],
  interaction: Interaction,
  unnoticed: readonly UnnoticedEnd[],
): string {
  const width = Math.max(...explored.map(({ channel }) => channel.length));
  const rows = explored.map(({ channel, found }) => {
    const causes = causesOf(found, interaction);
    const why = causes.length === 0 ? '' : `unsafe, as ${causes.join(', and ')}: `;
    return `${channel.padEnd(width)}  ${why}${verdict(found)}`;
  });
  const ends = unnoticed.map(sayUnnoticed);
  return [...rows, ...(ends.length === 0 ? [] : ['']), ...ends].map(lines).join('\n');
}

/** Why the scripts are not safe, as far as it can be told: the causes of implied scenarios, else what is in the way of somebody. */
function causesOf({ implied, unspecified }: Exploration, interaction: Interaction): readonly string[] {
  const causes = implied.scenarios.flatMap((scenario) => causeOf(interaction, scenario) ?? []).map(sayCause);
  if (causes.length > 0) return [...new Set(causes)].slice(0, causesMax);
  return unspecified.examples.slice(0, 1).map(sayInTheWay);
}

/** The first ones are those of the shortest runs. */
const causesMax = 2;

function verdict({
  deadlocks,
  orphans,
  livelocks,
  implied,
  invariants,
  unbounded,
  gaveUp,
  realizable,
}: Exploration): string {
  const [deadlock] = deadlocks.examples;
  const [orphan] = orphans.examples;
  const wrong = [
    ...(deadlock === undefined ? [] : [`deadlock${involved(deadlock.run)}`]),
    ...(orphan === undefined ? [] : [`a message that nobody takes${involved(orphan.run)}`]),
    ...livelocks.examples
      .slice(0, 1)
      .map(({ run, circleFrom }) => `livelock${involved(run.slice(0, circleFrom + 1))}`),
    ...invariants.flatMap(({ invariant, verdict }) =>
      verdict === 'broken' ? [`broken: ${invariant.text}`] : [],
    ),
    ...implied.scenarios
      .slice(0, 1)
      .map(({ run }) => `the scripts do what the diagram does not have${involved(run.slice(-1))}`),
  ];
  const undecided = invariants.some(({ verdict }) => verdict === 'undecided');
  const open = gaveUp || implied.gaveUp || undecided ? ['not decided within the budget'] : [];
  const piling = unbounded.length > 0 ? ['messages may pile up without end'] : [];
  const weakly = realizable === 'weakly' ? ['what comes to its end is as drawn'] : [];
  const all = [...wrong, ...piling, ...open, ...weakly];
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
export function printExploration(
  { found, channel }: Explored,
  interaction: Interaction,
  unreachable: readonly UnreachableOperand[],
  unnoticed: readonly UnnoticedEnd[],
): string {
  const lifelines = interaction.lifelines.map(({ id }) => id);
  const { configurations, transitions, executions, deadlocks, orphans, implied, unbounded } = found;
  const counts = `${found.gaveUp ? 'at least ' : ''}${configurations} configurations, ${transitions} transitions${found.reduced ? ' of a part that has all deadlocks' : ''}, ${saidExecutions(found)} under ${channel}`;
  const [deadlock] = deadlocks.examples;
  const [orphan] = orphans.examples;
  const findings = [
    ...(found.limit === null
      ? []
      : [`${verdictOf(found)}: ${saidLimit[found.limit]}; what is told is true, but there may be more`]),
    ...unbounded.map(
      (message) =>
        `${named(message, lifelines)} may pile up on its way without end; fuller channels were not followed`,
    ),
    ...(deadlock === undefined ? [] : [printStuck('deadlock', deadlocks, deadlock, lifelines)]),
    ...(orphan === undefined ? [] : [printStuck('message that nobody takes', orphans, orphan, lifelines)]),
    ...printUnspecified(found.unspecified, lifelines),
    ...printLivelock(found.livelocks),
    ...printBroken(found.invariants),
    ...(['no-run-begins-so', 'ends-too-early'] as const).flatMap((kind) =>
      implied.scenarios
        .filter((one) => one.kind === kind)
        .slice(0, 1)
        .map((one) => printImplied(one, interaction)),
    ),
    ...(implied.gaveUp
      ? ['whether the scripts do what the diagram does not was not decided within the budget']
      : []),
    ...(found.lookedBack
      ? []
      : ['livelocks and unspecified receptions were not looked for: there is too much that can happen']),
    ...unreachable.map(printUnreachable),
  ];
  const clean = [
    [
      `nothing gets stuck${executions === null ? '' : ', and the scripts do nothing that the diagram does not do'}`,
      ...printKept(found.invariants),
    ].join('\n'),
  ];
  const said = findings.length === 0 ? clean : findings;
  const ends = unnoticed.length === 0 ? [] : [unnoticed.map(sayUnnoticed).join('\n')];
  return [counts, ...said, ...ends].map(lines).join('\n\n');
}

function lines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

const saidLimit: { readonly [Reached in Limit]: string } = {
  configurations: 'the budget was spent (`--budget` gives another, `--reduce` needs less)',
  transitions: 'the budget was spent, on transitions (`--budget` gives another)',
  bytes: 'the memory for configurations is full (`--memory` gives more)',
  stopped: 'it was stopped',
};

function saidExecutions({ executions, complete, gaveUp, reduced, unbounded }: Exploration): string {
  if (executions === null && complete) return 'executions not counted';
  if (executions !== null) return `${executions} ${executions === 1n ? 'execution' : 'executions'}`;
  return gaveUp || reduced || unbounded.length > 0 ? 'executions not counted' : 'executions without end';
}

function printStuck(what: string, { count }: Stuck, example: StuckRun, lifelines: readonly string[]): string {
  const onTheWay = example.inTransit.map((message) => `  on its way: ${named(message, lifelines)}`);
  const waiting = example.waiting.map(({ lifeline, moves }) => printWaiting(lifeline, moves));
  return [
    `${what}: ${count} ${count === 1 ? 'configuration' : 'configurations'}; the shortest way to one:`,
    ...printRun(example.run),
    ...waiting,
    ...onTheWay,
  ].join('\n');
}

function printUnspecified(
  { count, examples: [first] }: Found<UnspecifiedReception>,
  lifelines: readonly string[],
): readonly string[] {
  if (first === undefined) return [];
  const { run, lifeline, message, waitsFor } = first;
  const others = count === 1 ? '' : ` (${count - 1} more like this)`;
  return [
    [
      `unspecified reception: ${named(message, lifelines)} has come, and ${lifeline} does not take it, then or ever${others}; the shortest way there:`,
      ...printRun(run),
      printWaiting(lifeline, waitsFor),
    ].join('\n'),
  ];
}

function printLivelock({ count, examples: [first] }: Found<Livelock>): readonly string[] {
  if (first === undefined) return [];
  const { run, circleFrom } = first;
  const others = count === 1 ? '' : `, one of ${count} such circles`;
  return [
    [
      `livelock: this goes round for ever, and the end cannot be reached any more${others}:`,
      ...(circleFrom === 0 ? [] : printRun(run.slice(0, circleFrom))),
      '  and from there again and again:',
      ...printRun(run.slice(circleFrom)),
    ].join('\n'),
  ];
}

function printUnreachable({ fragment, operand }: UnreachableOperand): string {
  const { keyword, headSpan, operands } = fragment;
  const { file, line } = operand === operands[0] ? headSpan : operand.span;
  const label = operand.label === '' ? '' : ` "${operand.label}"`;
  return `unreachable operand: no execution comes to what this \`${keyword}\`${label} holds   ${basename(file)}:${line}`;
}

function printImplied(scenario: ImpliedScenario, interaction: Interaction): string {
  const { run, kind } = scenario;
  const cause = causeOf(interaction, scenario);
  const told = {
    'no-run-begins-so': 'implied scenario: the scripts do this together, and no run of the diagram begins so',
    'ends-too-early': 'implied scenario: the scripts may end here, and the diagram may not',
  };
  return [`${told[kind]}:`, ...printRun(run), ...(cause === null ? [] : [`  ${sayCause(cause)}`])].join('\n');
}
