// What `import … from 'seqwright'` gives: the compiler, the runtime and the conformance checker, as far as users need them.
export { type MessageName, message } from './compiler/interaction/message-name.ts';
export type { GeneratedRun } from './conformance/generated-run.ts';
export {
  type CheckRunsOptions,
  checkRuns,
  RunFailure,
  type RunsOptions,
  runsOf,
  specification,
} from './conformance/properties.ts';
export { type Binding, defineBinding } from './runtime/live/binding.ts';
export { httpRequest, httpResponse } from './runtime/transports/http-wire.ts';
export { inMemoryAnswer, inMemoryRequest } from './runtime/transports/in-memory.ts';
export {
  type Arrival,
  type Connection,
  type Endpoint,
  type Exchange,
  type ListenOptions,
  type Transport,
  TransportError,
} from './runtime/transports/transport.ts';
export type { Made, Making, Values, Wire } from './runtime/transports/wire.ts';
