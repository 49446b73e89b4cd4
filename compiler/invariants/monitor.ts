import type { Lifeline } from '../syntax/diagram.ts';
import type { Rule, Scope } from './invariant.ts';
import { atMoment, type Happened, isMessage, type MessagePattern, matcherOf } from './message-pattern.ts';

/**
 * The automaton that goes along a run and knows whether a rule is broken. Its states are whole numbers from 0, so that they
 * can be kept beside whatever else is known of a run; 0 is the beginning.
 */
export interface Monitor {
  /** The state after something has happened; null when that breaks the rule. */
  readonly after: (state: number, happened: Happened) => number | null;
  /** Whether a run that ends there keeps the rule. */
  readonly mayEnd: (state: number) => boolean;
}

/** The monitor of a rule. It knows no clock: that a response comes in time is not its matter. */
export function monitorOf(rule: Rule, lifelines: readonly Pick<Lifeline, 'id' | 'name'>[]): Monitor {
  const when = (pattern: MessagePattern) => matcherOf(pattern, lifelines);
  switch (rule.kind) {
    case 'precedence':
      return precedence(when(rule.first), when(rule.second));
    case 'absence':
      return absence(when(rule.of), rule.scope, when);
    case 'response': {
      const { within } = rule;
      return response(when(rule.by), when(rule.to), within?.kind === 'messages' ? within.count : null);
    }
    case 'count':
      return count(when(rule.of), rule.min, rule.max);
    case 'while':
      return rule.until === null
        ? whileOnItsWay(
            when(rule.what),
            when(atMoment(rule.from, 'send')),
            when(atMoment(rule.from, 'receive')),
          )
        : whileOpen(when(rule.what), when(rule.from), when(rule.until));
  }
}

type Is = (happened: Happened) => boolean;

const anyEnd = (): boolean => true;

/** What is the first itself needs none before it. */
function precedence(isFirst: Is, isSecond: Is): Monitor {
  const [waiting, seen] = [0, 1];
  return {
    after: (state, happened) => {
      if (state === seen || isFirst(happened)) return seen;
      return isSecond(happened) ? null : waiting;
    },
    mayEnd: anyEnd,
  };
}

function absence(isBad: Is, scope: Scope, when: (pattern: MessagePattern) => Is): Monitor {
  switch (scope.kind) {
    case 'always':
      return { after: (state, happened) => (isBad(happened) ? null : state), mayEnd: anyEnd };
    case 'before':
      return absenceBefore(isBad, when(scope.end));
    case 'after':
      return absenceAfter(isBad, when(scope.start), scope.end === null ? () => false : when(scope.end));
    case 'between':
      return absenceBetween(isBad, when(scope.start), when(scope.end));
  }
}

/** Broken only by the end of the scope: without one there was no scope. */
function absenceBefore(isBad: Is, isEnd: Is): Monitor {
  const [clean, spoilt, over] = [0, 1, 2];
  return {
    after: (state, happened) => {
      if (state === over) return over;
      if (isEnd(happened)) return state === spoilt ? null : over;
      return state === spoilt || isBad(happened) ? spoilt : clean;
    },
    mayEnd: anyEnd,
  };
}

function absenceAfter(isBad: Is, isStart: Is, isEnd: Is): Monitor {
  const [closed, open] = [0, 1];
  return {
    after: (state, happened) => {
      if (state === closed || isEnd(happened)) return isStart(happened) ? open : closed;
      return isBad(happened) ? null : open;
    },
    mayEnd: anyEnd,
  };
}

function absenceBetween(isBad: Is, isStart: Is, isEnd: Is): Monitor {
  const [closed, clean, spoilt] = [0, 1, 2];
  return {
    after: (state, happened) => {
      if (state === spoilt && isEnd(happened)) return null;
      if (state === closed || isEnd(happened)) return isStart(happened) ? clean : closed;
      return state === spoilt || isBad(happened) ? spoilt : clean;
    },
    mayEnd: anyEnd,
  };
}

/**
 * State 0: nothing waits for a response. Above: one more than the messages that have happened since the oldest thing that
 * waits, since one response answers all; no more than one where they are not counted.
 */
function response(isBy: Is, isTo: Is, messagesMax: number | null): Monitor {
  return {
    after: (state, happened) => {
      const opened = isTo(happened) ? 1 : 0;
      if (state === 0) return opened;
      const passed = messagesMax === null ? 0 : state - 1 + (isMessage(happened) ? 1 : 0);
      if (messagesMax !== null && passed > messagesMax) return null;
      return isBy(happened) ? opened : passed + 1;
    },
    mayEnd: (state) => state === 0,
  };
}

/** The state is how often it happened, as far as that matters. */
function count(is: Is, min: number, max: number): Monitor {
  return {
    after: (state, happened) => {
      if (!is(happened)) return state;
      if (state >= max) return null;
      return max === Number.POSITIVE_INFINITY ? Math.min(state + 1, min) : state + 1;
    },
    mayEnd: (state) => state >= min,
  };
}

/** What opens and what closes belongs to what is open. */
function whileOpen(is: Is, isStart: Is, isEnd: Is): Monitor {
  const [closed, open] = [0, 1];
  return {
    after: (state, happened) => {
      const next = isStart(happened) ? open : isEnd(happened) ? closed : state;
      return is(happened) && state === closed && next === closed ? null : next;
    },
    mayEnd: anyEnd,
  };
}

/** The state is how many are on their way; one that is lost stays there. */
function whileOnItsWay(is: Is, isSent: Is, isReceived: Is): Monitor {
  return {
    after: (state, happened) => {
      const next = Math.max(0, state + (isSent(happened) ? 1 : isReceived(happened) ? -1 : 0));
      return is(happened) && state === 0 && next === 0 ? null : next;
    },
    mayEnd: anyEnd,
  };
}
