import { readDirectives } from '../directives/read-directives.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Diagram, Fragment, Message, Statement } from '../syntax/diagram.ts';
import { type Groups, placesIn } from './drawn-places.ts';
import { Order } from './enforced-order.ts';
import type { Run } from './instance.ts';
import { orderOfRun } from './run-order.ts';
import { runsOf } from './runs.ts';

/** What orders nothing that is not ordered without it. */
export interface RedundantOrders {
  /** Messages that stand between other things, all of which would keep their order without them. */
  readonly messages: readonly Message[];
  /** Fragments in a strict order that weak sequencing and messages demand as it is. */
  readonly stricts: readonly Fragment[];
}

/** In all runs with loops unrolled at most twice; empty where these are too many to be looked at. */
export function redundantOrdersOf(diagram: Diagram, interaction: Interaction): RedundantOrders {
  const { runs, complete } = runsOf(interaction.root);
  if (!complete || runs.reduce((work, run) => work + run.length ** 2, 0) > workMax)
    return { messages: [], stricts: [] };
  const [ordering, needed] = [new Set<number>(), new Set<number>()];
  for (const run of runs) judgeMessages(run, ordering, needed);
  const numbers = ordering.difference(needed);
  const pathOf = placesIn(diagram.statements);
  return {
    messages: interaction.messages.flatMap(({ number, statement }) =>
      numbers.has(number) ? [statement] : [],
    ),
    stricts: strictFragments(diagram).filter((fragment) =>
      runs.every((run) => isImplied(run, fragment, pathOf)),
    ),
  };
}

/** Pairs of occurrences that are looked at, over all runs. */
const workMax = 2_000_000;

/** Enters which messages of the run stand between others, and which of them these need for their order. */
function judgeMessages(run: Run, ordering: Set<number>, needed: Set<number>): void {
  const { direct } = orderOfRun(run);
  for (const [sent, { occurrence }] of run.entries()) {
    const { kind, transmission, message } = occurrence;
    if (kind !== 'send' || transmission === null || message === null) continue;
    const received = run.findIndex(
      ({ occurrence: one }, at) => at > sent && one.kind === 'receive' && one.transmission === transmission,
    );
    const before = direct.filter(([, after]) => after === sent).map(([from]) => from);
    const behind = direct.filter(([from]) => from === received).map(([, to]) => to);
    if (received < 0 || before.length === 0 || behind.length === 0) continue;
    ordering.add(message);
    const without = new Order(run.length);
    const others = direct
      .filter(([from, to]) => from !== sent || to !== received)
      .toSorted((a, b) => a[1] - b[1]);
    for (const [from, to] of others) without.add(from, to);
    if (before.some((one) => behind.some((other) => !without.has(one, other)))) needed.add(message);
  }
}

function strictFragments(diagram: Diagram): readonly Fragment[] {
  const { above } = readDirectives(diagram);
  const found: Fragment[] = [];
  collect(diagram.statements);
  return found;

  function collect(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (statement.kind !== 'fragment') continue;
      const isStrict = statement.operator === 'strict' || above.get(statement)?.order?.value === 'strict';
      if (isStrict) found.push(statement);
      for (const operand of statement.operands) collect(operand.statements);
    }
  }
}

/** Whether everything of a statement comes before everything of the next ones without the fragment's demand. */
function isImplied(run: Run, fragment: Fragment, pathOf: ReturnType<typeof placesIn>): boolean {
  const { order } = orderOfRun(run);
  const members = new Set(fragment.operands.flatMap(({ statements }) => statements));
  const isOwn = (groups: Groups): boolean => groups.some((group) => group.some((one) => members.has(one)));
  const rows = run.map(
    ({ occurrence }) => pathOf(occurrence.span)?.find(({ groups }) => isOwn(groups)) ?? null,
  );
  return rows.every((row, at) =>
    rows.every((other, later) => {
      if (row === null || other === null || later <= at) return true;
      const isSame = row.groups === other.groups && row.index === other.index;
      return isSame || order.has(at, later);
    }),
  );
}
