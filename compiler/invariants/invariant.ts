import type { Span } from '../text/span.ts';
import type { MessagePattern } from './message-pattern.ts';

/** What every run of a diagram is to keep: an ordering property of its messages. */
export interface Invariant {
  /** As it was written, white space folded: its name in every report. */
  readonly text: string;
  readonly rule: Rule;
}

/** An invariant, and where it is said. */
export interface StatedInvariant extends Invariant {
  /** The directive; null when the binding says it. */
  readonly span: Span | null;
  /** Where exactly the text stands in the author's file; null when it stands in no file as it is. */
  readonly textSpan: Span | null;
}

/** The rules that there are; README.md tells which patterns of Dwyer, Avrunin and Corbett (1999) they are. */
export type Rule =
  /** `A before B`: no B happens unless an A has happened. */
  | { readonly kind: 'precedence'; readonly first: MessagePattern; readonly second: MessagePattern }
  /** `never A …` */
  | { readonly kind: 'absence'; readonly of: MessagePattern; readonly scope: Scope }
  /** `B responds to A`: behind each A comes a B. */
  | {
      readonly kind: 'response';
      readonly by: MessagePattern;
      readonly to: MessagePattern;
      readonly within: Within | null;
    }
  /** `exactly once A`, `at most 3 times A`; `max` may be infinite. */
  | { readonly kind: 'count'; readonly of: MessagePattern; readonly min: number; readonly max: number }
  /** `A while B until C`: A only happens from a B to the next C; without a C, only while a B is on its way. */
  | {
      readonly kind: 'while';
      readonly what: MessagePattern;
      readonly from: MessagePattern;
      readonly until: MessagePattern | null;
    };

/** Where something never happens: strictly between what opens the scope and what closes it. */
export type Scope =
  | { readonly kind: 'always' }
  /** Up to the first of these, if there is one. */
  | { readonly kind: 'before'; readonly end: MessagePattern }
  /** Behind the first of these; up to the next `end`, or to the end of the run when there is none. */
  | { readonly kind: 'after'; readonly start: MessagePattern; readonly end: MessagePattern | null }
  /** From each of these to the next `end`; where no `end` comes any more there is no scope. */
  | { readonly kind: 'between'; readonly start: MessagePattern; readonly end: MessagePattern };

/** How soon a response has to come. */
export type Within =
  | { readonly kind: 'time'; readonly ms: number }
  /** Among the next so many messages. */
  | { readonly kind: 'messages'; readonly count: number };

/** The patterns that a rule speaks of, in the order in which they are written. */
export function patternsIn(rule: Rule): readonly MessagePattern[] {
  switch (rule.kind) {
    case 'precedence':
      return [rule.first, rule.second];
    case 'absence':
      return [rule.of, ...patternsOfScope(rule.scope)];
    case 'response':
      return [rule.by, rule.to];
    case 'count':
      return [rule.of];
    case 'while':
      return [rule.what, rule.from, ...(rule.until === null ? [] : [rule.until])];
  }
}

function patternsOfScope(scope: Scope): readonly MessagePattern[] {
  switch (scope.kind) {
    case 'always':
      return [];
    case 'before':
      return [scope.end];
    case 'after':
      return scope.end === null ? [scope.start] : [scope.start, scope.end];
    case 'between':
      return [scope.start, scope.end];
  }
}
