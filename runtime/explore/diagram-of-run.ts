import { lookOf } from '../../compiler/convert/look.ts';
import type { Look, Target } from '../../compiler/convert/target.ts';
import { targets } from '../../compiler/convert/targets.ts';
import { convertText } from '../../compiler/convert/text.ts';
import type { Interaction, Occurrence } from '../../compiler/interaction/interaction.ts';
import type { Transition } from '../../compiler/script/script.ts';
import type {
  Diagram,
  End,
  Fragment,
  Lifeline,
  Message,
  Note,
  Operand,
  Statement,
} from '../../compiler/syntax/diagram.ts';
import { printDiagram } from '../../compiler/syntax/print.ts';
import type { Span } from '../../compiler/text/span.ts';
import { arrange } from './arrange.ts';
import { type DrawnItem, itemsOf } from './drawn-run.ts';
import type { Firing } from './product.ts';

/** What a diagram tells besides the run. */
export interface Told {
  readonly title: string;
  /** Notes on a lifeline, behind everything. */
  readonly notes: readonly { readonly lifeline: string; readonly text: string }[];
  /** A note before the first statement that begins with this transition or a later one. */
  readonly mark?: { readonly from: number; readonly text: string };
}

/**
 * A run of the scripts as a diagram in the language of the diagram that they come from: every lifeline does in it what it did in
 * the run, in that order. Messages that cross or overtake each other cannot be drawn level and stand in a `par`, with the order
 * in a note; what never arrives is lost. Null when the run is too long, or the language has no words for it.
 */
export function diagramOfRun(
  run: readonly Firing[],
  source: { readonly diagram: Diagram; readonly interaction: Interaction },
  told: Told,
): string | null {
  if (run.length > runLengthMax) return null;
  const drawing = new Drawing(source.diagram, source.interaction);
  const items = itemsOf(run);
  const start = run.slice(0, told.mark?.from ?? run.length).reduce((sum, firing) => sum + movesOf(firing), 0);
  let isMarked = told.mark === undefined;
  const statements = arrange(items).flatMap((group) => {
    const drawn = drawing.group(group);
    if (isMarked || told.mark === undefined || (group[0]?.moments[0]?.at ?? 0) < start) return drawn;
    isMarked = true;
    return [drawing.noteOver(drawing.acting(items), told.mark.text), ...drawn];
  });
  const notes = told.notes.map(({ lifeline, text }) => drawing.noteOver([lifeline], text));
  const acting = new Set([...drawing.acting(items), ...told.notes.map(({ lifeline }) => lifeline)]);
  if (statements.includes(null) || acting.size === 0) return null;
  return printDiagram({
    ...source.diagram,
    name: null,
    statements: [
      ...drawing.head(told.title),
      ...source.interaction.lifelines.filter(({ id }) => acting.has(id)).map((one) => drawing.declare(one)),
      ...statements.filter((statement) => statement !== null),
      ...notes,
    ],
  });
}

/** Longer ones nobody reads, and to put them in order takes time with the square of their length. */
const runLengthMax = 500;

function movesOf(firing: Firing): number {
  return firing[0]?.move.kind === 'joint' ? 1 : firing.length;
}

/** Makes statements in the language of a diagram. */
class Drawing {
  readonly #diagram: Diagram;
  readonly #interaction: Interaction;
  readonly #target: Target;

  constructor(diagram: Diagram, interaction: Interaction) {
    this.#diagram = diagram;
    this.#interaction = interaction;
    this.#target = targets[diagram.dialect];
  }

  /** The lifelines on which something happens, and those that something was sent to. */
  acting(items: readonly DrawnItem[]): readonly string[] {
    const ids = items.flatMap(({ moments, fired }) => [
      ...moments.map(({ lifeline }) => lifeline),
      fired.move.transition.peer ?? fired.id,
    ]);
    return [...new Set(ids)];
  }

  head(title: string): readonly Statement[] {
    const { span } = this.#diagram;
    const header: Statement[] =
      this.#target.dialect === 'mermaid' ? [{ kind: 'style', text: 'sequenceDiagram', span }] : [];
    return [...header, { kind: 'title', text: this.#text(title), span }];
  }

  declare({ id, name, kind }: Lifeline): Statement {
    const { span } = this.#diagram;
    const isTyped = this.#target.dialect === 'mermaid' && kind !== 'participant' && kind !== 'actor';
    return {
      kind: 'participant',
      lifelineKind: this.#target.kinds.includes(kind) ? kind : 'participant',
      id,
      name,
      order: null,
      decoration: isTyped ? `@{ "type": "${kind}" }` : '',
      span,
      idSpan: span,
    };
  }

  /** One statement, or a `par` of several; null for what the language has no words for. */
  group(group: readonly DrawnItem[]): readonly (Statement | null)[] {
    const [only] = group;
    if (only !== undefined && group.length === 1) return [this.#statement(only)];
    const statements = group.map((item) => this.#statement(item));
    if (statements.includes(null)) return [null];
    const operands = statements.flatMap((statement) => (statement === null ? [] : [[statement]]));
    return [this.#fragment('par', this.#target.keywords.par ?? 'par', '', operands), ...this.#orders(group)];
  }

  /** Over one lifeline, or the outermost two of several. */
  noteOver(lifelines: readonly string[], text: string): Note {
    const drawn = this.#interaction.lifelines.map(({ id }) => id).filter((id) => lifelines.includes(id));
    return {
      kind: 'note',
      position: 'over',
      shape: this.#target.shapes.note ?? 'note',
      lifelines: [...new Set([...drawn.slice(0, 1), ...drawn.slice(-1)])],
      text: this.#text(text),
      parallel: false,
      decoration: '',
      span: this.#diagram.span,
    };
  }

  /** Who meets the messages of a group in another order than they are drawn. */
  #orders(group: readonly DrawnItem[]): readonly Note[] {
    const moments = group.flatMap((item) => item.moments);
    return [...Map.groupBy(moments, ({ lifeline }) => lifeline)].flatMap(([lifeline, drawn]) => {
      const happened = drawn.toSorted((a, b) => a.at - b.at);
      if (happened.every((moment, index) => moment === drawn[index])) return [];
      const order = happened.map(({ fired }) => inWords(fired.move.transition)).join(', then ');
      return [this.noteOver([lifeline], `in this order: ${order}`)];
    });
  }

  #statement(item: DrawnItem): Statement | null {
    const { fired } = item;
    const { transition } = fired.move;
    const [occurrence] = transition.occurrences;
    switch (item.kind) {
      case 'crash':
        return this.noteOver([fired.id], 'crashes');
      case 'ref':
        return {
          kind: 'ref',
          lifelines: transition.joint ?? [],
          label: this.#text(transition.label),
          parallel: false,
          decoration: '',
          span: this.#diagram.span,
        };
      case 'again':
        return this.#free(fired.id, transition.label, `${inWords(transition)} once more`);
      case 'lost':
        if (transition.peer !== null && this.#target.arrow({ line: 'solid', head: 'cross' }) === null) {
          return this.#free(fired.id, transition.label, `${inWords(transition)}, and it does not arrive`);
        }
        return this.#message(item, occurrence);
      case 'message':
      case 'local':
        return this.#message(item, occurrence);
    }
  }

  /** A message, or what of it is inside the diagram, with an arrow as its author draws them. */
  #message({ kind, fired }: DrawnItem, occurrence: Occurrence | undefined): Message {
    const { span } = this.#diagram;
    const { transition } = fired.move;
    const drawn = this.#interaction.messages.find(({ number }) => number === occurrence?.message)?.statement;
    const own: End = { kind: 'lifeline', id: fired.id, span };
    const peer: End | null =
      transition.peer === null ? null : { kind: 'lifeline', id: transition.peer, span };
    const isReceive = transition.kind === 'receive';
    const to = transition.kind === 'action' || isReceive ? own : (peer ?? outside(drawn?.to, 'right', span));
    const from = isReceive ? (peer ?? outside(drawn?.from, 'left', span)) : own;
    const look: Look = drawn === undefined ? { line: 'solid', head: 'filled' } : lookOf(drawn);
    const lost = kind === 'lost' && peer !== null;
    const head = lost ? 'cross' : look.head === 'open' ? 'open' : 'filled';
    const arrow = {
      line: look.line,
      head,
      bidirectional: false,
      reversed: false,
      lost,
      hidden: false,
    } as const;
    return {
      kind: 'message',
      from,
      to,
      alsoTo: [],
      arrow: { ...arrow, text: this.#target.arrow({ line: look.line, head }) ?? '->' },
      label: drawn?.label ?? this.#text(transition.label),
      span,
      labelSpan: span,
      decoration: '',
      parallel: false,
      anchors: { start: null, end: null },
      lifecycle: [],
    };
  }

  /** An event that the diagram leaves free, in words; null where labels cannot be told apart so. */
  #free(lifeline: string, label: string, words: string): Statement | null {
    const { dialect, keywords } = this.#target;
    if (dialect === 'mermaid' || label === '' || /[{}&#]/.test(label)) return null;
    const list = `{${label.replaceAll(',', '&#44;')}}`;
    const note = this.noteOver([lifeline], words);
    return keywords.ignore === undefined
      ? this.#fragment('ignore', 'group', `ignore ${list}`, [[note]])
      : this.#fragment('ignore', keywords.ignore, list, [[note]]);
  }

  #fragment(
    operator: Fragment['operator'],
    keyword: string,
    label: string,
    operands: readonly (readonly Statement[])[],
  ): Fragment {
    const { span } = this.#diagram;
    const made = operands.map(
      (statements, index): Operand => ({ label: index === 0 ? label : '', decoration: '', statements, span }),
    );
    return {
      kind: 'fragment',
      operator,
      keyword,
      operands: made,
      parallel: false,
      decoration: '',
      span,
      headSpan: span,
    };
  }

  #text(text: string): string {
    return convertText(text, this.#diagram.dialect, this.#target);
  }
}

/** The author's end outside of all lifelines; whoever sends from an edge stands left of it, so that arrows run to the right. */
function outside(authored: End | undefined, side: 'left' | 'right', span: Span): End {
  return authored?.kind === 'nowhere' ? authored : { kind: 'gate', side, span };
}

/** `receives "pay" from Shop`. */
export function inWords({ kind, peer, label }: Transition): string {
  switch (kind) {
    case 'send':
      return `sends "${label}"${peer === null ? '' : ` to ${peer}`}`;
    case 'receive':
      return `receives "${label}"${peer === null ? '' : ` from ${peer}`}`;
    case 'action':
      return `does "${label}"`;
    case 'ref':
      return `is through with "${label}"`;
  }
}
