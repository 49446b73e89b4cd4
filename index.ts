// What `import … from 'seqwright'` gives: the compiler, the runtime and the conformance checker, as far as users need them.
export {};
