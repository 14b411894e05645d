import hooks from 'node:async_hooks';

// Loaded before each test file. Node's test runner follows every promise from its making to its end, to tell which test
// an error belongs to that nobody waits for; under it the proofs take a fifth longer. Without, such an error fails its file.
const { createHook } = hooks;
const nothing = { enable: () => nothing, disable: () => nothing };
hooks.createHook = (callbacks) =>
  new Error().stack.includes('node:internal/test_runner/') ? nothing : createHook(callbacks);
