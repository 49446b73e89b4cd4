// What `import … from 'seqwright'` gives: the compiler, the runtime and the conformance checker, as far as users need them.
export { type MessageName, message } from './compiler/interaction/message-name.ts';
export { type Binding, defineBinding } from './runtime/live/binding.ts';
export { httpRequest, httpResponse } from './runtime/transports/http-wire.ts';
export { inMemoryAnswer, inMemoryRequest } from './runtime/transports/in-memory.ts';
