import { bodiesOf, holds, lifelinesOf, type Part, type Sketch } from './sketch.ts';

/**
 * The diagram text of a sketch: sequencediagram.org when it holds a `strict`, for which PlantUML has only a directive, else
 * PlantUML; also where a `strict` holds what PlantUML draws at the same time.
 */
export function print(sketch: Sketch): string {
  if (!holds(sketch, 'strict')) return printPlantUml(sketch);
  const bodies = sketch.filter((part) => part.kind === 'strict').flatMap(bodiesOf);
  const isNested = bodies.some((body) => holds(body, 'strict'));
  const isOnTop = !holds(
    sketch.filter((part) => part.kind !== 'strict'),
    'strict',
  );
  const hasAtOnce = bodies.some((body) => body.some(isAtOnce));
  return isOnTop && !isNested && hasAtOnce ? printPlantUml(sketch) : printSequenceDiagramOrg(sketch);
}

/** Messages beside each other: PlantUML draws them with `&`, here those of which the first is not labelled `x`. */
function isAtOnce(part: Part): boolean {
  if (part.kind !== 'par') return false;
  const messages = part.operands.flatMap((operand) =>
    operand.length === 1 ? operand.filter(({ kind }) => kind === 'message' || kind === 'self') : [],
  );
  const [first] = messages;
  return (
    messages.length === part.operands.length && first !== undefined && 'label' in first && first.label !== 'x'
  );
}

function printPlantUml(sketch: Sketch): string {
  return `${['@startuml', ...sketch.flatMap(plantUmlLines), '@enduml'].join('\n')}\n`;
}

/** The participant group is what tells this dialect from its relatives. */
function printSequenceDiagramOrg(sketch: Sketch): string {
  const participants = lifelinesOf(sketch).map((id) => `participant ${id}`);
  const head = ['title sketch', 'participantgroup all', ...participants, 'end'];
  return `${[...head, ...sketch.flatMap(sequenceDiagramOrgLines)].join('\n')}\n`;
}

function plantUmlLines(part: Part): readonly string[] {
  switch (part.kind) {
    case 'message':
      return [arrow(part.from, part.head === 'open' ? '->>' : '->', part.to, part.label)];
    case 'self':
      return [arrow(part.on, '->', part.on, part.label)];
    case 'lost':
      return [arrow(part.from, '->x', part.to, part.label)];
    case 'gate-in':
      return [`[-> ${part.to}${colon(part.label)}`];
    case 'gate-out':
      return [`${part.from} ->]${colon(part.label)}`];
    case 'both':
      return [arrow(part.left, '<->', part.right, part.label)];
    case 'ref':
      return [`ref over ${part.lifelines.join(', ')} : ${part.label}`];
    case 'par':
      if (isAtOnce(part)) {
        return part.operands
          .flat()
          .flatMap(plantUmlLines)
          .map((line, index) => (index === 0 ? line : `& ${line}`));
      }
      return fragment(part.kind, part.operands, plantUmlLines);
    case 'alt':
      return fragment(part.kind, part.operands, plantUmlLines);
    case 'loop':
      return fragment(`loop ${bounds(part.min, part.max)}`.trim(), [part.body], plantUmlLines);
    case 'opt':
    case 'break':
    case 'critical':
    case 'group':
      return fragment(part.kind, [part.body], plantUmlLines);
    case 'ignore':
    case 'consider':
      return fragment(`group ${part.kind} {${part.labels.join(', ')}}`, [part.body], plantUmlLines);
    case 'strict':
      return ["' @order strict", ...fragment('group', [part.body], plantUmlLines)];
  }
}

function sequenceDiagramOrgLines(part: Part): readonly string[] {
  switch (part.kind) {
    case 'message':
      return [`${part.from}${part.head === 'open' ? '->>' : '->'}${part.to}:${part.label}`];
    case 'self':
      return [`${part.on}->${part.on}:${part.label}`];
    case 'alt':
    case 'par':
      return fragment(part.kind, part.operands, sequenceDiagramOrgLines);
    case 'loop':
      return fragment(`loop ${bounds(part.min, part.max)}`.trim(), [part.body], sequenceDiagramOrgLines);
    case 'opt':
    case 'break':
    case 'critical':
    case 'group':
    case 'strict':
      return fragment(part.kind, [part.body], sequenceDiagramOrgLines);
    case 'ignore':
    case 'consider':
      return fragment(`${part.kind} {${part.labels.join(',')}}`, [part.body], sequenceDiagramOrgLines);
    case 'lost':
    case 'gate-in':
    case 'gate-out':
    case 'both':
    case 'ref':
      throw new Error(`a sketch in sequencediagram.org's language does not print a ${part.kind}`);
  }
}

function fragment(
  head: string,
  operands: readonly Sketch[],
  lines: (part: Part) => readonly string[],
): readonly string[] {
  return operands
    .flatMap((operand, index) => [index === 0 ? head : 'else', ...operand.flatMap(lines)])
    .concat('end');
}

function arrow(from: string, shape: string, to: string, label: string): string {
  return `${from} ${shape} ${to}${colon(label)}`;
}

function colon(label: string): string {
  return label === '' ? '' : ` : ${label}`;
}

/** Every spelling of loop bounds turns up; without a bound the label says nothing at all. */
function bounds(min: number, max: number | null): string {
  if (max === null) {
    return min === 0 ? '' : '1,*';
  }
  if (min === max) {
    return min === 1 ? '1' : `${min} times`;
  }
  return min === 0 ? `max ${max}` : `${min}..${max}`;
}
