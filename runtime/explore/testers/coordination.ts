import type { DrawnMessage, Interaction } from '../../../compiler/interaction/interaction.ts';
import { together } from '../../../compiler/interaction/together.ts';
import type { Diagram, Message, Statement } from '../../../compiler/syntax/diagram.ts';
import { type Problem, testWith } from './testers.ts';

/** One message between testers, drawn directly above or below a statement of the diagram. */
export interface Coordination {
  readonly from: string;
  readonly to: string;
  readonly side: 'above' | 'below';
  readonly statement: Statement;
}

/** Few coordination messages, and whether they are the fewest. */
export interface Coordinated {
  /** Null when none was found. */
  readonly messages: readonly Coordination[] | null;
  /** It was shown that no smaller set will do, wherever its messages are drawn. */
  readonly isLeast: boolean;
}

/**
 * Few messages between testers with which they can enforce the diagram (Hierons, Ural, "Overcoming controllability problems
 * with fewest channels between testers", 2009). Sets are tried by their size, in each of which a tester that would act too early is
 * told by another one, directly above its message, where the other knows most. Whether fewer would do elsewhere is tried
 * message by message where the diagram is small enough; else it stays open. Where there are too many sets, messages are
 * added one by one, each from the tester that met a real lifeline last.
 *
 * What real lifelines may do unnoticed is not settled by such messages: a tester that is told of something by a message cannot
 * know whether that was late. It takes one clock, or one observer of both.
 */
export function coordinate(
  diagram: Diagram,
  lowered: (diagram: Diagram) => Interaction,
  real: readonly string[],
  configurationsMax: number,
): Coordinated {
  let tries = triesMax;
  for (let size = 0; size <= messagesMax && tries > 0; size++) {
    const found = search(diagram, [], size);
    if (found !== null) return least(found);
  }
  const messages = oneByOne();
  return messages === null ? { messages, isLeast: false } : least(messages);

  /** One is always least, as none is not enough; of two it can be tried. */
  function least(found: readonly Coordination[]): Coordinated {
    if (found.length <= 1) return { messages: found, isLeast: true };
    const singles = everyMessage(diagram, testersOf(lowered(diagram)));
    if (singles.length > singlesMax) return { messages: found, isLeast: false };
    const enough = singles.find((one) => problemsOf(lowered(withMessage(diagram, one, 0)))?.length === 0);
    if (enough !== undefined) return { messages: [enough], isLeast: true };
    return { messages: found, isLeast: found.length === 2 };
  }

  function testersOf({ lifelines }: Interaction): readonly string[] {
    return lifelines.map(({ id }) => id).filter((id) => !real.includes(id));
  }

  function search(
    drawn: Diagram,
    added: readonly Coordination[],
    left: number,
  ): readonly Coordination[] | null {
    if (tries-- <= 0) return null;
    const interaction = lowered(drawn);
    const problems = problemsOf(interaction);
    if (problems?.length === 0) return added;
    if (problems === null || new Set(problems.map(({ lifeline }) => lifeline)).size > left) return null;
    for (const one of candidates(problems[0], interaction)) {
      const found = search(withMessage(drawn, one, added.length), [...added, one], left - 1);
      if (found !== null) return found;
    }
    return null;
  }

  function oneByOne(): readonly Coordination[] | null {
    let drawn = diagram;
    const added: Coordination[] = [];
    while (added.length <= greedyMax) {
      const interaction = lowered(drawn);
      const problems = problemsOf(interaction);
      if (problems?.length === 0) return added;
      const [one] = problems === null ? [] : candidates(problems[0], interaction);
      if (one === undefined) return null;
      drawn = withMessage(drawn, one, added.length);
      added.push(one);
    }
    return null;
  }

  /** In drawn order, since who is told early may need no other message later; null when the search for them was given up without one. */
  function problemsOf(interaction: Interaction): readonly Problem[] | null {
    const tested = testWith(interaction, real, { configurationsMax, isControlOnly: true });
    if (tested === null || (!tested.complete && tested.uncontrollable.length === 0)) return null;
    const drawnAt = (problem: Problem): number => messageOf(problem, interaction)?.number ?? 0;
    return tested.uncontrollable.toSorted((a, b) => drawnAt(a) - drawnAt(b));
  }

  /** Who may tell the tester, those first that met real lifelines last above its message. */
  function candidates(problem: Problem | undefined, interaction: Interaction): readonly Coordination[] {
    const drawn = problem === undefined ? null : messageOf(problem, interaction);
    if (problem === undefined || drawn === null) return [];
    const { number, statement: above } = drawn;
    const lastPart = (id: string): number =>
      interaction.messages
        .slice(0, number - 1)
        .findLastIndex(({ statement }) => endsOf(statement).includes(id));
    return testersOf(interaction)
      .filter((id) => id !== problem.lifeline)
      .toSorted((a, b) => lastPart(b) - lastPart(a))
      .map((from) => ({ from, to: problem.lifeline, side: 'above', statement: above }));
  }
}

/** So many messages are tried in sets of them, so many sets, so many are added one by one, and so many single ones are tried. */
const [messagesMax, triesMax, greedyMax, singlesMax] = [12, 120, 30, 200];

function endsOf({ from, to, alsoTo }: Message): readonly string[] {
  return [from, to, ...alsoTo].flatMap((end) => (end.kind === 'lifeline' ? [end.id] : []));
}

/** The drawn message that its sender cannot place. */
function messageOf({ event, missing }: Problem, { messages }: Interaction): DrawnMessage | null {
  const [occurrence] = event === null ? missing : event.occurrences;
  return messages.find(({ number }) => number === occurrence?.message) ?? null;
}

/** The label of the coordination messages; a number makes each another one. */
const label = 'coordinate';

function withMessage(diagram: Diagram, { from, to, side, statement }: Coordination, count: number): Diagram {
  const { span } = statement;
  const message: Message = {
    kind: 'message',
    span,
    labelSpan: span,
    from: { kind: 'lifeline', id: from, span },
    to: { kind: 'lifeline', id: to, span },
    alsoTo: [],
    arrow: {
      line: 'solid',
      head: 'open',
      bidirectional: false,
      reversed: false,
      lost: false,
      hidden: false,
      text: '->>',
    },
    label: `${label} ${count + 1}`,
    decoration: '',
    parallel: false,
    anchors: { start: null, end: null },
    lifecycle: [],
  };
  return { ...diagram, statements: insert(diagram.statements, side, statement, message) };
}

/** Outside what happens at the same time as the statement, and above the directives that speak of it. */
function insert(
  statements: readonly Statement[],
  side: Coordination['side'],
  beside: Statement,
  message: Message,
): readonly Statement[] {
  const { groups } = together(statements);
  const at = groups.findIndex((group) => group.includes(beside));
  if (at >= 0) {
    let first = side === 'above' ? at : at + 1;
    while (side === 'above' && groups[first - 1]?.[0].kind === 'directive') first--;
    return [...groups.slice(0, first).flat(), message, ...groups.slice(first).flat()];
  }
  return statements.map((statement) => {
    if (statement.kind !== 'fragment') return statement;
    const operands = statement.operands.map((operand) => ({
      ...operand,
      statements: insert(operand.statements, side, beside, message),
    }));
    return { ...statement, operands };
  });
}

/** One message from each tester to each other one, at every place of the diagram. */
function everyMessage({ statements }: Diagram, testers: readonly string[]): readonly Coordination[] {
  const pairs = testers.flatMap((from) => testers.flatMap((to) => (from === to ? [] : [{ from, to }])));
  return placesIn(statements).flatMap((place) => pairs.map((pair) => ({ ...pair, ...place })));
}

function placesIn(statements: readonly Statement[]): readonly Pick<Coordination, 'side' | 'statement'>[] {
  const happening = together(statements).groups.filter(
    ([{ kind }]) => kind === 'message' || kind === 'fragment' || kind === 'ref',
  );
  return happening.flatMap((group, at) => {
    const [statement] = group;
    const here = { side: 'above' as const, statement };
    const inside = group.flatMap((one) =>
      one.kind === 'fragment' ? one.operands.flatMap((operand) => placesIn(operand.statements)) : [],
    );
    const isLast = at === happening.length - 1;
    return [here, ...inside, ...(isLast ? [{ side: 'below' as const, statement }] : [])];
  });
}
