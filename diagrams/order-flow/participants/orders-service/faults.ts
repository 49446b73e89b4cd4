/** What this service can be made to do wrong, by mutant id, so that conformance has something to catch. */
export const faults = {
  'M2.1': 'publishes when the confirm command is handled, before the event is stored',
  'M2.3': 'creates an order whatever state its stream is in',
  'M2.4': 'leaves the subscription event out when it creates an order',
  'M2.5': 'tells the hub to push to whoever confirmed, not to the subscribers',
  'M2.9': 'acknowledges a notification before its handlers ran',
  'M2.11': 'handles created and subscription-added concurrently',
  'M2.12': 'indexes what the event says instead of the whole order',
  'M2.14': 'answers a confirmation before the write result is there',
  'M2.18': 'publishes the name of a class as the code of the update',
  'M2.19': 'answers a search from its own memory instead of the index',
} as const;

export type Fault = keyof typeof faults;

/** The fault that the environment asks for, null for none; an unknown one is refused, else it would pass as honest. */
export function readFault(name: string | undefined): Fault | null {
  if (name === undefined || name === '') return null;
  if (Object.hasOwn(faults, name)) return name as Fault;
  throw new Error(`there is no fault ${name}; there are ${Object.keys(faults).join(', ')}`);
}
