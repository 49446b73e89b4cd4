import type { LoopBounds } from '../interaction/loop-bounds.ts';
import type { StatedInvariant } from '../invariants/invariant.ts';
import type { DirectiveEntry, Said } from './directive.ts';
import { type Fault, fault } from './fault.ts';
import { invariant } from './invariant.ts';
import { loop } from './loop.ts';
import { off, type SwitchedOff } from './off.ts';
import { order } from './order.ts';
import { type Payload, payload } from './payload.ts';
import { real } from './real.ts';
import { timeout } from './timeout.ts';
import { type Guard, when } from './when.ts';

/** What each directive says. */
export interface DirectiveValues {
  readonly order: 'strict' | 'weak';
  readonly loop: LoopBounds;
  /** Milliseconds. */
  readonly timeout: number;
  /** Ids of lifelines. */
  readonly real: readonly string[];
  readonly when: Guard;
  readonly payload: Payload;
  readonly fault: readonly Fault[];
  readonly invariant: readonly StatedInvariant[];
  readonly off: readonly SwitchedOff[];
}

export type DirectiveName = keyof DirectiveValues;

/** The directives that there are. */
export const directives: { readonly [Name in DirectiveName]: DirectiveEntry<DirectiveValues[Name]> } = {
  order,
  loop,
  timeout,
  when,
  payload,
  fault,
  real,
  invariant,
  off,
};

/** Their names, in the order of the documentation. */
export const directiveNames = Object.keys(directives) as readonly DirectiveName[];

/** What the directives above something say of it; what is absent is not said. */
export type Directives = { readonly [Name in DirectiveName]?: Said<DirectiveValues[Name]> };
