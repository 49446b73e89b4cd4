import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../text/span.ts';

/** The language that a diagram is written in; `sdo` is sequencediagram.org, `wsd` websequencediagrams. */
export type Dialect = 'plantuml' | 'wsd' | 'sdo' | 'mermaid';

/** One diagram as its author wrote it: every statement in text order, each with its place. Nothing is dropped. */
export interface Diagram {
  readonly kind: 'diagram';
  /** The name behind `@startuml`; null when it has none. */
  readonly name: string | null;
  readonly dialect: Dialect;
  readonly title: string | null;
  /** In the order in which they appear in the text; a declaration is an appearance. */
  readonly lifelines: readonly Lifeline[];
  readonly statements: readonly Statement[];
  readonly span: Span;
  /** What the parser had to say, in text order. */
  readonly diagnostics: readonly Diagnostic[];
}

export type LifelineKind =
  | 'participant'
  | 'actor'
  | 'boundary'
  | 'control'
  | 'entity'
  | 'database'
  | 'collections'
  | 'queue';

/** A vertical line. `id` is its alias, `name` what is shown; `span` is where it is declared or first used. */
export interface Lifeline {
  readonly id: string;
  readonly name: string;
  readonly kind: LifelineKind;
  readonly declared: boolean;
  /** Where it is drawn, `order 10`: those with a lower number further left. It says nothing of when things happen. */
  readonly order: number | null;
  readonly span: Span;
}

export type Statement =
  | Participant
  | Message
  | Fragment
  | Ref
  | Note
  | Activation
  | Title
  | Divider
  | Delay
  | Timing
  | Directive
  | Comment
  | Prose
  | Links
  | ClassBlock
  | Style
  | Unknown;

/** `participant "Long name" as Id`. */
export interface Participant {
  readonly kind: 'participant';
  readonly lifelineKind: LifelineKind;
  readonly id: string;
  /** As written between the quotes; `\n` stays two characters. */
  readonly name: string;
  /** As `Lifeline.order`; the decoration holds it, too. */
  readonly order: number | null;
  /** Colours, stereotypes, links and the like as written, for the printer alone; empty when there are none. */
  readonly decoration: string;
  readonly span: Span;
  readonly idSpan: Span;
}

/** One end of an arrow: a lifeline, the diagram's edge (a gate), or nowhere (a lost or found message). */
export type End =
  | { readonly kind: 'lifeline'; readonly id: string; readonly span: Span }
  | { readonly kind: 'gate'; readonly side: 'left' | 'right'; readonly span: Span }
  | { readonly kind: 'nowhere'; readonly span: Span };

/** How an arrow looks, normalised over the dialects. `head` is that of the receiving end. */
export interface Arrow {
  readonly line: 'solid' | 'dashed';
  readonly head: 'filled' | 'open' | 'half' | 'none' | 'cross';
  /** Both ends have a head: two unordered messages. */
  readonly bidirectional: boolean;
  /** Drawn right to left in the text, `B <- A`: the left name in the text is the receiver. */
  readonly reversed: boolean;
  /** The receiving end is crossed out: the message is sent and never received. */
  readonly lost: boolean;
  /** A layout arrow, `-[hidden]>`: no message at all. */
  readonly hidden: boolean;
  /** As written, so that the printer gives it back: `-[#red]>>`. */
  readonly text: string;
}

/** `{start}`: a name for the moment at which something happens. */
export interface Anchor {
  readonly name: string;
  readonly span: Span;
}

/** `A -> B : label`. `from` is the sender and `to` the receiver, whatever way the arrow was written. */
export interface Message {
  readonly kind: 'message';
  readonly from: End;
  readonly to: End;
  /** Further receivers of a multicast. */
  readonly alsoTo: readonly End[];
  readonly arrow: Arrow;
  /** As written behind the colon, trimmed; empty when there is none. */
  readonly label: string;
  readonly span: Span;
  readonly labelSpan: Span;
  /** Colours, stereotypes, links and the like as written, for the printer alone; empty when there are none. */
  readonly decoration: string;
  /** `& A -> B`: at the same time as the statement before. */
  readonly parallel: boolean;
  /** `{a} A -> B {b}`: the moment at which the message begins, and that at which it ends. */
  readonly anchors: { readonly start: Anchor | null; readonly end: Anchor | null };
  /** `++ -- ** !!` and `->+`, in written order. `activate`, `create`, `destroy` speak of the receiver, `deactivate` of the sender. */
  readonly lifecycle: readonly ('activate' | 'deactivate' | 'create' | 'destroy')[];
}

export type FragmentOperator =
  | 'alt'
  | 'opt'
  | 'loop'
  | 'par'
  | 'break'
  | 'critical'
  | 'strict'
  | 'seq'
  | 'neg'
  | 'assert'
  | 'ignore'
  | 'consider'
  | 'group'
  | 'region'
  | 'expandable'
  | 'rect'
  | 'box';

/** A combined fragment. `keyword` is as written; Mermaid's `critical` has operator `alt`. */
export interface Fragment {
  readonly kind: 'fragment';
  readonly operator: FragmentOperator;
  readonly keyword: string;
  readonly operands: readonly Operand[];
  /** `& group`: at the same time as the statement before. */
  readonly parallel: boolean;
  /** Colours, stereotypes, links and the like as written, for the printer alone; empty when there are none. */
  readonly decoration: string;
  /** From the keyword to its `end`. */
  readonly span: Span;
  /** The opening line alone, where diagnostics about the fragment point. */
  readonly headSpan: Span;
}

/** One part of a fragment. The label is its guard, as written and trimmed; empty when there is none. */
export interface Operand {
  readonly label: string;
  /** As `Fragment.decoration`, of an `else`; empty in the first operand. */
  readonly decoration: string;
  readonly statements: readonly Statement[];
  /** The line that opens the operand. */
  readonly span: Span;
}

/** `ref over A, B : text`: another interaction stands here. */
export interface Ref {
  readonly kind: 'ref';
  readonly lifelines: readonly string[];
  readonly label: string;
  /** `& ref`: at the same time as the statement before. */
  readonly parallel: boolean;
  /** Colours, stereotypes, links and the like as written, for the printer alone; empty when there are none. */
  readonly decoration: string;
  readonly span: Span;
}

export interface Note {
  readonly kind: 'note';
  /** As written: `over`, `left of`, `right`, `across`, … */
  readonly position: string;
  readonly shape: string;
  readonly lifelines: readonly string[];
  readonly text: string;
  /** `& note`: drawn beside the statement before. */
  readonly parallel: boolean;
  /** Colours, stereotypes, links and the like as written, for the printer alone; empty when there are none. */
  readonly decoration: string;
  readonly span: Span;
}

/** `activate X`, `deactivate X`, `create X`, `destroy X` on a line of its own. */
export interface Activation {
  readonly kind: 'activation';
  readonly action: 'activate' | 'deactivate' | 'create' | 'destroy';
  readonly id: string;
  /** Colours, stereotypes, links and the like as written, for the printer alone; empty when there are none. */
  readonly decoration: string;
  readonly span: Span;
}

export interface Title {
  readonly kind: 'title';
  readonly text: string;
  readonly span: Span;
}

export interface Divider {
  readonly kind: 'divider';
  readonly text: string;
  /** Colours and a width as written, for the printer alone; empty when there are none. */
  readonly decoration: string;
  readonly span: Span;
}

/** `...5 minutes later...`: time passes. */
export interface Delay {
  readonly kind: 'delay';
  readonly text: string;
  /** How much of it, where the text says so. */
  readonly milliseconds: number | null;
  readonly span: Span;
}

/** `{a} <-> {b} : <= 5s`: how much time may pass between two anchors. */
export interface Timing {
  readonly kind: 'timing';
  readonly from: Anchor;
  readonly to: Anchor;
  /** As written: `<->`. */
  readonly arrow: string;
  readonly text: string;
  readonly span: Span;
  readonly textSpan: Span;
}

/** `' @name value`: speaks of the next statement. */
export interface Directive {
  readonly kind: 'directive';
  readonly name: string;
  readonly value: string;
  readonly span: Span;
  /** Where its value stands in the author's file; null for what came out of a macro or an include. */
  readonly valueSpan: Span | null;
}

/** A comment, as written with its marks. */
export interface Comment {
  readonly kind: 'comment';
  readonly text: string;
  readonly span: Span;
}

/** Text around a diagram that is no part of it, such as the address of the site that draws it: kept as written. */
export interface Prose {
  readonly kind: 'prose';
  readonly text: string;
  readonly span: Span;
}

/** Mermaid's `link A: Label @ address`, `links A: {json}`, `properties A: {json}`, `details A: element`: what else belongs to a lifeline. */
export interface Links {
  readonly kind: 'links';
  readonly keyword: 'link' | 'links' | 'properties' | 'details';
  readonly id: string;
  /** As written behind the colon, trimmed. */
  readonly text: string;
  readonly span: Span;
}

/** A line that only says how things look: kept as written. */
export interface Style {
  readonly kind: 'style';
  readonly text: string;
  readonly span: Span;
}

/** A line that fits no construct: kept as written and named by a diagnostic. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly text: string;
  readonly span: Span;
}

/**
 * `class Order { … }`, `enum`, `interface`, `Order *-- Line`: a part of a class diagram, which says what messages bring and
 * nothing of when they happen. Kept as written.
 */
export interface ClassBlock {
  readonly kind: 'class';
  /** The id of the type; null for a relation between two. */
  readonly name: string | null;
  readonly text: string;
  readonly span: Span;
}
